import { z } from 'zod';
import type { ModelCandidate } from '../../core/allocation/advice.ts';
import type { DecisionModels } from '../../core/allocation/asked.ts';
import type { InsightOptions } from '../../core/allocation/insight/words.ts';
import type { ModelScenario } from '../../core/allocation/problem.ts';
import type { PreparedData } from '../../core/model/prepared.ts';
import type { Convergence } from '../../core/selection/selection.ts';
import { METHODS } from '../../core/spec/methods.ts';
import type { Spec, StopSpec } from '../../core/spec/spec.ts';
import type { CandidateParameters } from '../../core/model/evaluation.ts';
import { tableSchema } from '../contract/data.ts';
import { trialResultSchema } from '../contract/runs.ts';
import { noiseSchema } from '../contract/recovery.ts';
import { isObject } from '../contract/shape.ts';

/** What an engine accepts (`ToEngine` of the contract), parsed from `unknown`; the inside of core's values is core's. */
const count = z.number().int().min(1);
const column = z.instanceof(Float64Array);
const trialCommon = {
  key: z.string(), trial: count, seed: z.number(), method: z.enum(METHODS), iterations: count,
  settings: z.record(z.string(), z.union([z.number(), z.string()])).optional(), levels: z.record(z.string(), z.number()).optional(),
};
const model = { key: z.string(), params: z.record(z.string(), z.number()), seed: z.number(), rows: z.enum(['tuning', 'all']) };

const decision = {
  key: z.string(), model: z.custom<ModelCandidate>(isObject), set: z.custom<DecisionModels>(isObject).nullable(),
  scenario: z.custom<ModelScenario>(isObject), seed: z.number(), words: z.exactOptional(z.custom<InsightOptions>(isObject)),
};

export const requestSchemas = {
  prepare: z.object({ spec: z.custom<Spec>(isObject), table: tableSchema, spacing: z.enum(['day', 'week', 'month']) }),
  trial: z.object({ ...trialCommon, trials: count.optional(), stop: z.custom<StopSpec>(isObject).optional(), replay: trialResultSchema.optional() }),
  methodTrial: z.object({ ...trialCommon, trials: count }),
  select: z.object({
    trial: column, iteration: column, nrmse: column, decompRssd: column, mape: column,
    nrmseTrain: column, nrmseValidation: column, nrmseTest: column,
    calibrationConstraint: z.number().optional(), weights: z.tuple([z.number(), z.number(), z.number()]).optional(),
    rssdObjective: z.boolean().optional(),
  }),
  evaluate: z.object({ key: z.string(), candidates: z.array(z.custom<CandidateParameters>(isObject)), rows: z.enum(['tuning', 'all']).optional() }),
  intervals: z.object(model),
  advise: z.object(decision),
  frontier: z.object(decision),
  sensitivity: z.object(decision),
  plan: z.object(decision),
  experiments: z.object({ ...decision, periods: count, response: z.enum(['revenue', 'conversion']) }),
  consensus: z.object({ key: z.string(), models: z.array(z.record(z.string(), z.number())), seed: z.number() }),
  profile: z.object({ key: z.string(), params: z.record(z.string(), z.number()) }),
  diagnose: z.object({
    key: z.string(), candidates: z.object({ iteration: column, nrmse: column, decompRssd: column, mape: column }),
    models: z.array(z.record(z.string(), z.number())), convergence: z.record(z.string(), z.custom<Convergence>(isObject)),
  }),
  recover: z.object({
    key: z.string(), spec: z.custom<Spec>(isObject), table: tableSchema, spacing: z.enum(['day', 'week', 'month']),
    trials: count, iterations: count, replicate: count, seed: z.number(), noise: noiseSchema,
    source: z.union([z.object({ kind: z.literal('grid') }), z.object({ kind: z.literal('model'), params: z.record(z.string(), z.number()) })]),
  }),
};

const jobId = z.number().int();
const task = <N extends keyof typeof requestSchemas>(name: N) =>
  z.object({ type: z.literal('task'), jobId, task: z.literal(name), request: requestSchemas[name] });

export const toEngineSchema = z.union([
  z.object({ type: z.literal('load'), key: z.string(), prepared: z.custom<PreparedData>(isObject) }),
  z.object({ type: z.literal('unload'), key: z.string() }),
  z.object({ type: z.literal('cancel'), jobId }),
  task('prepare'), task('trial'), task('select'), task('evaluate'), task('intervals'),
  task('advise'), task('frontier'), task('sensitivity'), task('plan'), task('experiments'),
  task('consensus'), task('profile'), task('diagnose'), task('recover'), task('methodTrial'),
]);
export type EngineRequest = z.infer<typeof toEngineSchema>;
export type TaskMessage = Extract<EngineRequest, { type: 'task' }>;
