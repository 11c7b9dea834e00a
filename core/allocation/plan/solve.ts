import { MixwrightError } from '../../errors.ts';
import type { CandidateParameters, Evaluation } from '../../model/evaluation.ts';
import type { PreparedData } from '../../model/prepared.ts';
import type { ModelScenario } from '../problem.ts';
import type { Plan, PlanProgress } from './plan.ts';

export interface PlanFacts {
  prepared: PreparedData;
  params: CandidateParameters;
  /** Of the fit that budgets rest on (all rows). */
  evaluation: Evaluation;
  scenario: ModelScenario;
  seed: number;
}

/** A calendar in steps: yields its progress, returns the plan. */
export function* planSteps(facts: PlanFacts): Generator<PlanProgress, Plan> {
  yield { share: 0, gap: null };
  throw new MixwrightError('ALLOCATION_INPUT', `Plans of ${facts.scenario.plan?.periods ?? 0} periods cannot be made yet.`);
}
