import { z } from 'zod';
import type { Evaluation } from '../../core/model/evaluation.ts';
import type { ModelPage } from '../../core/report/model-page.ts';
import { curveSchema, savedAllocationSchema } from './allocation.ts';
import { modelIdSchema } from './ids.ts';
import { consensusSchema } from './uncertainty.ts';
import { groupingSchema, rssdComparisonSchema, searchSpreadSchema } from './insight.ts';
import { float64Array, isObject } from './shape.ts';

export const modelRowSchema = z.object({
  id: modelIdSchema,
  trial: z.number(),
  iteration: z.number(),
  front: z.number(),
  score: z.number(),
  nrmse: z.number(),
  decompRssd: z.number(),
  mape: z.number(),
  nrmseTrain: z.number(),
  nrmseValidation: z.number().nullable(),
  nrmseTest: z.number().nullable(),
  rsqTrain: z.number(),
  /** 0-based cluster; null when there were too few models for clusters. */
  cluster: z.number().nullable(),
  /** The cluster's model with the smallest error score. */
  representative: z.boolean(),
  chosen: z.boolean(),
  /** ROAS per channel; null: undefined. */
  roi: z.record(z.string(), z.number().nullable()),
});
export type ModelRow = z.infer<typeof modelRowSchema>;

export const clusterSchema = z.object({
  index: z.number(),
  size: z.number(),
  representative: modelIdSchema,
  /** Spread of the cluster's models per channel, not a confidence interval. */
  roi: z.record(z.string(), z.object({ mean: z.number(), lower: z.number(), upper: z.number() })),
});

/** By what the models are grouped, and which fronts are shown; both default to what the run was selected by. */
export const modelListOptionsSchema = z.strictObject({
  features: z.enum(['roas', 'hyperparameters']).optional(),
  /** `three`: lift studies as a third objective in place of a filter. */
  fronts: z.enum(['two', 'three']).optional(),
});
export type ModelListOptions = z.infer<typeof modelListOptionsSchema>;

export const modelListSchema = z.object({
  /** Best error score first. */
  models: z.array(modelRowSchema),
  clusters: z.array(clusterSchema),
  notes: z.array(z.string()),
  grouping: groupingSchema,
  fronts: z.object({
    /** What the shown fronts are made of. */
    objectives: z.array(z.enum(['nrmse', 'decompRssd', 'mape'])),
    /** How many are shown. */
    count: z.number(),
    /** Front of every candidate in order of trial and iteration (NaN: none), where it is not that of `runs.points`. */
    front: float64Array.nullable(),
    /** Whether the other choice is on offer: there were lift studies, and decomp.RSSD was an objective. */
    choice: z.boolean(),
  }),
  /** Share of each paid channel in the spend of the window. */
  spendShare: z.record(z.string(), z.number()),
  /** Null: the run is older than this knowledge, or there was too little to tell from. */
  search: searchSpreadSchema.nullable(),
  rssd: rssdComparisonSchema.nullable(),
  /** What the plausible models say together. */
  consensus: consensusSchema.nullable(),
});
export type ModelList = z.infer<typeof modelListSchema>;

export const modelPageSchema = z.object({
  modelId: modelIdSchema,
  evaluation: z.custom<Evaluation>(isObject),
  /** With every row trained on, as it goes into allocations; null where tuning left no test period out. */
  refit: z.custom<Evaluation>(isObject).nullable(),
  params: z.record(z.string(), z.number()),
  page: z.custom<ModelPage>(isObject),
  chosen: z.boolean(),
});
export type ModelView = z.infer<typeof modelPageSchema>;

export const comparedModelSchema = z.object({
  runId: z.string(),
  runNumber: z.number(),
  modelId: modelIdSchema,
  evaluation: z.custom<Evaluation>(isObject),
  curves: z.array(curveSchema),
  allocations: z.array(savedAllocationSchema),
});

export const comparisonSchema = z.object({
  models: z.array(comparedModelSchema),
  /** What differs in the project files: one value per compared model, as text. */
  specDifferences: z.array(z.object({ key: z.string(), values: z.array(z.string()) })),
  sameData: z.boolean(),
});
export type Comparison = z.infer<typeof comparisonSchema>;
