import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Problem } from '../../../core/errors.ts';
import type { Column, Table, TableFormat } from '../../../core/data/table.ts';
import type { ImportOptions } from '../../contract/data.ts';
import { importOptionsSchema } from '../../contract/data.ts';
import { problemSchema } from '../../contract/result.ts';
import { isObject } from '../../contract/shape.ts';
import { blob, bytesOf, float64Of, int32Of, json, readRow } from './values.ts';

/** An imported file: how its bytes were read, and the table that gave. */
export interface StoredData {
  /** SHA-256 in hex of bytes and options. */
  id: string;
  options: ImportOptions;
  table: Table;
  format: TableFormat;
  problems: Problem[];
  notes: string[];
  /** 1-based row of the file for each row of the table. */
  sourceRows: Int32Array;
  importedAt: number;
}

const rowSchema = z.object({
  id: z.string(), options: json(importOptionsSchema), row_count: z.number(),
  format: json(z.custom<TableFormat>(isObject)), problems: json(z.array(problemSchema)), notes: json(z.array(z.string())),
  source_rows: blob, imported_at: z.number(),
});
const columnSchema = z.object({ name: z.string(), type: z.enum(['number', 'text', 'date']), content: blob });

const MAX_RECENT = 2;

/** Data sets never change: the id is made of what is in them. */
export function dataSets(db: Database.Database) {
  const insert = db.prepare(`INSERT INTO data_sets (id, bytes, options, row_count, format, problems, notes, source_rows, imported_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`);
  const insertColumn = db.prepare('INSERT INTO data_columns (data_id, position, name, type, content) VALUES (?, ?, ?, ?, ?)');
  const select = db.prepare('SELECT id, options, row_count, format, problems, notes, source_rows, imported_at FROM data_sets WHERE id = ?');
  const selectBytes = db.prepare('SELECT bytes FROM data_sets WHERE id = ?').pluck();
  const selectColumns = db.prepare('SELECT name, type, content FROM data_columns WHERE data_id = ? ORDER BY position');

  // The newest ones asked for: a wizard asks for the same table at every step.
  const recent = new Map<string, StoredData>();
  const remember = (data: StoredData): StoredData => {
    recent.delete(data.id);
    recent.set(data.id, data);
    for (const id of [...recent.keys()].slice(0, -MAX_RECENT)) recent.delete(id);
    return data;
  };

  return {
    /** Keeps what is there already. */
    add: db.transaction((data: StoredData, bytes: Uint8Array): void => {
      const { id, table } = data;
      const added = insert.run(id, bytes, JSON.stringify(data.options), table.rows, JSON.stringify(data.format),
        JSON.stringify(data.problems), JSON.stringify(data.notes), bytesOf(data.sourceRows), data.importedAt);
      if (added.changes === 0) return;
      table.columns.forEach((column, position) => insertColumn.run(id, position, column.name, column.type, contentOf(column)));
    }),

    /** The original file; null when there is none. */
    bytes: (id: string): Uint8Array | null => readRow(blob.optional(), selectBytes.get(id), 'data_sets') ?? null,

    /** Not to be changed by the caller. */
    get(id: string): StoredData | null {
      const known = recent.get(id);
      if (known !== undefined) return remember(known);
      const found = select.get(id);
      if (found === undefined) return null;
      const row = readRow(rowSchema, found, 'data_sets');
      const columns = selectColumns.all(id).map((column) => columnOf(readRow(columnSchema, column, 'data_columns')));
      return remember({
        id, options: row.options, table: { rows: row.row_count, columns }, format: row.format,
        problems: row.problems as Problem[], notes: row.notes, sourceRows: int32Of(row.source_rows), importedAt: row.imported_at,
      });
    },
  };
}

function contentOf(column: Column): Uint8Array {
  return column.type === 'text' ? Buffer.from(JSON.stringify(column.values)) : bytesOf(column.values);
}

function columnOf({ name, type, content }: z.infer<typeof columnSchema>): Column {
  switch (type) {
    case 'number': return { name, type, values: float64Of(content) };
    case 'date': return { name, type, values: int32Of(content) };
    case 'text': return { name, type, values: readRow(json(z.array(z.string())), Buffer.from(content).toString(), 'data_columns') };
  }
}
