import type { Curve } from '../curve.ts';
import { responseAt } from '../curve.ts';
import type { AllocationProblem } from '../problem.ts';
import { setupWithin } from './decision.ts';
import { boundsOf } from './rules.ts';
import { search } from './search.ts';
import type { Found, SearchOptions } from './search.ts';
import type { Goal } from './walk.ts';
import { valueOf } from './walk.ts';

interface Range {
  least: number;
  most: number;
  bound: number;
}

/** Ranges of the total that are looked at, at most. */
const MOST_RANGES = 160;
/** A range this narrow is settled by the exact totals at its ends. */
const NARROW = 1e-9;

/**
 * Limits that are shares of a total which is itself sought: branch and bound over the total T. Within [T₁, T₂] a share a of the
 * total is money between a·T₁ and a·T₂, and the response is at most that of spends from T₁ to T₂ within those limits; at one T
 * the shares are money and the best split of exactly T is found by `search`. Ranges are halved, the most promising first.
 */
export function searchTotals(problem: AllocationProblem, curves: Curve[][], goal: Goal, weights: ArrayLike<number>, options: SearchOptions): Found | null {
  const whole = totalRange(problem, curves, goal, weights);
  const inner: SearchOptions = { ...options, gap: Math.min(options.gap, 1e-7), maxNodes: Math.min(options.maxNodes, 200) };
  let best: Found | null = null;
  let nodes = 0;
  let money = 0;

  const tryAt = (total: number): void => {
    const setup = setupWithin(problem, curves, { least: total, most: total });
    const found = setup === null ? null : search(setup, weights, { kind: 'budget', budget: total, exact: true, hurdle: 0 }, inner);
    nodes += found?.nodes ?? 0;
    if (found?.spend === null || found === null) return;
    const short = goal.kind === 'ratio' ? goal.target * total - found.value : goal.kind === 'response' ? goal.response - found.value : 0;
    const value = valueOf(goal, total, found.value);
    if (short > 1e-10 * Math.abs(found.value) || (best !== null && value <= best.value)) return;
    best = { ...found, value, bound: value };
    money = total;
  };
  const boundOf = (least: number, most: number): number => {
    const setup = setupWithin(problem, curves, { least, most });
    const hurdle = goal.kind === 'budget' ? goal.hurdle : 0;
    const found = setup === null ? null : search(setup, weights, { kind: 'budget', budget: most, exact: false, hurdle, least }, inner);
    nodes += found?.nodes ?? 0;
    if (found === null) return -Infinity;
    if (goal.kind === 'budget') return found.bound;
    if (goal.kind === 'ratio') return found.bound >= goal.target * least ? found.bound : -Infinity;
    return found.bound >= goal.response ? -least : -Infinity;
  };
  const sizeOf = (bound: number): number => (goal.kind === 'budget' ? Math.abs(bound) + goal.hurdle * money : Math.abs(bound));

  const open: Range[] = [];
  const push = (least: number, most: number, limit: number): void => {
    const bound = Math.min(limit, boundOf(least, most));
    if (bound > -Infinity) open.push({ least, most, bound });
  };
  push(whole.least, whole.most, Infinity);
  let settled = -Infinity;
  for (let step = 0; step < MOST_RANGES && open.length > 0; step++) {
    open.sort((a, b) => a.bound - b.bound);
    const range = open.at(-1) as Range;
    const found = best as Found | null;
    if (found !== null && range.bound - found.value <= options.gap * sizeOf(range.bound)) break;
    open.pop();
    const middle = (range.least + range.most) / 2;
    if (range.most - range.least <= NARROW * range.most) {
      tryAt(range.most);
      settled = Math.max(settled, range.bound);
      continue;
    }
    tryAt(middle);
    push(range.least, middle, range.bound);
    push(middle, range.most, range.bound);
  }
  const left = open.reduce((most, { bound }) => Math.max(most, bound), settled);
  const found = best as Found | null;
  if (found === null) return left === -Infinity ? null : { spend: null, value: -Infinity, bound: left, nodes, price: 0, prices: new Float64Array(problem.channels.length) };
  return { ...found, bound: Math.max(found.value, left), nodes };
}

/** The least and the most that can be spent in all. */
function totalRange({ channels }: AllocationProblem, curves: Curve[][], goal: Goal, weights: ArrayLike<number>): { least: number; most: number } {
  let least = 0;
  let most = 0;
  let share = 0;
  let scale = 0;
  for (const [index, channel] of channels.entries()) {
    const isShare = channel.unit === 'share' && channel.fixed === undefined;
    if (isShare) share += channel.upper;
    else {
      const { lower, upper } = boundsOf(channel, { least: 0, most: Infinity });
      least += channel.orOff === true && channel.fixed === undefined ? 0 : lower;
      most += upper;
    }
    scale += channel.spend + (curves[index] ?? []).reduce((max, { inflexion, carryover }) => Math.max(max, inflexion + carryover), 0);
  }
  const saturated = channels.reduce((sum, _, index) => sum + (curves[index] ?? []).reduce((own, curve, m) => own + (weights[m] as number) * Math.max(0, responseAt(curve, 1e300)), 0), 0);
  const worth = goal.kind === 'ratio' ? saturated / goal.target : goal.kind === 'budget' && goal.hurdle > 0 ? saturated / goal.hurdle : 1000 * scale;
  return { least, most: Math.max(least, share < 1 ? Math.min(most / (1 - share), worth) : worth) };
}
