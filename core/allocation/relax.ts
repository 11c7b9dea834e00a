import { logSlopeRate } from './curve.ts';
import type { Envelope } from './envelope.ts';
import { demandAt, envelopeAt } from './envelope.ts';

/**
 * The concave problem: spend s on envelopes e so that Σe(s) is largest, subject to
 *
 *   budget:  Σs = budget
 *   target:  Σe(s) − target·Σs ≥ 0   (response per unit of money at least `target`)
 *
 * Both are walked by one price ν (Lagrange multiplier, "water filling"; Boyd and Vandenberghe 2004, example
 * 5.2): at ν each channel takes the spend that maximises e(s) − ν·s, and as ν falls spend and response rise.
 * For the target, the Lagrangian (1 + μ)·Σe − μ·target·Σs has the same maximisers with ν = μ·target/(1 + μ),
 * and under ν < target the slack Σe − target·Σs only falls. So in both cases the answer is where a monotone
 * overshoot crosses 0.
 */
export type Goal = { kind: 'budget'; budget: number } | { kind: 'target'; target: number };

export interface Relaxed {
  spend: Float64Array;
  /** Largest Σe(s) possible: an upper bound for every curve under its envelope. */
  bound: number;
}

type Tie = 'low' | 'high';

/** Null when no spend within the bounds meets the goal. */
export function solveRelaxed(envelopes: readonly Envelope[], goal: Goal): Relaxed | null {
  const top = Float64Array.from(envelopes, (envelope) => envelope.upper);
  const slack = tolerance(envelopes, goal, top);
  if (goal.kind === 'budget') {
    const bottom = Float64Array.from(envelopes, (envelope) => envelope.lower);
    if (overshoot(envelopes, goal, bottom) > slack || overshoot(envelopes, goal, top) < -slack) return null;
    if (overshoot(envelopes, goal, bottom) >= 0) return settle(envelopes, goal, bottom, NaN);
  }
  if (overshoot(envelopes, goal, top) <= 0) return settle(envelopes, goal, top, NaN);

  const ceiling = goal.kind === 'target' ? Math.log(goal.target) : Infinity;
  if (goal.kind === 'target') {
    const best = demand(envelopes, ceiling, 'high');
    const over = overshoot(envelopes, goal, best);
    if (over > tolerance(envelopes, goal, best)) return null;
    if (over >= 0) return settle(envelopes, goal, best, ceiling);
  }

  // Prices at which some channel jumps along its line, highest first; the crossing is at one of them or between.
  const jumps = [...new Set(envelopes.map((e) => e.logSlope).filter((price) => price < ceiling))].sort((a, b) => b - a);
  const over = (price: number, tie: Tie) => overshoot(envelopes, goal, demand(envelopes, price, tie));
  let first = 0;
  let last = jumps.length;
  while (first < last) {
    const middle = (first + last) >> 1;
    if (over(jumps[middle] ?? 0, 'high') > 0) last = middle;
    else first = middle + 1;
  }
  const jump = jumps[first];
  if (jump !== undefined && over(jump, 'low') <= 0) return fillLines(envelopes, goal, jump);
  const price = crossing(envelopes, goal, jump ?? -Infinity, jumps[first - 1] ?? ceiling);
  return settle(envelopes, goal, demand(envelopes, price, 'low'), price);
}

export function demand(envelopes: readonly Envelope[], logPrice: number, tie: Tie): Float64Array {
  return Float64Array.from(envelopes, (envelope) => demandAt(envelope, logPrice, tie));
}

/** Above 0: over the budget, or under the target. */
function overshoot(envelopes: readonly Envelope[], goal: Goal, spend: Float64Array): number {
  let money = 0;
  let response = 0;
  for (const [index, envelope] of envelopes.entries()) {
    const at = spend[index] as number;
    money += at;
    if (goal.kind === 'target') response += envelopeAt(envelope, at);
  }
  return goal.kind === 'budget' ? money - goal.budget : goal.target * money - response;
}

/** What rounding alone can make of the overshoot. */
function tolerance(envelopes: readonly Envelope[], goal: Goal, spend: Float64Array): number {
  const money = spend.reduce((sum, value) => sum + value, 0);
  if (goal.kind === 'budget') return 1e-12 * Math.max(money, goal.budget);
  const response = envelopes.reduce((sum, e, index) => sum + Math.abs(envelopeAt(e, spend[index] as number)), 0);
  return 1e-12 * (goal.target * money + response);
}

/** At the price of one or more lines: spend goes along them, one channel after another, until the goal is met. */
function fillLines(envelopes: readonly Envelope[], goal: Goal, price: number): Relaxed {
  const spend = demand(envelopes, price, 'low');
  for (const [index, envelope] of envelopes.entries()) {
    if (envelope.logSlope !== price || envelope.touch <= envelope.lower) continue;
    const left = -overshoot(envelopes, goal, spend);
    const room = demandAt(envelope, price, 'high') - envelope.lower;
    const cost = goal.kind === 'budget' ? 1 : goal.target - envelope.slope;
    const step = Math.max(0, Math.min(room, left / cost));
    spend[index] = envelope.lower + step;
    if (step < room) break;
  }
  return settle(envelopes, goal, spend, price);
}

/** ln ν in (low, high) where the overshoot crosses 0: Newton kept inside a bracket. */
function crossing(envelopes: readonly Envelope[], goal: Goal, low: number, high: number): number {
  let [under, above] = bracket(envelopes, goal, low, high);
  let price = (under + above) / 2;
  const exact = 1e-3 * tolerance(envelopes, goal, demand(envelopes, above, 'low'));
  for (let step = 0; step < 100; step++) {
    const spend = demand(envelopes, price, 'low');
    const over = overshoot(envelopes, goal, spend);
    if (over > 0) under = price;
    else above = price;
    if ((over <= 0 && over >= -exact) || above - under <= 1e-15 * Math.max(1, Math.abs(price))) break;
    const rate = spendRate(envelopes, spend) * (goal.kind === 'budget' ? 1 : goal.target - Math.exp(price));
    const newton = price - over / rate;
    price = newton > under && newton < above ? newton : (under + above) / 2;
  }
  return above; // the side that keeps the goal
}

/** A finite bracket: steps that double, outwards from a finite end or from the middle of the slopes. */
function bracket(envelopes: readonly Envelope[], goal: Goal, low: number, high: number): [number, number] {
  const over = (price: number) => overshoot(envelopes, goal, demand(envelopes, price, 'low')) > 0;
  let under = low;
  let above = high;
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? high : 0;
  if (!Number.isFinite(above)) {
    above = start;
    for (let step = 1; over(above); step *= 2) {
      under = above;
      above += step;
    }
  }
  if (!Number.isFinite(under)) {
    under = Math.min(start, above);
    for (let step = 1; !over(under) && under > -1e4; step *= 2) {
      above = under;
      under -= step;
    }
  }
  return [under, above];
}

/** d Σs / d ln ν = Σ v/g'(u) over the channels that are inside the curved part. */
function spendRate(envelopes: readonly Envelope[], spend: Float64Array): number {
  let rate = 0;
  for (const [index, { curve, touch, upper }] of envelopes.entries()) {
    const at = spend[index] as number;
    if (at <= touch || at >= upper) continue;
    const v = at + curve.carryover;
    rate += v / logSlopeRate(curve.alpha, Math.log(v / curve.inflexion));
  }
  return rate;
}

/**
 * Takes up what rounding left of a budget and bounds the optimum. With a price ν any spend of this budget
 * obeys Σe ≤ Σ max(e − ν·s) + ν·budget (weak duality). For a target: Σe is concave along the price path and
 * its slack is 0 here, so nothing beyond meets the target.
 */
function settle(envelopes: readonly Envelope[], goal: Goal, spend: Float64Array, logPrice: number): Relaxed {
  const price = Math.exp(logPrice);
  let dual = 0;
  for (const [index, envelope] of envelopes.entries()) {
    const at = spend[index] as number;
    dual += envelopeAt(envelope, at) - (goal.kind === 'budget' && price < Infinity ? price * at : 0);
  }
  if (goal.kind === 'budget') {
    if (price < Infinity) dual += price * goal.budget;
    for (const [index, { lower, upper }] of envelopes.entries()) {
      const left = -overshoot(envelopes, goal, spend);
      if (left === 0) break;
      spend[index] = Math.min(upper, Math.max(lower, (spend[index] as number) + left));
    }
  }
  return { spend, bound: dual + 1e-13 * Math.abs(dual) };
}
