import { advise } from '../../../core/allocation/advise.ts';
import type { DecisionModels } from '../../../core/allocation/asked.ts';
import { frontierOf } from '../../../core/allocation/insight/frontier.ts';
import { sensitivityOf } from '../../../core/allocation/insight/sensitivity.ts';
import type { Plan } from '../../../core/allocation/plan/plan.ts';
import type { ModelScenario } from '../../../core/allocation/problem.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import type { ScenarioReport } from '../../../core/report/scenario-report.ts';
import { golden } from '../../fixtures/weekly.ts';

const words = { responseKind: 'revenue' as const, currency: 'EUR' };

/** A scenario over three golden models with everything that can be kept beside it. */
export function fullScenario(name: string, prepared: PreparedData, params: CandidateParameters, scenario: ModelScenario): ScenarioReport {
  const models = golden<{ id: string; adstock: string; params: CandidateParameters }[]>('models.json').filter(({ adstock, id }) => adstock === 'geometric' && id.endsWith('holdout'));
  const set: DecisionModels = { kind: 'representatives', objective: { kind: 'mean' }, candidates: models.slice(0, 3).map((model) => ({ id: model.id, params: model.params })) };
  const advice = advise(prepared, { id: '4_120', params }, set, scenario, 1, words);
  const { allocation, problem, reconciliation, basis, modelSet, own, explanations, extrapolation, gain, notes } = advice;
  return {
    name, scenario, allocation, reconciliation, frontier: frontierOf(problem, words), sensitivity: sensitivityOf(problem, allocation, words),
    detail: { basis, modelSet, own: own?.allocation ?? null, explanations, extrapolation, gain, plan: plan(Object.keys(allocation.spend)), notes },
  };
}

/** Two periods, made by hand. */
export function plan(channels: readonly string[]): Plan {
  const total = { spend: 30 * channels.length, response: 50, after: 5, value: 55 };
  return {
    dates: ['2025-11-10', '2025-11-17'], channels: channels.map((channel) => ({ channel, spend: [10, 20], response: [4, 6], carriedIn: 1, after: 1 })),
    total, even: { ...total, response: 48, value: 53 }, lastYear: null, bound: 55.5, gap: 0.009, status: 'optimal', valueEnd: true, notes: ['A note of the plan.'],
  };
}
