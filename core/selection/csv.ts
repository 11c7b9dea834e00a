/** Comma-separated text with quoted fields (RFC 4180) as records of cells; blank lines at the end are left out. */
export function parseRecords(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, '').trimEnd();
  if (source === '') return [];
  // Without a quote every line is a record: the usual case, and by far the faster.
  if (!source.includes('"')) return source.split(/\r\n|\n|\r/).map((line) => line.split(','));
  const records: string[][] = [];
  let record: string[] = [];
  // A cell, quoted or as it stands, and what ends it.
  for (const [, inQuotes, plain, end] of source.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/g)) {
    record.push(inQuotes === undefined ? plain ?? '' : inQuotes.replaceAll('""', '"'));
    if (end === ',') continue;
    records.push(record);
    record = [];
    // The pattern would match once more, emptily, at the end of the text.
    if (end === '') break;
  }
  return records;
}

/** In quotes when it holds a comma, a quote or a line break. */
export function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
