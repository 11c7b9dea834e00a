import type { CandidateParameters, Evaluation } from '../../model/evaluation.ts';
import type { PreparedData } from '../../model/prepared.ts';
import { formatPlain } from '../../report/format.ts';
import { problemFromModel } from '../from-model.ts';
import type { ModelScenario } from '../problem.ts';
import { describePlan, infeasiblePlan, modelTotal } from './describe.ts';
import { dynamicsOf } from './dynamics.ts';
import { whyInfeasible } from './infeasible.ts';
import type { Plan, PlanProgress } from './plan.ts';
import { searchPlan } from './search.ts';
import { MAX_PERIODS } from './settings.ts';
import type { PlanSettings } from './settings.ts';
import { fullCalendar, planTask, searchOf } from './task.ts';

export interface PlanFacts {
  prepared: PreparedData;
  params: CandidateParameters;
  /** Of the fit that budgets rest on (all rows). */
  evaluation: Evaluation;
  scenario: ModelScenario;
  seed: number;
}

/**
 * A calendar in steps: yields its progress, returns the plan. The search uses no chance, so `seed` changes nothing.
 * MixwrightError as `problemFromModel`, and ALLOCATION_INPUT for options of the plan that are wrong.
 */
export function* planSteps({ prepared, params, evaluation, scenario }: PlanFacts): Generator<PlanProgress, Plan> {
  const { problem } = problemFromModel(prepared, evaluation, params, scenario);
  const model = { id: '', weight: 1, dynamics: dynamicsOf(prepared, params, evaluation, Math.max(1, Math.min(MAX_PERIODS, Math.floor(scenario.plan?.periods ?? 1)))) };
  const task = planTask(prepared, problem, scenario, [model]);
  const reason = whyInfeasible(task.settings);
  if (reason !== null) return infeasiblePlan(task, reason);
  const found = yield* searchPlan(searchOf(task, model));
  if (found === null) return infeasiblePlan(task, noPlanFound(task.settings));
  const spend = fullCalendar(task.settings, found.spend);
  // Held channels bring the same in every plan.
  return describePlan(task, spend, modelTotal(task, model, spend).value - found.value + found.bound);
}

/** The same without stopping between steps. */
export function planOf(facts: PlanFacts): Plan {
  const steps = planSteps(facts);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

export function noPlanFound({ budget, periods }: PlanSettings): string {
  return `No plan was found that spends exactly ${formatPlain(budget)} over ${periods} periods with these least spends, limits per period and flights: shorten the flights, lower the least spends or change the budget.`;
}
