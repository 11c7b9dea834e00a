import { z } from 'zod';
import type { Table, TableFormat } from '../../core/data/table.ts';
import { problemSchema } from './result.ts';
import { isObject } from './shape.ts';

export const columnInfoSchema = z.object({
  name: z.string(),
  type: z.enum(['number', 'text', 'date']),
  missing: z.number(),
  /** Numbers only. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
  /** Text only: at most 20 distinct values, most frequent first. */
  levels: z.array(z.string()),
});
export type ColumnInfo = z.infer<typeof columnInfoSchema>;

/** Choices of the user on how to read a file; absent ones are found out. */
export const importOptionsSchema = z.strictObject({
  dateColumn: z.string().optional(),
  /** Read blank cells of number columns as 0: all of them, or those of the named columns. */
  blanksAsZero: z.union([z.boolean(), z.array(z.string())]).optional(),
  /** Sum a long table (one row per region and period) over this column. */
  aggregateOver: z.string().optional(),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

/** What is known of an imported table without its values. */
export const dataSetSchema = z.object({
  /** SHA-256 of the original bytes and the options they were read with, in hex. */
  id: z.string(),
  fileName: z.string(),
  options: importOptionsSchema,
  rows: z.number(),
  columns: z.array(columnInfoSchema),
  format: z.custom<TableFormat>(isObject),
  /** ISO dates of first and last row; null without dates. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  problems: z.array(problemSchema),
  notes: z.array(z.string()),
  /** Milliseconds since 1970. */
  importedAt: z.number(),
});
export type DataSet = z.infer<typeof dataSetSchema>;

/** The values, for previews and charts. */
export const tableSchema = z.custom<Table>((value) => isObject(value) && Array.isArray(value['columns']));

export const MAX_FILE_BYTES = 256 * 1024 * 1024;

export const fileSchema = z.strictObject({
  fileName: z.string().min(1).max(255),
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MAX_FILE_BYTES, 'the file is over 256 MB'),
});
