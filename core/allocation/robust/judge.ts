import { responseAt } from '../curve.ts';
import type { AllocationProblem, ModelOutcome, RobustResult } from '../problem.ts';
import { TAIL_SHARE } from '../problem.ts';
import { outcomeMeasures } from './measures.ts';

/** What each model of the problem thinks of a spend; `best` and regret are not looked for here. */
export function judge(problem: AllocationProblem, spend: Readonly<Record<string, number>>): RobustResult {
  const models = problem.models ?? [];
  const all = models.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  const outcomes = models.map(({ id, weight, curves }): ModelOutcome => {
    let response = 0;
    let initialResponse = 0;
    for (const { name, spend: today } of problem.channels) {
      const curve = curves[name];
      if (curve === undefined) continue;
      response += responseAt(curve, spend[name] ?? 0);
      initialResponse += responseAt(curve, today);
    }
    const gain = response - initialResponse;
    return { id, weight: (weight ?? 1) / all, response, initialResponse, gain, share: initialResponse === 0 ? null : gain / initialResponse, best: response, bestBound: response, regret: 0 };
  });
  const objective = problem.objective ?? { kind: 'mean' };
  const measures = outcomeMeasures(outcomes, objective.kind === 'tail' ? objective.share : TAIL_SHARE);
  const mean = outcomes.reduce((sum, { weight, response }) => sum + weight * response, 0);
  const value = objective.kind === 'mean' ? mean : objective.kind === 'worst' ? measures.worst : measures.tail;
  return { objective, value, bound: value, models: outcomes, ...measures };
}
