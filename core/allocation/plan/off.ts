import type { Room } from './exchange.ts';
import { bestSplit } from './split.ts';
import type { Cut, Split } from './split.ts';

/** Channels whose both states are looked at; of any more, the one that the split suggests. */
const MOST_BRANCHED = 8;

interface MayBeOff { orOff: boolean; floor: number }

/** The room of every way to have channels off or at their floor and over; the room itself where none may be off. */
function branches(channels: readonly MayBeOff[], room: Room): Room[] {
  const may = channels.flatMap(({ orOff }, c) => (orOff ? [c] : [])).slice(0, MOST_BRANCHED);
  return Array.from({ length: 2 ** may.length }, (_, code) => may.reduce((own, c, k) => (
    Math.floor(code / 2 ** k) % 2 === 1 ? { ...own, upper: own.upper.with(c, 0) } : { ...own, lower: own.lower.with(c, channels[c]?.floor ?? 0) }), room));
}

/** The best split over all of them: its bound holds for every plan, its room is where to look. Null where none spends the budget. */
export function bestBranch(channels: readonly MayBeOff[], cuts: readonly (readonly Cut[])[], room: Room, budget: number): { room: Room; split: Split } | null {
  let best: { room: Room; split: Split } | null = null;
  for (const own of branches(channels, room)) {
    const split = bestSplit(cuts, own, budget);
    const isSpent = Math.abs(split.totals.reduce((sum, value) => sum + value, 0) - budget) <= 1e-9 * budget;
    const isOrdered = own.lower.every((lower, c) => lower <= (own.upper[c] as number) * (1 + 1e-12));
    if (isSpent && isOrdered && split.bound > (best?.split.bound ?? -Infinity)) best = { room: own, split };
  }
  return best === null ? null : { ...best, room: decideRest(channels, best.split, best.room) };
}

function decideRest(channels: readonly MayBeOff[], { totals }: Split, room: Room): Room {
  return channels.reduce((own, { orOff, floor }, c) => {
    if (!orOff || own.upper[c] === 0 || (own.lower[c] as number) >= floor) return own;
    return (totals[c] as number) >= floor / 2 ? { ...own, lower: own.lower.with(c, floor) } : { ...own, upper: own.upper.with(c, 0) };
  }, room);
}
