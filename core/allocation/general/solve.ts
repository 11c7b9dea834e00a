import type { Allocation, AllocationProblem } from '../problem.ts';
import { judge } from '../robust/judge.ts';
import { decisionOf, weightsOf } from './decision.ts';
import { describeSpend } from './describe.ts';
import { GENERAL_GAP, GENERAL_NODES } from './mean-solver.ts';

/** Problems that `allocate` hands on: several models, groups, steps, switched-off channels, targets of response, hurdles. */
export function solveGeneral(problem: AllocationProblem): Allocation {
  const { channels, scenario, models, gap = GENERAL_GAP } = problem;
  const decision = decisionOf(problem);
  const weights = weightsOf(problem);
  const named = (spend: ArrayLike<number>) => Object.fromEntries(channels.map(({ name }, index) => [name, spend[index] ?? 0]));
  const robust = (spend: ArrayLike<number>) => (models === undefined ? {} : { robust: judge(problem, named(spend)) });
  if (scenario.kind === 'given') {
    const spend = channels.map((channel) => (Object.hasOwn(scenario.spend, channel.name) ? scenario.spend[channel.name] : undefined) ?? channel.spend);
    const told = describeSpend(channels, decision.curves, weights, spend);
    return { ...told, upperBound: told.total.response, gap: 0, status: 'optimal', notes: [], ...robust(spend) };
  }
  const found = decision.solve(weights, { gap, maxNodes: GENERAL_NODES });
  if (found?.spend == null) {
    const spend = channels.map((channel) => channel.spend);
    const told = describeSpend(channels, decision.curves, weights, spend);
    return { ...told, upperBound: told.total.response, gap: 0, status: 'infeasible', notes: ['No spend keeps all constraints.'], ...robust(spend) };
  }
  const told = describeSpend(channels, decision.curves, weights, found.spend);
  const { hurdle } = decision.goal.kind === 'budget' ? decision.goal : { hurdle: 0 };
  const isSpend = decision.goal.kind === 'response';
  const bound = isSpend ? told.total.response : Math.max(told.total.response, found.bound + hurdle * told.total.spend);
  const size = isSpend ? told.total.spend : Math.abs(bound);
  return {
    ...told, upperBound: bound, gap: size === 0 ? 0 : Math.max(0, found.bound - found.value) / size, status: 'optimal', notes: [],
    ...(isSpend ? { leastSpend: Math.max(0, -found.bound) } : {}), ...robust(found.spend),
  };
}
