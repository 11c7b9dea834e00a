import { z } from 'zod';
import type { RecoveryReplicate } from '../../core/recovery/replicate.ts';
import type { RecoverySummary } from '../../core/recovery/summary.ts';
import { jobStateSchema } from './jobs.ts';
import { modelIdSchema } from './ids.ts';
import { isObject } from './shape.ts';

/** The recovery check: known effects are simulated on the user's own spend and looked for by whole runs. */

export const noiseSchema = z.enum(['low', 'medium', 'high', 'model']);

/** Of one replicate's tuning; smaller than a run's, for there are many. */
export const DEFAULT_RECOVERY = { replicates: 20, trials: 5, iterations: 400 } as const;

/** An engine works on a replicate without a break, and runs wait for it: no more than a usual run's candidates. */
export const MAX_CANDIDATES_PER_REPLICATE = 20_000;

const id = z.string().min(1).max(64);
const count = (most: number) => z.number().int().min(1).max(most);

/** What is asked for. With a run and a model the truth is that model, else it is drawn anew for each replicate. */
export const recoveryOptionsSchema = z.strictObject({
  replicates: count(1_000),
  trials: count(1_000),
  iterations: count(100_000),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** Taken in turn; `model`, as large as the model's residuals, only with a model. */
  noise: z.array(noiseSchema).min(1).max(4),
});
export type RecoveryOptions = z.infer<typeof recoveryOptionsSchema>;

export const recoveryRequestSchema = recoveryOptionsSchema.extend({
  projectId: id, runId: id.optional(), modelId: modelIdSchema.optional(),
}).refine(({ runId, modelId }) => (runId === undefined) === (modelId === undefined), { message: 'a run and a model go together', path: ['modelId'] })
  .refine(({ runId, noise }) => runId !== undefined || !noise.includes('model'), { message: 'the noise of a model takes a model', path: ['noise'] })
  .refine(({ trials, iterations }) => trials * iterations <= MAX_CANDIDATES_PER_REPLICATE, {
    message: `a replicate has at most ${MAX_CANDIDATES_PER_REPLICATE} candidates (trials times iterations), so that runs don't wait long for it`, path: ['iterations'],
  });

export const verdictSchema = z.object({ level: z.enum(['pass', 'look', 'fail']), text: z.string(), advice: z.string().nullable() });

const interval = z.object({ lower: z.number(), upper: z.number() });
/** As it is kept and sent by engines. */
export const replicateSchema: z.ZodType<RecoveryReplicate> = z.object({
  replicate: z.number().int(),
  noise: noiseSchema,
  noiseShare: z.number(),
  channels: z.array(z.object({ name: z.string(), truth: z.number().nullable(), estimate: z.number().nullable(), interval: interval.nullable() })),
  rank: z.number().nullable(),
});

export const recoverySchema = z.object({
  id: z.string(),
  projectId: z.string(),
  /** Both null: before any run. */
  runId: z.string().nullable(),
  modelId: z.string().nullable(),
  /** 1, 2, 3 … within the project. */
  runNumber: z.number().nullable(),
  options: recoveryOptionsSchema,
  state: jobStateSchema,
  replicatesDone: z.number(),
  /** Time worked on it. */
  seconds: z.number(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Of the replicates there were when it last ended; null before. */
  verdict: verdictSchema.nullable(),
});
export type Recovery = z.infer<typeof recoverySchema>;

export const recoveryDetailSchema = recoverySchema.extend({
  /** Of the replicates so far; null before the first. */
  summary: z.custom<RecoverySummary>(isObject).nullable(),
  replicates: z.array(replicateSchema),
  responseKind: z.enum(['revenue', 'conversion']),
  /** What this check leaves out of the project file, in words. */
  notes: z.array(z.string()),
});
export type RecoveryDetail = z.infer<typeof recoveryDetailSchema>;

export const recoveryProgressSchema = z.object({
  recoveryId: z.string(),
  projectId: z.string(),
  replicatesDone: z.number(),
  replicates: z.number(),
  /** Of the whole check, 0..1, replicates at work included. */
  share: z.number(),
  /** Null while there is nothing to tell from. */
  secondsLeft: z.number().nullable(),
});
export type RecoveryProgress = z.infer<typeof recoveryProgressSchema>;
