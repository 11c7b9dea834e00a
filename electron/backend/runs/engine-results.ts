import { z } from 'zod';
import type { Evaluation } from '../../../core/model/evaluation.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { Selection } from '../../../core/selection/selection.ts';
import type { EngineTasks, TaskName } from '../../contract/engine.ts';
import { experimentRankingSchema, frontierSchema, planViewSchema, sensitivitySchema } from '../../contract/allocation.ts';
import { methodTrialSchema } from '../../contract/comparison.ts';
import { profilesSchema, runDiagnosisSchema } from '../../contract/diagnosis.ts';
import { replicateSchema } from '../../contract/recovery.ts';
import { trialResultSchema } from '../../contract/runs.ts';
import { isObject } from '../../contract/shape.ts';
import { consensusSchema, modelIntervalsSchema } from '../../contract/uncertainty.ts';

/** Results of engines, parsed at their outer shape: the inside was made by `core/` of the same version. */
export const resultSchemas: { [N in TaskName]: z.ZodType<EngineTasks[N]['result']> } = {
  prepare: z.object({
    prepared: z.custom<PreparedData>(isObject),
    baseline: z.array(z.object({ name: z.string(), values: z.instanceof(Float64Array) })),
    notes: z.array(z.string()),
  }),
  trial: trialResultSchema,
  select: z.custom<Selection>((value) => isObject(value) && Array.isArray(value['front'])),
  evaluate: z.array(z.custom<Evaluation>(isObject)),
  intervals: modelIntervalsSchema,
  advise: z.custom<EngineTasks['advise']['result']>(isObject),
  frontier: frontierSchema,
  sensitivity: sensitivitySchema,
  plan: planViewSchema,
  experiments: experimentRankingSchema,
  consensus: consensusSchema,
  profile: profilesSchema,
  diagnose: runDiagnosisSchema,
  recover: replicateSchema,
  methodTrial: methodTrialSchema,
};
