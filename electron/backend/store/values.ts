import { z } from 'zod';
import { storeError } from './errors.ts';

/** How values lie in the database's columns, and how they are parsed when read. */

export function bytesOf(values: Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** A copy: a row's bytes need not be aligned, and a Buffer's `slice` would not copy. */
export function float64Of(bytes: Uint8Array): Float64Array {
  return new Float64Array(new Uint8Array(bytes).buffer);
}

export function int32Of(bytes: Uint8Array): Int32Array {
  return new Int32Array(new Uint8Array(bytes).buffer);
}

export const blob = z.instanceof(Uint8Array);

/** A text column that holds JSON of the given shape. */
export function json<T extends z.ZodType>(inside: T) {
  return z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  }).pipe(inside);
}

/** Parses a row; a row of another shape means that the database is not what we wrote. */
export function readRow<T extends z.ZodType>(schema: T, row: unknown, table: string): z.infer<T> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw storeError('STORE_CORRUPT', `A row of ${table} is not what was written: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
    'Put back a copy of mixwright.db (backups lie beside it).');
}
