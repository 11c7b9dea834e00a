import type { Room } from './exchange.ts';

/** A channel's plan with this much money in all has at most the value level + price·money. */
export interface Cut {
  level: number;
  price: number;
}

export interface Split {
  /** Money per channel over the whole plan. */
  totals: number[];
  /** Upper bound on the value of any plan. */
  bound: number;
}

interface Segment {
  channel: number;
  length: number;
  slope: number;
}

/**
 * The best split of a budget over channels when each may bring as much as all of its cuts allow (Kelley 1960). The cuts' minimum
 * is concave in a channel's money, so money goes where it is worth most: to the floors first, then to what groups must have,
 * then to the rest. Feasibility is looked at before.
 */
export function bestSplit(cuts: readonly (readonly Cut[])[], { lower, upper, groupOf, groups }: Room, budget: number): Split {
  const totals = lower.slice();
  const segments = cuts.flatMap((own, channel) => segmentsOf(own, channel, lower[channel] as number, upper[channel] as number))
    .sort((a, b) => b.slope - a.slope);
  const inGroup = groups.map((_, g) => totals.reduce((sum, value, c) => (groupOf[c] === g ? sum + value : sum), 0));
  let left = budget - totals.reduce((sum, value) => sum + value, 0);
  const fill = (segment: Segment, most: number): void => {
    const money = Math.max(0, Math.min(segment.length, left, most));
    const g = groupOf[segment.channel] as number;
    totals[segment.channel] = (totals[segment.channel] as number) + money;
    segment.length -= money;
    left -= money;
    if (g >= 0) inGroup[g] = (inGroup[g] as number) + money;
  };
  for (const segment of segments) {
    const g = groupOf[segment.channel] as number;
    if (g >= 0) fill(segment, (groups[g]?.lower ?? 0) - (inGroup[g] as number));
  }
  for (const segment of segments) {
    const g = groupOf[segment.channel] as number;
    fill(segment, g >= 0 ? (groups[g]?.upper ?? Infinity) - (inGroup[g] as number) : Infinity);
  }
  return { totals, bound: cuts.reduce((sum, own, c) => sum + cutAt(own, totals[c] as number), 0) };
}

export function cutAt(cuts: readonly Cut[], money: number): number {
  return cuts.reduce((least, { level, price }) => Math.min(least, level + price * money), Infinity);
}

/** Where the cuts' minimum on [from, to] bends, `to` included. */
export function kinksOf(cuts: readonly Cut[], from: number, to: number): number[] {
  let at = from;
  return segmentsOf(cuts, 0, from, to).map(({ length }) => (at += length));
}

/** The cuts' minimum on [from, to], piece by piece. */
function segmentsOf(cuts: readonly Cut[], channel: number, from: number, to: number): Segment[] {
  const segments: Segment[] = [];
  let at = from;
  let current = lowestAt(cuts, at);
  while (at < to) {
    let end = to;
    let next = current;
    for (const cut of cuts) {
      if (!(cut.price < current.price)) continue;
      const cross = (cut.level - current.level) / (current.price - cut.price);
      if (cross < end || (cross === end && cut.price < next.price)) [end, next] = [Math.max(at, cross), cut];
    }
    if (end > at) segments.push({ channel, length: end - at, slope: current.price });
    if (next === current) break;
    [at, current] = [end, next];
  }
  return segments;
}

/** Of several that are lowest, the one that is lower further on. */
function lowestAt(cuts: readonly Cut[], money: number): Cut {
  return cuts.reduce((best, cut) => {
    const by = cut.level + cut.price * money - (best.level + best.price * money);
    return by < 0 || (by === 0 && cut.price < best.price) ? cut : best;
  });
}
