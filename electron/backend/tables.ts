import { createHash } from 'node:crypto';
import { parseTable } from '../../core/data/parse.ts';
import type { ParsedTable } from '../../core/data/parse.ts';
import type { Column } from '../../core/data/table.ts';
import type { ColumnInfo, DataSet, ImportOptions } from '../contract/data.ts';
import type { StoredData } from './store/index.ts';

/** From a file's bytes to a table, and what is told of one. */

/** Text of a file: UTF-16 by its byte order mark, UTF-8 when that is what it is, else Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Throws as `parseTable` does, for files that hold no table. */
export function readTable(bytes: Uint8Array, options: ImportOptions = {}): ParsedTable {
  return parseTable(decodeText(bytes), options);
}

export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function readData(bytes: Uint8Array, options: ImportOptions, importedAt: number): StoredData {
  const { table, format, problems, notes, sourceRows } = readTable(bytes, options);
  const id = createHash('sha256').update(bytes).update(JSON.stringify(options, Object.keys(options).sort())).digest('hex');
  return { id, options, table, format, problems, notes, sourceRows, importedAt };
}

export function describeData({ id, options, table, format, problems, notes, importedAt }: StoredData, fileName: string): DataSet {
  const dates = table.columns.find(({ name, type }) => type === 'date' && name === format.dateColumn);
  const days = dates?.type === 'date' ? dates.values : new Int32Array();
  return {
    id, fileName, options, rows: table.rows, columns: table.columns.map(describeColumn), format,
    from: isoDate(days[0]), to: isoDate(days.at(-1)), problems, notes, importedAt,
  };
}

const MAX_LEVELS = 20;
const MS_PER_DAY = 86_400_000;

function isoDate(day: number | undefined): string | null {
  return day === undefined ? null : new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

function describeColumn(column: Column): ColumnInfo {
  const { name, type } = column;
  const none = { min: null, max: null, mean: null, levels: [] };
  if (type === 'date') return { name, type, missing: 0, ...none };
  if (type === 'text') {
    const counts = new Map<string, number>();
    for (const value of column.values) counts.set(value, (counts.get(value) ?? 0) + 1);
    const missing = counts.get('') ?? 0;
    counts.delete('');
    return { name, type, missing, ...none, levels: [...counts].sort((a, b) => b[1] - a[1]).slice(0, MAX_LEVELS).map(([level]) => level) };
  }
  const present = column.values.filter((value) => !Number.isNaN(value));
  const missing = column.values.length - present.length;
  if (present.length === 0) return { name, type, missing, ...none };
  return {
    name, type, missing, levels: [],
    min: present.reduce((a, b) => Math.min(a, b)), max: present.reduce((a, b) => Math.max(a, b)),
    mean: present.reduce((a, b) => a + b, 0) / present.length,
  };
}
