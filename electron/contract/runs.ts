import { z } from 'zod';
import type { Convergence } from '../../core/selection/selection.ts';
import { TRIAL_ENDS } from '../../core/tuning/trial-result.ts';
import type { TrialResult } from '../../core/tuning/trial-result.ts';
import { specDraftSchema } from './projects.ts';
import { float64Array, isObject } from './shape.ts';

/**
 * queued → preparing → running ⇄ paused → finished. `stopped`: the user ended it, finished trials are kept and
 * selected from. `interrupted`: the app ended in mid-run; it can be resumed. `failed`: see `error`.
 */
export const runStateSchema = z.enum([
  'queued', 'preparing', 'running', 'paused', 'finished', 'stopped', 'interrupted', 'failed',
]);
export type RunState = z.infer<typeof runStateSchema>;

/** The run this one goes on from: with more iterations, or with new rows near one of its models. */
export const runParentSchema = z.object({
  kind: z.enum(['continue', 'refresh']),
  runId: z.string(),
  /** Within the project; it is told even when the run is deleted. */
  number: z.number(),
  /** Of a refresh. */
  modelId: z.string().optional(),
});
export type RunParent = z.infer<typeof runParentSchema>;

export const trialEndSchema = z.enum(TRIAL_ENDS);

export const runSummarySchema = z.object({
  id: z.string(),
  projectId: z.string(),
  /** 1, 2, 3 … within the project. */
  number: z.number(),
  state: runStateSchema,
  method: z.string(),
  trials: z.number(),
  iterations: z.number(),
  seed: z.number(),
  trialsDone: z.number(),
  evaluations: z.number(),
  /** Time the engines worked on it, without pauses. */
  seconds: z.number(),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  parent: runParentSchema.nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runDetailSchema = runSummarySchema.extend({
  spec: specDraftSchema,
  dataId: z.string(),
  version: z.string(),
  /** Null until something was selected from. */
  selection: z
    .object({
      automaticFronts: z.number(),
      considered: z.number(),
      notes: z.array(z.string()),
      convergence: z.record(z.string(), z.custom<Convergence>(isObject)),
    })
    .nullable(),
  notes: z.array(z.string()),
  chosenModels: z.array(z.string()),
  /** Why its trials ended, by number of trials. */
  ends: z.partialRecord(trialEndSchema, z.number()),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

/** As engines send it and take it back. */
export const trialResultSchema: z.ZodType<TrialResult> = z.object({
  trial: z.number(), iterations: z.number(), width: z.number(), values: z.instanceof(Float64Array), ended: trialEndSchema,
}).refine(({ iterations, width, values }) => values.length === iterations * width, 'sizes do not fit');

/** All candidates of a run, column by column, in order of trial and iteration. NaN: not there. */
export const pointsSchema = z.object({
  count: z.number(),
  trial: float64Array,
  iteration: float64Array,
  nrmse: float64Array,
  decompRssd: float64Array,
  mape: float64Array,
  /** 1 = best; NaN: filtered out, or not selected yet. */
  front: float64Array,
  score: float64Array,
});
export type Points = z.infer<typeof pointsSchema>;

/** Hyperparameters of all candidates of a run, in the order of `pointsSchema`. */
export const candidatesSchema = z.object({
  parameters: z.array(z.object({
    name: z.string(), lower: z.number(), upper: z.number(), logOffset: z.number().optional(), choices: z.array(z.string()).optional(), whole: z.literal(true).optional(),
  })),
  /** One row of values per candidate. */
  values: float64Array,
});
export type CandidateValues = z.infer<typeof candidatesSchema>;

export const runProgressSchema = z.object({
  runId: z.string(),
  state: runStateSchema,
  trialsDone: z.number(),
  trials: z.number(),
  evaluations: z.number(),
  evaluationsTotal: z.number(),
  evaluationsPerSecond: z.number(),
  /** Null while there is nothing to tell from. */
  secondsLeft: z.number().nullable(),
  /** A sample of new candidates for the live chart: 5 numbers each (trial, iteration, nrmse, decompRssd, mape). */
  points: float64Array,
});
export type RunProgress = z.infer<typeof runProgressSchema>;
