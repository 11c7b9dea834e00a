import type { Hull, Merged } from './hull.ts';
import { conjugate, cornerBefore, merged } from './hull.ts';
import type { GroupLimit } from './setup.ts';
import type { Goal } from './walk.ts';
import { priceRange, walk } from './walk.ts';

/** The concave problem of one node, solved. */
export interface Relaxed {
  /** Spend by channel. */
  at: Float64Array;
  /** No allowed spend of the node has a larger value. */
  bound: number;
  price: number;
  /** By channel: the price its money has, another one in a group that is at its own floor or ceiling. */
  prices: Float64Array;
  /** By group: it is at its floor or ceiling. */
  tight: boolean[];
}

/** Rounding in sums of some hundred terms. */
const ROUNDING = 1e-13;

/** Best point of a goal on concave hulls within the groups' limits; null when there is none. */
export function relax(hulls: readonly Hull[], groups: readonly GroupLimit[], goal: Goal): Relaxed | null {
  const grouped = new Set(groups.flatMap(({ members }) => members));
  const single = hulls.map((_, index) => index).filter((index) => !grouped.has(index));
  const sums: Merged[] = [];
  for (const { members, lower, upper } of groups) {
    const sum = merged(members.map((index) => hulls[index] as Hull), lower, upper);
    if (sum === null) return null;
    sums.push(sum);
  }
  const units = [...single.map((index) => hulls[index] as Hull), ...sums.map(({ hull }) => hull)];
  const walked = walk(units, goal);
  if (walked === null) return null;
  const price = Number.isFinite(walked.price) ? walked.price : 0;
  const at = new Float64Array(hulls.length);
  const prices = new Float64Array(hulls.length).fill(price);
  for (const [k, index] of single.entries()) at[index] = walked.at[k] as number;
  const tight = groups.map(({ members }, g) => {
    const sum = sums[g] as Merged;
    const total = walked.at[single.length + g] as number;
    const own = handOut(sum, members, hulls, total, at);
    const ends = sum.hull.x;
    const atEnd = (total <= (ends[0] as number) && total > sum.lowest) || (total >= (ends[ends.length - 1] as number) && own !== null);
    for (const index of members) prices[index] = atEnd && own !== null ? own : price;
    return atEnd && own !== null;
  });
  return { at, bound: walked.value + ROUNDING * sizeOf(hulls), price, prices, tight };
}

/** Sets the members' spends so that they sum to `total`; the slope of the part that is used last, null when none is left. */
function handOut({ parts, lowest }: Merged, members: readonly number[], hulls: readonly Hull[], total: number, at: Float64Array): number | null {
  for (const index of members) at[index] = (hulls[index] as Hull).x[0] as number;
  let left = total - lowest;
  for (const { owner, width, slope } of parts) {
    const index = members[owner] as number;
    if (left < width) {
      at[index] = (at[index] as number) + Math.max(0, left);
      return slope;
    }
    at[index] = Math.min((hulls[index] as Hull).x.at(-1) as number, (at[index] as number) + width);
    left -= width;
  }
  return null;
}

function sizeOf(hulls: readonly Hull[]): number {
  return hulls.reduce((sum, { y }) => sum + Math.max(Math.abs(y[0] as number), Math.abs(y[y.length - 1] as number)), 0);
}

/** What a channel may do where the number of changes is limited. */
export type State = 'open' | 'changed' | 'unchanged';

export interface Changes {
  most: number;
  states: readonly State[];
  present: readonly number[];
  /** Response at the present spend. */
  base: readonly number[];
}

/** A bound under a limited number of changes, and the channels that are worth changing at its price. */
export interface ChangeBound {
  bound: number;
  chosen: number[];
  /** The open channel that is most worth changing; -1 when none is open. */
  next: number;
}

/**
 * Weak duality at a price: every channel takes its best, but only the `most` largest gains over the present spend count.
 * Every price gives a bound; the least is looked for by golden section (Kiefer 1953).
 */
export function changeBound(hulls: readonly Hull[], groups: readonly GroupLimit[], goal: Goal, relaxed: Relaxed, changes: Changes): ChangeBound {
  const { from } = priceRange(goal);
  const to = goal.kind === 'budget' && goal.least !== undefined ? -Infinity : priceRange(goal).to;
  const steepest = hulls.reduce((most, { slope }) => Math.max(most, slope[0] ?? 0), 0);
  let low = Math.max(to, Number.isFinite(to) ? to : -steepest);
  let high = Math.max(low, Math.min(from, steepest));
  const [least, most] = [low, high]; // outside these a price proves nothing
  const at = (price: number) => boundAt(Math.min(most, Math.max(least, price)), hulls, groups, goal, relaxed, changes);
  let best = at(relaxed.price);
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let step = 0; step < 45 && high > low; step++) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
    const [left, right] = [at(a), at(b)];
    for (const found of [left, right]) if (found.bound < best.bound) best = found;
    if (left.bound <= right.bound) high = b;
    else low = a;
  }
  return best;
}

function boundAt(price: number, hulls: readonly Hull[], groups: readonly GroupLimit[], goal: Goal, { prices, price: own, tight }: Relaxed, { most, states, present, base }: Changes): ChangeBound {
  let sum = 0;
  let left = most;
  const gains: { index: number; gain: number }[] = [];
  for (const [index, hull] of hulls.entries()) {
    const p = price + (prices[index] as number) - own;
    const still = (base[index] as number) - p * (present[index] as number);
    if (states[index] === 'changed') {
      sum += conjugate(hull, p);
      left--;
    } else {
      sum += still;
      if (states[index] === 'open') gains.push({ index, gain: conjugate(hull, p) - still });
    }
  }
  gains.sort((a, b) => b.gain - a.gain);
  const chosen = gains.slice(0, Math.max(0, left)).filter(({ gain }) => gain > 0);
  sum += chosen.reduce((total, { gain }) => total + gain, 0);
  for (const [g, { members, lower, upper }] of groups.entries()) {
    const more = tight[g] === true ? (prices[members[0] ?? -1] ?? own) - own : 0;
    if (more !== 0) sum += more * (more > 0 ? upper : lower);
  }
  const bound = boundOf(goal, price, sum);
  return { bound: Number.isNaN(bound) ? Infinity : bound + ROUNDING * sizeOf(hulls), chosen: chosen.map(({ index }) => index), next: gains[0]?.index ?? -1 };
}

/** With C(p) ≥ Σ(f − p·s) for all that is allowed: what the goal's value can be at most. */
function boundOf(goal: Goal, price: number, most: number): number {
  if (goal.kind === 'budget') return price === goal.hurdle ? most : (price - goal.hurdle) * (price < goal.hurdle && !goal.exact ? goal.least ?? 0 : goal.budget) + most;
  if (goal.kind === 'ratio') return price >= goal.target ? Infinity : (goal.target / (goal.target - price)) * most;
  return price <= 0 ? Infinity : (most - goal.response) / price;
}

/** Left and right end of the straight part a spend lies in; both the spend itself at a corner. */
export function cornersAround(hull: Hull, at: number): [left: number, right: number] {
  const { x } = hull;
  const low = cornerBefore(hull, at);
  const left = x[low] as number;
  return at <= left ? [left, left] : [left, x[low + 1] ?? left];
}

