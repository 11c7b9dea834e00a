import { z } from 'zod';
import type { PreparedData } from '../../core/model/prepared.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { CandidateParameters } from '../../core/model/evaluation.ts';
import { tableSchema } from '../contract/data.ts';
import { isObject } from '../contract/shape.ts';

/** What an engine accepts (`ToEngine` of the contract), parsed from `unknown`; the inside of core's values is core's. */
const count = z.number().int().min(1);
const column = z.instanceof(Float64Array);

export const requestSchemas = {
  prepare: z.object({ spec: z.custom<Spec>(isObject), table: tableSchema, spacing: z.enum(['day', 'week', 'month']) }),
  trial: z.object({
    key: z.string(), trial: count, seed: z.number(), method: z.enum(['two_points_de', 'random']), iterations: count,
  }),
  select: z.object({
    trial: column, iteration: column, nrmse: column, decompRssd: column, mape: column,
    nrmseTrain: column, nrmseValidation: column, nrmseTest: column,
    calibrationConstraint: z.number().optional(), weights: z.tuple([z.number(), z.number(), z.number()]).optional(),
  }),
  evaluate: z.object({ key: z.string(), candidates: z.array(z.custom<CandidateParameters>(isObject)) }),
};

const jobId = z.number().int();
const task = <N extends keyof typeof requestSchemas>(name: N) =>
  z.object({ type: z.literal('task'), jobId, task: z.literal(name), request: requestSchemas[name] });

export const toEngineSchema = z.union([
  z.object({ type: z.literal('load'), key: z.string(), prepared: z.custom<PreparedData>(isObject) }),
  z.object({ type: z.literal('unload'), key: z.string() }),
  z.object({ type: z.literal('cancel'), jobId }),
  task('prepare'), task('trial'), task('select'), task('evaluate'),
]);
export type EngineRequest = z.infer<typeof toEngineSchema>;
export type TaskMessage = Extract<EngineRequest, { type: 'task' }>;
