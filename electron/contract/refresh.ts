import { z } from 'zod';
import type { EffectChange } from '../../core/refresh/changes.ts';
import { modelIdSchema } from './ids.ts';
import { problemSchema } from './result.ts';
import { isObject } from './shape.ts';

/** Which model is to be brought up to date with the project's newest table, and how. */
export const refreshRequestSchema = z.strictObject({
  runId: z.string().min(1).max(64),
  /** The chosen, else the best model of the run when absent. */
  modelId: modelIdSchema.optional(),
  /** `extend`: the window keeps its first day; `move`: it keeps its length. */
  mode: z.enum(['extend', 'move']),
  /** Part of a range's width a value may move either way; new periods / window length when absent. */
  freedom: z.number().gt(0).max(1).optional(),
});
export type RefreshRequest = z.infer<typeof refreshRequestSchema>;

/** Days since 1970-01-01 of the first and the last row, and how many. */
const rowWindowSchema = z.object({ from: z.number(), to: z.number(), rows: z.number() });
const rangeSchema = z.tuple([z.number(), z.number()]);

export const refreshPreviewSchema = z.object({
  runNumber: z.number(),
  modelId: modelIdSchema,
  /** Null when the model cannot be refreshed; `problems` says why. */
  plan: z.object({
    former: rowWindowSchema,
    window: rowWindowSchema,
    newPeriods: z.number(),
    freedom: z.number(),
    ranges: z.array(z.object({ name: z.string(), chosen: z.number(), before: rangeSchema, after: rangeSchema })),
    notes: z.array(z.string()),
  }).nullable(),
  problems: z.array(problemSchema),
  ready: z.boolean(),
  evaluations: z.number(),
});
export type RefreshPreview = z.infer<typeof refreshPreviewSchema>;

const sideSchema = z.object({ runId: z.string(), runNumber: z.number(), modelId: modelIdSchema, window: rowWindowSchema });

/** A refreshed model beside the one it came from. */
export const refreshChangesSchema = z.object({
  before: sideSchema,
  after: sideSchema,
  responseKind: z.enum(['revenue', 'conversion']),
  /** Paid channels first. */
  effects: z.array(z.custom<EffectChange>(isObject)),
  notes: z.array(z.string()),
});
export type RefreshChanges = z.infer<typeof refreshChangesSchema>;
