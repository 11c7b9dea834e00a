import { weightedCurves } from '../../response/mean-response.ts';
import type { WeightedCurves } from '../../response/mean-response.ts';
import type { AllocationProblem } from '../problem.ts';
import { cannotMove, channelRange } from './budget-range.ts';
import type { FrontierChannel, FrontierPoint } from './frontier.ts';
import { AT_BOUND, marginalAt } from './next-unit.ts';
import type { FrontierSolver } from './frontier-points.ts';

/** Flat: its next unit of money brings less than this share of the most it brings anywhere on the frontier. Our convention. */
const FLAT = 0.1;
/** Halvings between two points of the grid: to a thirty-second of their distance. */
const HALVINGS = 5;

/** Where each channel begins to get more than its least, and where it has enough. */
export function frontierChannels(problem: AllocationProblem, points: readonly FrontierPoint[], solver: FrontierSolver): FrontierChannel[] {
  const curves = weightedCurves(problem);
  return problem.channels.map((channel): FrontierChannel => {
    const own = curves.get(channel.name) ?? [];
    const { least, most } = channelRange(channel, cannotMove(channel, curves));
    if (cannotMove(channel, curves) || !(most > least)) return { channel: channel.name, enters: null, saturates: null };
    const spendAt = ({ spend }: FrontierPoint): number => spend[channel.name] ?? 0;
    const best = points.reduce((top, point) => Math.max(top, marginalAt(own, spendAt(point))), 0);
    const slack = AT_BOUND * (Number.isFinite(most) ? most : least + 1);
    return {
      channel: channel.name,
      enters: firstBudget(points, (point) => spendAt(point) > least + slack, solver),
      saturates: firstBudget(points, (point) => isSaturated(own, spendAt(point), { least, most, slack }, best), solver),
    };
  });
}

/** At a ceiling, or above its least and flat. */
function isSaturated(curves: WeightedCurves, spend: number, { least, most, slack }: { least: number; most: number; slack: number }, best: number): boolean {
  return spend >= most - slack || (spend > least + slack && marginalAt(curves, spend) < FLAT * best);
}

/** The least budget from which on `holds` does at every point: between two points of the grid by halves. */
function firstBudget(points: readonly FrontierPoint[], holds: (point: FrontierPoint) => boolean, solver: FrontierSolver): number | null {
  const before = points.findLastIndex((point) => !holds(point));
  const after = points[before + 1];
  if (after === undefined) return null;
  let low = points[before]?.budget;
  let high = after.budget;
  if (low === undefined) return high;
  for (let i = 0; i < HALVINGS; i++) {
    const point = solver.at((low + high) / 2);
    if (point !== null && holds(point)) high = point.budget;
    else low = (low + high) / 2;
  }
  return high;
}
