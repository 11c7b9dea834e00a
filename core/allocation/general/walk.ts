import type { Hull } from './hull.ts';
import { steeper } from './hull.ts';

/**
 * What is sought of spends s with responses f (Σ over all channels):
 *
 *   budget:    largest Σf − hurdle·Σs with Σs = budget, or ≤ budget (and ≥ `least`) where it need not be spent (`exact` false)
 *   ratio:     largest Σf with Σf ≥ target·Σs
 *   response:  least Σs with Σf ≥ response; the value that is maximised is −Σs
 */
export type Goal =
  | { kind: 'budget'; budget: number; exact: boolean; hurdle: number; least?: number }
  | { kind: 'ratio'; target: number }
  | { kind: 'response'; response: number };

export interface Walked {
  /** Spend of each hull. */
  at: Float64Array;
  value: number;
  /** Response per unit of money at which the walk ended (the multiplier of money). */
  price: number;
}

export function valueOf(goal: Goal, money: number, response: number): number {
  return goal.kind === 'budget' ? response - goal.hurdle * money : goal.kind === 'ratio' ? response : -money;
}

/** How far a spend is from what the goal asks; above 0: not far enough along the path (or, for a ratio, with room left). */
export function roomOf(goal: Goal, money: number, response: number): number {
  return goal.kind === 'budget' ? goal.budget - money : goal.kind === 'ratio' ? response - goal.target * money : goal.response - response;
}

/** What rounding alone can make of `roomOf`. */
export function slackOf(goal: Goal, money: number, response: number): number {
  const size = goal.kind === 'budget' ? Math.max(Math.abs(money), Number.isFinite(goal.budget) ? goal.budget : 0)
    : goal.kind === 'ratio' ? goal.target * Math.abs(money) + Math.abs(response) : Math.abs(goal.response) + Math.abs(response);
  return 1e-12 * size;
}

/** Prices between which the goal's walk goes: steepest parts first. */
export function priceRange(goal: Goal): { from: number; to: number } {
  if (goal.kind === 'budget') return { from: Infinity, to: goal.exact ? -Infinity : goal.hurdle };
  return { from: goal.kind === 'ratio' ? goal.target : Infinity, to: 0 };
}

/** The goal that holds at a spend: one that stays under `least` without being made to has exactly that to spend. */
export function bindingGoal(goal: Goal, money: number): Goal {
  return goal.kind === 'budget' && !goal.exact && goal.least !== undefined && money <= goal.least * (1 + 1e-12)
    ? { kind: 'budget', budget: goal.least, exact: true, hurdle: goal.hurdle } : goal;
}

interface Sums {
  money: number;
  response: number;
}

/**
 * Best point of a goal over concave hulls: their parts are taken in falling order of slope ("water filling"; Boyd and
 * Vandenberghe 2004, example 5.2) until the goal is met, the last one in part. Null when no point meets it.
 */
export function walk(hulls: readonly Hull[], goal: Goal): Walked | null {
  const free = walkFreely(hulls, goal);
  if (free === null) return null;
  const binding = bindingGoal(goal, free.at.reduce((sum, value) => sum + value, 0));
  return binding === goal ? free : walkFreely(hulls, binding);
}

function walkFreely(hulls: readonly Hull[], goal: Goal): Walked | null {
  const range = priceRange(goal);
  let steepest = -Infinity;
  let flattest = Infinity;
  for (const { slope } of hulls) {
    if (slope.length === 0) continue;
    steepest = Math.max(steepest, slope[0] as number);
    flattest = Math.min(flattest, slope[slope.length - 1] as number);
  }
  let above = Math.min(range.from, Math.max(steepest, range.to));
  const start = sumsAt(hulls, above);
  const startRoom = roomOf(goal, start.money, start.response);
  const slack = slackOf(goal, start.money, start.response);
  // A budget that is overspent from the start, or a ratio that is missed at its best point.
  if (startRoom < -slack && goal.kind !== 'response') return null;
  if (startRoom <= 0) return walked(hulls, goal, above, start);

  let below = Math.max(range.to, Math.min(flattest, above) - Math.abs(flattest) * 1e-9 - Number.MIN_VALUE);
  const end = sumsAt(hulls, below);
  const endRoom = roomOf(goal, end.money, end.response);
  if (endRoom >= 0) {
    const missed = goal.kind === 'response' || (goal.kind === 'budget' && goal.exact);
    if (missed && endRoom > slackOf(goal, end.money, end.response)) return null;
    return walked(hulls, goal, below, end);
  }
  for (let step = 0; step < 200 && countBetween(hulls, above, below) > 12; step++) {
    const middle = middleOf(above, below);
    if (!(middle < above && middle > below)) break;
    const { money, response } = sumsAt(hulls, middle);
    if (roomOf(goal, money, response) > 0) above = middle;
    else below = middle;
  }
  return finish(hulls, goal, above, below);
}

/** Geometric where both are positive and far apart: slopes span orders of magnitude. */
function middleOf(above: number, below: number): number {
  return below > 0 && above > 2 * below ? Math.sqrt(above) * Math.sqrt(below) : (above + below) / 2;
}

function sumsAt(hulls: readonly Hull[], price: number): Sums {
  let money = 0;
  let response = 0;
  for (const hull of hulls) {
    const k = steeper(hull, price);
    money += hull.x[k] as number;
    response += hull.y[k] as number;
  }
  return { money, response };
}

function countBetween(hulls: readonly Hull[], above: number, below: number): number {
  let count = 0;
  for (const hull of hulls) count += steeper(hull, below) - steeper(hull, above);
  return count;
}

/** Takes the few parts that are left between two prices one by one. */
function finish(hulls: readonly Hull[], goal: Goal, above: number, below: number): Walked {
  const at = Float64Array.from(hulls, (hull) => hull.x[steeper(hull, above)] as number);
  const parts = hulls.flatMap((hull, index) => {
    const first = steeper(hull, above);
    return Array.from({ length: steeper(hull, below) - first }, (_, k) => ({ index, part: first + k, slope: hull.slope[first + k] as number }));
  });
  parts.sort((a, b) => b.slope - a.slope || a.index - b.index || a.part - b.part);
  let { money, response } = sumsAt(hulls, above);
  let price = above;
  for (const { index, part, slope } of parts) {
    const { x, y } = hulls[index] as Hull;
    const width = (x[part + 1] as number) - (x[part] as number);
    const rise = (y[part + 1] as number) - (y[part] as number);
    const room = roomOf(goal, money, response);
    const use = goal.kind === 'budget' ? width : goal.kind === 'ratio' ? goal.target * width - rise : rise;
    price = slope;
    if (use >= room) {
      const share = use > 0 ? Math.max(0, room / use) : 0;
      at[index] = (x[part] as number) + share * width;
      money += share * width;
      response += share * rise;
      break;
    }
    at[index] = x[part + 1] as number;
    money += width;
    response += rise;
  }
  return { at, value: valueOf(goal, money, response), price };
}

function walked(hulls: readonly Hull[], goal: Goal, price: number, { money, response }: Sums): Walked {
  return { at: Float64Array.from(hulls, (hull) => hull.x[steeper(hull, price)] as number), value: valueOf(goal, money, response), price };
}
