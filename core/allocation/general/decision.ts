import type { Curve } from '../curve.ts';
import type { AllocationProblem } from '../problem.ts';
import { groupBounds, hasShares, isUneven, namedTotal, piecesOf } from './rules.ts';
import type { TotalRange } from './rules.ts';
import { search } from './search.ts';
import type { Found, SearchOptions } from './search.ts';
import type { GroupLimit, Setup } from './setup.ts';
import { setupOf } from './setup.ts';
import { searchTotals } from './totals.ts';
import type { Goal } from './walk.ts';

/** One problem made ready to be solved for any weights of its models. */
export interface Decision {
  goal: Goal;
  curves: Curve[][];
  solve(weights: ArrayLike<number>, options: SearchOptions): Found | null;
}

/** Curves by channel, then by model; a model that has none for a channel sees no effect there. */
export function curvesOf({ channels, models }: Pick<AllocationProblem, 'channels' | 'models'>): Curve[][] {
  return channels.map((channel) => (models === undefined ? [channel]
    : models.map(({ curves }) => (Object.hasOwn(curves, channel.name) ? curves[channel.name] : undefined) ?? { ...channel, coefficient: 0 })));
}

/** Shares of 1, in the order of the models. */
export function weightsOf({ models }: Pick<AllocationProblem, 'models'>): Float64Array {
  const weights = Float64Array.from(models ?? [{}], ({ weight }: { weight?: number }) => weight ?? 1);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (all > 0 ? weight / all : 1 / weights.length));
}

export function goalOf(problem: AllocationProblem): Goal {
  const { scenario } = problem;
  switch (scenario.kind) {
    case 'max_response': return { kind: 'budget', budget: scenario.budget, exact: !isUneven(problem), hurdle: 0 };
    case 'target_response': return { kind: 'response', response: scenario.response };
    case 'hurdle': return { kind: 'budget', budget: scenario.budget ?? Infinity, exact: false, hurdle: scenario.hurdle };
    case 'target_efficiency': {
      const target = scenario.metric === 'roas' ? scenario.target : 1 / scenario.target;
      return scenario.basis === 'marginal' ? { kind: 'budget', budget: Infinity, exact: false, hurdle: target } : { kind: 'ratio', target };
    }
    case 'given': return { kind: 'budget', budget: Infinity, exact: false, hurdle: 0 };
  }
}

/** Limits within a range of totals, as tables; null where some channel is left nothing. */
export function setupWithin(problem: AllocationProblem, curves: Curve[][], total: TotalRange): Setup | null {
  const { channels, maxChanged } = problem;
  const pieces = channels.map((channel, index) => piecesOf(channel, curves[index] ?? [], total, maxChanged !== undefined));
  if (pieces.some((own) => own.length === 0)) return null;
  return setupOf(pieces, curves, groupLimits(problem, total), maxChanged ?? null, channels.map(({ spend }) => spend));
}

export function groupLimits({ channels, groups }: AllocationProblem, total: TotalRange): GroupLimit[] {
  return (groups ?? []).map((group) => ({
    members: group.channels.map((name) => channels.findIndex((channel) => channel.name === name)).filter((index) => index >= 0),
    ...groupBounds(group, total),
  }));
}

/** MixwrightError as `piecesOf`. */
export function decisionOf(problem: AllocationProblem): Decision {
  const curves = curvesOf(problem);
  const goal = goalOf(problem);
  if (problem.scenario.kind === 'given') return { goal, curves, solve: () => null };
  const named = namedTotal(problem);
  if (named === null && hasShares(problem)) return { goal, curves, solve: (weights, options) => searchTotals(problem, curves, goal, weights, options) };
  const setup = setupWithin(problem, curves, { least: named ?? 0, most: named ?? Infinity });
  return { goal, curves, solve: (weights, options) => (setup === null ? null : search(setup, weights, goal, options)) };
}
