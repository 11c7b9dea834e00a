import type { Room } from './exchange.ts';
import { keepsLimits } from './fit-total.ts';
import type { PathLimits } from './price-path.ts';

/**
 * Plans near a given one that no small move of money leads to: a channel has its smallest period off, or one more on, and the
 * money is taken from or given to what is on in proportion to its room. Budget, totals, groups, limits and flights are kept.
 */
export function kicks(limits: readonly PathLimits[], plan: readonly Float64Array[], room: Room): Float64Array[][] {
  return plan.flatMap((spend, c) => {
    const own = limits[c] as PathLimits;
    const changed = [smallestOff(spend), ...oneMoreOn(spend, own)].filter((series) => series !== null && keepsLimits(series, own));
    const among = [[c], plan.map((_, k) => k).filter((k) => room.groupOf[k] === room.groupOf[c])];
    return changed.flatMap((series) => among.flatMap((channels) => {
      const kicked = balanced(limits, plan.map((other, k) => (k === c ? series : other) as Float64Array), sum(spend) - sum(series ?? []), channels, room);
      return kicked === null ? [] : [kicked];
    }));
  });
}

function smallestOff(spend: Float64Array): Float64Array | null {
  const at = spend.reduce((least, value, t) => (value > 0 && (least < 0 || value < (spend[least] as number)) ? t : least), -1);
  return at < 0 ? null : spend.with(at, 0);
}

/** In the middle of the longest pause, and next to what is on, at the mean of what is on. */
function oneMoreOn(spend: Float64Array, { upper }: PathLimits): Float64Array[] {
  const on = spend.filter((value) => value > 0);
  const level = on.length > 0 ? sum(on) / on.length : upper / 2;
  let best = { from: 0, length: 0 };
  for (let t = 0, from = 0; t < spend.length; t++) {
    if ((spend[t] as number) > 0) from = t + 1;
    else if (t + 1 - from > best.length) best = { from, length: t + 1 - from };
  }
  if (best.length === 0) return [];
  return [...new Set([best.from, best.from + (best.length >> 1)])].map((t) => spend.with(t, level));
}

/** The plan with `money` more (or less) among these channels' periods that are on; null where they have no such room. */
function balanced(limits: readonly PathLimits[], plan: readonly Float64Array[], money: number, among: readonly number[], { lower, upper }: Room): Float64Array[] | null {
  const isMore = money > 0;
  const end = plan.map((_, c) => (isMore ? (limits[c] as PathLimits).upper : (limits[c] as PathLimits).lower));
  const roomOf = (c: number): number => {
    const own = plan[c] as Float64Array;
    const total = sum(own);
    const periods = own.reduce((room, value) => (value > 0 ? room + Math.abs((end[c] as number) - value) : room), 0);
    return Math.max(0, Math.min(periods, isMore ? (upper[c] as number) - total : total - (lower[c] as number)));
  };
  const rooms = plan.map((_, c) => (among.includes(c) ? roomOf(c) : 0));
  const all = sum(rooms);
  if (!(all >= Math.abs(money)) || all <= 0) return null;
  const result = plan.map((spend, c) => {
    const share = ((rooms[c] as number) * Math.abs(money)) / all;
    const periods = spend.reduce((total, value) => (value > 0 ? total + Math.abs((end[c] as number) - value) : total), 0);
    return share > 0 && periods > 0 ? spend.map((value) => (value > 0 ? value + (share / periods) * ((end[c] as number) - value) : 0)) : spend;
  });
  const keeps = result.every((spend, c) => sum(spend) >= (lower[c] as number) * (1 - 1e-12) && sum(spend) <= (upper[c] as number) * (1 + 1e-12));
  return keeps ? result : null;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
