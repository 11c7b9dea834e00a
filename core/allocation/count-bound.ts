import type { Box } from './branch.ts';
import { responseAt, turningSpend } from './curve.ts';
import { demandAt, envelopeAt, envelopeOf } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import type { Goal } from './relax.ts';

/** A bound on the best response, and boxes in which it may be found. */
export interface Counted {
  bound: number;
  regions: Box[][];
}

interface Channel {
  box: Box;
  /** Below and past the turning point; null where the box has no such part. */
  off: Envelope | null;
  on: Envelope | null;
}

type Side = { kind: 'most' | 'least'; count: number };

interface Priced {
  bound: number;
  isOn: boolean[];
}

/**
 * Curves that look alike leave a branch and bound with as many near-equal solutions as there are choices of which of them to
 * use. How many are past their turning point is what matters: with n so many at `spend`, either at most n are or at least n + 1.
 * For both the dual at a price p has a simple form (as for a knapsack with a cardinality constraint; de Farias and Nemhauser 2003):
 *
 *   Σ off(p) + the n largest of on(p) − off(p)    (with at least n + 1: those anyway, the others where above 0)
 *
 * with off and on the most of f − p·s below and past the turning point. Past it curves are concave, so with the number
 * fixed hardly anything is left open. Every price gives a bound; the least is found by golden section (Kiefer 1953).
 */
export function countBound(boxes: readonly Box[], goal: Goal, spend: ArrayLike<number>): Counted {
  const channels = boxes.map(channelOf);
  const choice = channels.filter(({ off, on }) => off !== null && on !== null);
  const count = channels.filter(({ box, off, on }, index) => off !== null && on !== null && (spend[index] as number) >= turningSpend(box.curve)).length;
  if (choice.length === 0) return { bound: Infinity, regions: [] };
  const sides: Side[] = [{ kind: 'most', count }, { kind: 'least', count: count + 1 }, { kind: 'least', count }, { kind: 'most', count: count - 1 }];
  const found = sides.map((side) => (side.count < 0 || side.count > choice.length ? null : leastBound(channels, goal, side)));
  const regions = found.flatMap((priced) => (priced === null ? [] : [channels.map(({ box, off, on }, index) => {
    const part = priced.isOn[index] === true ? on : off;
    return part === null ? box : { curve: box.curve, lower: part.lower, upper: part.upper };
  })]));
  const boundOf = (priced: Priced | null | undefined): number => priced?.bound ?? -Infinity;
  // Two ways to cut the same number in two: the better one holds.
  return { bound: Math.min(Math.max(boundOf(found[0]), boundOf(found[1])), Math.max(boundOf(found[2]), boundOf(found[3]))), regions };
}

function channelOf(box: Box): Channel {
  const { curve, lower, upper } = box;
  const turn = turningSpend(curve);
  return {
    box,
    off: turn > lower ? envelopeOf(curve, lower, Math.min(turn, upper)) : null,
    on: turn < upper ? envelopeOf(curve, Math.max(turn, lower), upper) : null,
  };
}

function leastBound(channels: readonly Channel[], goal: Goal, side: Side): Priced {
  const slopes = channels.map(({ box: { curve, lower, upper } }) => (responseAt(curve, upper) - responseAt(curve, lower)) / (upper - lower)).filter((slope) => slope > 0);
  let low = Math.log(Math.min(...slopes) * 1e-4);
  let high = goal.kind === 'target' ? Math.log(goal.target) - 1e-9 : Math.log(Math.max(...slopes) * 1e4);
  let best: Priced = { bound: Infinity, isOn: [] };
  const at = (logPrice: number): number => {
    const found = priced(channels, goal, side, logPrice);
    if (found.bound < best.bound) best = found;
    return found.bound;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [left, right] = [at(a), at(b)];
  for (let step = 0; step < 60; step++) {
    if (left <= right) {
      [high, b, right] = [b, a, left];
      a = high - ratio * (high - low);
      left = at(a);
    } else {
      [low, a, left] = [a, b, right];
      b = low + ratio * (high - low);
      right = at(b);
    }
  }
  return best;
}

function priced(channels: readonly Channel[], goal: Goal, { kind, count }: Side, logPrice: number): Priced {
  const price = Math.exp(logPrice);
  const most = (envelope: Envelope): number => {
    const at = demandAt(envelope, logPrice, 'low');
    return envelopeAt(envelope, at) - price * at;
  };
  let sum = 0;
  const isOn = channels.map(({ off }) => off === null);
  const gains: { index: number; gain: number }[] = [];
  for (const [index, { off, on }] of channels.entries()) {
    const own = off === null ? null : most(off);
    const past = on === null ? null : most(on);
    sum += own ?? past ?? 0;
    if (own !== null && past !== null) gains.push({ index, gain: past - own });
  }
  gains.sort((x, y) => y.gain - x.gain);
  for (const [rank, { index, gain }] of gains.entries()) {
    const isTaken = kind === 'most' ? rank < count && gain > 0 : rank < count || gain > 0;
    if (!isTaken) continue;
    sum += gain;
    isOn[index] = true;
  }
  const bound = goal.kind === 'budget' ? sum + price * goal.budget : (goal.target / (goal.target - price)) * sum;
  return { bound: bound + 1e-13 * Math.abs(bound), isOn };
}
