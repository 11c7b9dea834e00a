import { z } from 'zod';

/** Answer to every call: a value, or an error a person can read. Nothing ever throws across the boundary. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: CallError };

export const problemSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  mend: z.string(),
  row: z.number().optional(),
  column: z.string().optional(),
  key: z.string().optional(),
});

export const callErrorSchema = z.object({
  /** `INPUT_…`, `DATA_…`, `SPEC_…`, `STORE_…`, `ENGINE_…`, `NOT_FOUND`, `INTERNAL`, … */
  code: z.string(),
  message: z.string(),
  problems: z.array(problemSchema),
});
export type CallError = z.infer<typeof callErrorSchema>;

/** Checks the envelope of what a host sent back; the value is checked by the call's own response schema. */
export const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: callErrorSchema }),
]);
