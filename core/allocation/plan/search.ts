import { alternatives, assemble, pulses, roundedTotals } from './assemble.ts';
import type { Dynamics } from './dynamics.ts';
import type { Room } from './exchange.ts';
import { improve } from './improve.ts';
import { kicks } from './kicks.ts';
import { bestBranch } from './off.ts';
import { addOption, optionOf, outlookOf, tighten } from './outlook.ts';
import type { Outlook } from './outlook.ts';
import type { PlanProgress } from './plan.ts';
import type { PathLimits } from './price-path.ts';
import { tangentsAt } from './probe.ts';
import { bestSplit, cutAt } from './split.ts';
import type { Cut, Split } from './split.ts';

/** Channels that a plan moves, and what it must keep to. */
export interface PlanSearch {
  channels: { dynamics: Dynamics; limits: PathLimits; orOff: boolean; floor: number; history: Float64Array }[];
  room: Room;
  budget: number;
  valueEnd: boolean;
}

export interface FoundPlan {
  /** Per channel. */
  spend: Float64Array[];
  value: number;
  bound: number;
  /** Per channel: what it can bring at most. */
  cuts: Cut[][];
}

/** Points of all grids times periods times states that one round of prices may visit. */
const WORK = 2_500_000;
const MOST_CELLS = 400;
const LEAST_CELLS = 200;
/** Share of the whole work at which the bound is known. */
const BOUND_SHARE = 0.7;

/**
 * The best plan that is found, and a bound that none exceeds: channels are asked at prices what they can bring (outlook.ts),
 * the best split of what they may bring is the bound, plans near it are put together and improved. Null where none is found
 * that keeps all settings. Work is counted, not timed: same search, same bits.
 */
export function* searchPlan(asked: PlanSearch): Generator<PlanProgress, FoundPlan | null> {
  const { room, budget, valueEnd } = asked;
  const channels = capped(asked);
  if (channels.length === 0) return { spend: [], value: 0, bound: 0, cuts: [] };
  const { outlooks, split } = yield* boundPlan({ channels, room, budget, valueEnd });
  const branch = bestBranch(channels, outlooks.map(({ cuts }) => cuts), room, budget);
  if (branch === null) return null;
  const { room: decided, split: { totals } } = branch;
  const patterns = outlooks.map((outlook, c) => patternsOf(outlook, channels[c]?.history));
  const improvable = outlooks.map(({ term, limits }) => ({ terms: [term], limits }));
  const cuts = outlooks.map((outlook) => outlook.cuts);
  let found: FoundPlan | null = null;
  const starts = [totals, roundedTotals(outlooks, totals, decided), ...forcedTotals(outlooks, totals, decided, budget)];
  for (const [k, wanted] of starts.entries()) {
    if (found !== null && k > 1 && gapOf(found) <= CLOSE) break;
    const start = assemble(outlooks, wanted, patterns, decided, budget);
    if (start !== null) {
      const { plan, value } = improve(improvable, start, decided);
      if (value > (found?.value ?? -Infinity)) found = { spend: plan, value, bound: Math.max(value, split.bound), cuts };
    }
    yield { share: BOUND_SHARE + ((1 - BOUND_SHARE) * 0.8 * (k + 1)) / (starts.length + 1), gap: found === null ? null : gapOf(found) };
  }
  if (found === null) return null;
  let left = Math.min(MOST_KICKS, Math.floor(KICK_WORK / sizeOf(outlooks)));
  for (let gained = true; gained && left > 0 && gapOf(found) > CLOSE;) {
    gained = false;
    for (const start of kicks(improvable.map(({ limits }) => limits), found.spend, decided)) {
      if (left-- <= 0) break;
      const { plan, value } = improve(improvable, start, decided);
      if (!(value > found.value * (1 + 1e-9))) continue;
      found = { ...found, spend: plan, value };
      gained = true;
      break;
    }
    yield { share: 0.95, gap: gapOf(found) };
  }
  const again = otherBasins(outlooks, patterns, found);
  if (again !== null) {
    const { plan, value } = improve(improvable, again, decided);
    if (value > found.value) found = { ...found, spend: plan, value };
  }
  for (const [c, outlook] of outlooks.entries()) {
    const spend = found.spend[c] as Float64Array;
    addOption(outlook, spend);
    outlook.cuts.push(...tangentsAt(outlook.dynamics, spend, outlook.limits.upper, valueEnd));
  }
  const bound = bestBranch(channels, cuts, room, budget)?.split.bound ?? Infinity;
  found.bound = Math.max(found.value, Math.min(found.bound, bound));
  yield { share: 1, gap: gapOf(found) };
  return found;
}

/** No period has more than all of the channel's money. A channel that may have none has a ceiling that its total keeps it from. */
function capped({ channels, room, budget }: PlanSearch): PlanSearch['channels'] {
  return channels.map((channel, c) => {
    const { lower, upper } = channel.limits;
    const most = Math.min(upper, Math.max(lower, Math.min(budget, room.upper[c] as number)));
    return { ...channel, limits: { ...channel.limits, upper: most > 0 ? most : 1 } };
  });
}

/** The first part of it: what channels can bring at most. */
export function* boundPlan(asked: PlanSearch): Generator<PlanProgress, { outlooks: Outlook[]; split: Split }> {
  const { room, budget, valueEnd } = asked;
  const channels = capped(asked);
  const states = channels.reduce((sum, { dynamics, limits }) => sum + dynamics.periods * Math.min(limits.flight, dynamics.periods), 0);
  const cells = Math.max(LEAST_CELLS, Math.min(MOST_CELLS, Math.floor(WORK / states)));
  const outlooks = channels.map(({ dynamics, limits }) => outlookOf({ dynamics, limits, valueEnd, cells }));
  const steps = tighten(outlooks, room, budget);
  let step = steps.next();
  // Rounds end sooner than their limit as a rule, so later ones count less.
  for (; step.done !== true; step = steps.next()) yield { share: BOUND_SHARE * (1 - Math.exp(-4 * step.value)), gap: null };
  return { outlooks, split: step.value };
}

/** Gap at which no further starts are tried, and how many periods times starts are. */
const CLOSE = 5e-4;
const FORCED_WORK = 400;
/** The same for plans begun anew from the best one, slightly changed. */
const KICK_WORK = 500;
const MOST_KICKS = 60;

/**
 * Further splits to begin from: a channel that the bound puts between two of its plans is held at either (or at another it has
 * near), and the others share the rest.
 */
function forcedTotals(outlooks: readonly Outlook[], totals: readonly number[], room: Room, budget: number): number[][] {
  const cuts = outlooks.map((outlook) => outlook.cuts);
  const most = Math.floor(FORCED_WORK / sizeOf(outlooks));
  const apart = outlooks.map(({ options }, c) => options.map(({ money }) => money)
    .filter((money) => money >= (room.lower[c] as number) && money <= (room.upper[c] as number) && Math.abs(money - (totals[c] as number)) > 1e-6 * budget)
    .sort((x, y) => Math.abs(x - (totals[c] as number)) - Math.abs(y - (totals[c] as number))));
  // The nearest of every channel first, then the next.
  const forced = Array.from({ length: FORCED_EACH }, (_, k) => apart.flatMap((amounts, c) => (amounts[k] === undefined ? [] : [{ c, money: amounts[k] }]))).flat();
  return forced.slice(0, most).flatMap(({ c, money }) => {
    const held = bestSplit(cuts, { ...room, lower: room.lower.with(c, money), upper: room.upper.with(c, money) }, budget).totals;
    return Math.abs(held.reduce((sum, value) => sum + value, 0) - budget) <= 1e-9 * budget ? [held] : [];
  });
}

const FORCED_EACH = 4;
/** How much longer a kernel takes than geometric adstock, about. */
const KERNEL_COST = 4;

function sizeOf(outlooks: readonly Outlook[]): number {
  return outlooks.reduce((sum, { dynamics: { periods, theta } }) => sum + periods * (theta === null ? KERNEL_COST : 1), 0);
}

/** Share of the bound that a channel is short of for it to be looked at again, and from how many other plans. */
const SHORT = 2e-5;
const OTHERS = 6;

/** Channels that may be far from their best for the money they have, begun anew from other plans; null when none gains. */
function otherBasins(outlooks: readonly Outlook[], patterns: readonly Float64Array[][], found: FoundPlan): Float64Array[] | null {
  let gained = false;
  const plan = outlooks.map((outlook, c) => {
    const spend = found.spend[c] as Float64Array;
    let best = optionOf(outlook.term, spend);
    if (cutAt(outlook.cuts, best.money) - best.value <= SHORT * found.bound) return spend;
    const room = { lower: [best.money], upper: [best.money], groupOf: [-1], groups: [] };
    for (const other of alternatives(outlook, patterns[c] ?? [], best.money).slice(0, OTHERS)) {
      const { plan: [own], value } = improve([{ terms: [outlook.term], limits: outlook.limits }], [other.spend], room);
      if (own === undefined || !(value > best.value)) continue;
      best = { ...best, spend: own, value };
      gained = true;
    }
    return best.spend;
  });
  return gained ? plan : null;
}

/** (bound − found) / bound, never below 0. */
export function gapOf({ value, bound }: Pick<FoundPlan, 'value' | 'bound'>): number {
  return bound === 0 ? 0 : Math.max(0, (bound - value) / Math.abs(bound));
}

/** Long kernels have no exact plans to begin from: pulses of every length and the pattern of the past are tried. */
function patternsOf({ dynamics: { theta, periods }, limits }: Outlook, history: Float64Array | undefined): Float64Array[] {
  const even = new Float64Array(periods).fill(limits.upper);
  const past = history === undefined ? [] : [history.map((value) => (value > 0 ? Math.min(limits.upper, Math.max(limits.lower, value)) : 0))];
  if (theta !== null) return [even, ...past];
  return [...past, ...pulses(periods, limits.lower > 0 ? Math.min(limits.flight, periods) : 1).map((pattern) => pattern.map((on) => on * limits.upper))];
}
