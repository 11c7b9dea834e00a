/** Comma-separated text with quoted fields (RFC 4180) as records of cells; blank lines are passed over. */
export function parseRecords(text: string): string[][] {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  // Without a quote every line is a record: the usual case, and by far the faster.
  if (!source.includes('"')) {
    return source.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').map((line) => line.split(','));
  }
  const records: string[][] = [];
  let record: string[] = [];
  // A cell, quoted or plain, and what ends it.
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|\n|\r|$)/y;
  while (cell.lastIndex < source.length) {
    const at = cell.lastIndex;
    const found = cell.exec(source);
    if (found === null) {
      // Text after a closing quote, or a quote that never closes: the rest of the line is taken as it stands.
      const end = source.slice(at).search(/[\r\n]|$/);
      record.push(source.slice(at, at + end));
      cell.lastIndex = at + end + 1;
      records.push(record);
      record = [];
      continue;
    }
    const [, value = '', end] = found;
    record.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === ',' && cell.lastIndex < source.length) continue;
    if (record.length > 1 || value.trim() !== '') records.push(record);
    record = [];
  }
  return records;
}

/** In quotes when it holds a comma, a quote or a line break. */
export function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
