import { z } from 'zod';
import type { Advice } from '../../core/allocation/advice.ts';
import type { Frontier } from '../../core/allocation/insight/frontier.ts';
import type { SensitivityRow } from '../../core/allocation/insight/explanation.ts';
import type { Plan } from '../../core/allocation/plan/plan.ts';
import type { Allocation, AllocationProblem, ModelOutcome, ModelScenario, RobustResult } from '../../core/allocation/problem.ts';
import type { ExperimentRanking } from '../../core/experiment/experiment.ts';
import type { Reconciliation } from '../../core/response/reconciliation.ts';
import { idSchema, modelIdSchema } from './ids.ts';
import { float64Array, isObject } from './shape.ts';
import { gainIntervalSchema } from './uncertainty.ts';

/** Parsed in full by `parseScenario`, which names what is wrong. */
export const scenarioSchema = z.custom<ModelScenario>(isObject);

/** Which model of which run, and what is asked of it. */
export const askedSchema = z.strictObject({ runId: idSchema, modelId: modelIdSchema, scenario: scenarioSchema });
export type Asked = z.infer<typeof askedSchema>;

export const curveSchema = z.object({
  channel: z.string(),
  /** Spend per period and response per period, same length. */
  spend: float64Array,
  response: float64Array,
  /** Least and largest of several models. */
  lower: z.exactOptional(float64Array),
  upper: z.exactOptional(float64Array),
  /** Largest spend ever observed in one period. */
  observedMax: z.number(),
});

/** `Advice` of core. */
export const allocationViewSchema = z.object({
  basis: z.enum(['robust', 'model']),
  modelSet: z.object({ kind: z.enum(['representatives', 'pareto', 'plausible', 'draws', 'model']), models: z.number(), note: z.string() }),
  problem: z.custom<AllocationProblem>(isObject),
  allocation: z.custom<Allocation>(isObject),
  own: z.object({ problem: z.custom<AllocationProblem>(isObject), allocation: z.custom<Allocation>(isObject) }).nullable(),
  chosen: z.exactOptional(z.custom<ModelOutcome>(isObject)),
  curves: z.array(curveSchema),
  explanations: z.array(z.object({ channel: z.string(), direction: z.enum(['up', 'down', 'same']), sentence: z.string(), agreement: z.number().nullable() })),
  reconciliation: z.custom<Reconciliation>(isObject),
  extrapolation: z.array(z.object({ channel: z.string(), level: z.enum(['pass', 'look', 'fail']), text: z.string() })),
  gain: gainIntervalSchema.nullable(),
  notes: z.array(z.string()),
}) satisfies z.ZodType<Advice>;
export type AllocationView = z.infer<typeof allocationViewSchema>;

export const frontierSchema = z.custom<Frontier>(isObject);
export const sensitivitySchema = z.array(z.custom<SensitivityRow>(isObject));
export const experimentRankingSchema = z.custom<ExperimentRanking>(isObject);

/** The caller's own name for a long piece of work: progress comes under it, and it can be ended by it. */
export const requestIdSchema = z.string().min(1).max(64);

export const planViewSchema = z.object({
  plan: z.custom<Plan>(isObject),
  /** The plan against the even split of today's spend, by each of the models asked for; null with one model. */
  robust: z.custom<RobustResult>(isObject).nullable(),
  notes: z.array(z.string()),
});
export type PlanView = z.infer<typeof planViewSchema>;

export const workProgressSchema = z.object({
  requestId: requestIdSchema,
  share: z.number(),
  /** Of a plan: the best so far; null before there is one. */
  gap: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});
export type WorkProgress = z.infer<typeof workProgressSchema>;

/** What was shown when a scenario was saved, beside its allocation; absent in those of earlier versions. */
export const savedDetailSchema = z.object({
  basis: allocationViewSchema.shape.basis,
  modelSet: allocationViewSchema.shape.modelSet,
  own: z.custom<Allocation>(isObject).nullable(),
  explanations: allocationViewSchema.shape.explanations,
  extrapolation: allocationViewSchema.shape.extrapolation,
  gain: gainIntervalSchema.nullable(),
  plan: z.custom<Plan>(isObject).nullable(),
  /** What each model thinks of the plan. */
  planRobust: z.exactOptional(z.custom<RobustResult>(isObject).nullable()),
  notes: z.array(z.string()),
});
export type SavedDetail = z.infer<typeof savedDetailSchema>;

/** JSON has no infinity. */
const figure = z.custom<number | null>((value) => value === null || typeof value === 'number');
const byChannel = z.record(z.string(), figure);
const allocationShape = z.looseObject({
  spend: byChannel, response: byChannel, marginalResponse: byChannel,
  initial: z.looseObject({ spend: byChannel, response: byChannel }),
  total: z.looseObject({ spend: figure, response: figure, initialSpend: figure, initialResponse: figure }),
  upperBound: figure, gap: figure, status: z.enum(['optimal', 'infeasible']), notes: z.array(z.string()).max(200),
  robust: z.looseObject({ models: z.array(z.looseObject({ id: z.string() })).max(10_000) }).optional(),
});

export const savedAllocationSchema = z.object({
  id: z.string(),
  projectId: z.string(),
  runId: z.string(),
  runNumber: z.number(),
  modelId: modelIdSchema,
  name: z.string(),
  createdAt: z.number(),
  scenario: scenarioSchema,
  allocation: z.custom<Allocation>(isObject),
  detail: savedDetailSchema.nullable(),
});
export type SavedAllocation = z.infer<typeof savedAllocationSchema>;

/** A saved scenario as it comes back from a page. */
export const restoredAllocationSchema = savedAllocationSchema.extend({
  id: idSchema, projectId: idSchema, runId: idSchema, name: z.string().trim().min(1, 'give a name').max(120),
  allocation: z.custom<Allocation>((value) => allocationShape.safeParse(value).success, 'expected an allocation as the app made it'),
});

/** A saved scenario asked again of the project's newest run. */
export const reopenedSchema = z.object({
  saved: savedAllocationSchema,
  /** The newest run with models, and its chosen (else best) model; null where the scenario's own run is the newest. */
  newest: z.object({ runId: z.string(), runNumber: z.number(), modelId: modelIdSchema }).nullable(),
  /** As it was asked there: without what had to be left out. */
  scenario: scenarioSchema,
  /** The same scenario solved there; null where it cannot be (the reason is in `changes`). */
  view: allocationViewSchema.nullable(),
  /** What changed since, in sentences, the largest first. */
  changes: z.array(z.string()),
});
export type Reopened = z.infer<typeof reopenedSchema>;
