import { z } from 'zod';
import type { MethodComparison } from '../../core/comparison/compare.ts';
import type { MethodTrial } from '../../core/comparison/track.ts';
import { METHODS } from '../../core/spec/methods.ts';
import { jobStateSchema } from './jobs.ts';
import { isObject } from './shape.ts';

/** The fair comparison of tuning methods: the same data, seeds and number of evaluations for each. */

export const DEFAULT_COMPARISON = { trials: 15, iterations: 500 } as const;

/** An engine works on a trial without a break, and runs wait for it: no more than a usual run's candidates. */
export const MAX_CANDIDATES_PER_TRIAL = 20_000;

const id = z.string().min(1).max(64);
export const methodSchema = z.enum(METHODS);

/** What is asked for. Settings are those of the project file for its own method, the defaults for every other. */
export const comparisonOptionsSchema = z.strictObject({
  methods: z.array(methodSchema).min(2, 'give at least two methods').max(METHODS.length)
    .refine((methods) => new Set(methods).size === methods.length, 'name each method once'),
  /** Of each method. */
  trials: z.number().int().min(1).max(1_000),
  /** Evaluations of each trial. */
  iterations: z.number().int().min(1).max(MAX_CANDIDATES_PER_TRIAL),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type ComparisonOptions = z.infer<typeof comparisonOptionsSchema>;

export const comparisonRequestSchema = comparisonOptionsSchema.extend({ projectId: id });

const values = z.array(z.number());
/** As it is kept and sent by engines. */
export const methodTrialSchema: z.ZodType<MethodTrial> = z.object({
  method: methodSchema,
  trial: z.number().int(),
  evaluations: values,
  seconds: values,
  hypervolume: values,
  nrmse: z.array(z.number().nullable()),
  error: z.array(z.number().nullable()),
  failed: z.number().int(),
});

export const methodComparisonSchema = z.object({
  id: z.string(),
  projectId: z.string(),
  /** 1, 2, 3 … within the project. */
  number: z.number(),
  options: comparisonOptionsSchema,
  /** The project file's method when it was asked for. */
  own: methodSchema,
  state: jobStateSchema,
  /** Of all methods. */
  trialsDone: z.number(),
  /** Time worked on it. */
  seconds: z.number(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Comparison = z.infer<typeof methodComparisonSchema>;

export const methodComparisonDetailSchema = methodComparisonSchema.extend({
  /** Of the trials so far; null while fewer than two methods have one. */
  summary: z.custom<MethodComparison>(isObject).nullable(),
});
export type ComparisonDetail = z.infer<typeof methodComparisonDetailSchema>;

export const comparisonProgressSchema = z.object({
  comparisonId: z.string(),
  projectId: z.string(),
  trialsDone: z.number(),
  /** Of all methods. */
  trials: z.number(),
  /** Of the whole comparison, 0..1, trials at work included. */
  share: z.number(),
  /** Null while there is nothing to tell from. */
  secondsLeft: z.number().nullable(),
});
export type ComparisonProgress = z.infer<typeof comparisonProgressSchema>;
