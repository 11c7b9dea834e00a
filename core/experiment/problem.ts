import type { AllocationProblem, Scenario } from '../allocation/problem.ts';
import { allocate } from '../allocation/solve.ts';
import { formatPlain } from '../report/format.ts';

/**
 * The problem whose decision is looked at. Beliefs must not change what is allowed, only what is best: in place of a target
 * the budget that meets it now is shared out, in place of given spends their sum. The weighted mean is what is maximised.
 */
export function decisionProblem({ objective, ...problem }: AllocationProblem): { problem: AllocationProblem; notes: string[] } {
  const notes = objective === undefined || objective.kind === 'mean' ? [] : ['The worth of a study is that of deciding by the mean of the models, whatever else the scenario looks at.'];
  const { scenario, models = [] } = problem;
  if (scenario.kind === 'max_response' || scenario.kind === 'hurdle' || models.length === 0) return { problem, notes };
  const budget = budgetOf(problem, scenario);
  notes.push(`Held at a budget of ${formatPlain(Number(budget.toPrecision(6)))} per period, ${
    scenario.kind === 'given' ? 'the sum of the spends given' : 'which meets the target by the mean of the models'}: a study is worth what a better split of it brings.`);
  return { problem: { ...problem, scenario: { kind: 'max_response', budget } }, notes };
}

/** Of a target that can't be met the nearest spend there is. */
function budgetOf(problem: AllocationProblem, scenario: Scenario): number {
  if (scenario.kind === 'given') return problem.channels.reduce((sum, { name, spend }) => sum + (scenario.spend[name] ?? spend), 0);
  return allocate(problem).total.spend;
}
