import type { Room } from './exchange.ts';
import { fitTotal, keepsLimits, leastOn } from './fit-total.ts';
import { hullPair, optionOf } from './outlook.ts';
import type { Option, Outlook } from './outlook.ts';

/** Money that rounding may leave over, as a share of the budget. */
const LEFT = 1e-10;

/**
 * A plan of exactly the budget: each channel has the best of its known plans brought to its total; what a channel cannot take
 * (a total between nothing and its shortest flight) goes to the others. Null where that does not come out.
 * @param totals wanted per channel
 * @param patterns per channel: more spends to begin from
 */
export function assemble(outlooks: readonly Outlook[], totals: readonly number[], patterns: readonly (readonly Float64Array[])[], room: Room, budget: number): Float64Array[] | null {
  const plan = outlooks.map((outlook, c) => bestAt(outlook, patterns[c] ?? [], totals[c] as number) ?? nearest(outlook, patterns[c] ?? [], totals[c] as number, room.lower[c] as number));
  const order = outlooks.map((_, c) => c).sort((a, b) => (room.upper[b] as number) - (room.upper[a] as number) || a - b);
  const leftOver = (): number => budget - plan.reduce((sum, { money }) => sum + money, 0);
  const change = (c: number, money: number): void => {
    const own = plan[c] as Option;
    const wanted = Math.min(room.upper[c] as number, Math.max(room.lower[c] as number, own.money + money));
    const next = wanted === own.money ? null : bestAt(outlooks[c] as Outlook, [own.spend, ...(patterns[c] ?? [])], wanted);
    if (next !== null) plan[c] = next;
  };
  for (const c of order) change(c, groupShort(plan, room, room.groupOf[c] as number));
  for (let round = 0; round < 3; round++) {
    for (const c of order) if (Math.abs(leftOver()) > LEFT * budget) change(c, groupRoom(plan, room, c, leftOver()));
  }
  const keepsGroups = room.groups.every((_, g) => Math.abs(groupShort(plan, room, g)) <= LEFT * budget);
  return keepsGroups && Math.abs(leftOver()) <= LEFT * budget ? plan.map(({ spend }) => spend) : null;
}

/** What a group is short of its floor, or less than 0 over its ceiling. */
function groupShort(plan: readonly Option[], { groupOf, groups }: Room, g: number): number {
  const group = groups[g];
  if (group === undefined) return 0;
  const has = plan.reduce((sum, { money }, c) => (groupOf[c] === g ? sum + money : sum), 0);
  return has < group.lower ? group.lower - has : Math.min(0, group.upper - has);
}

/** As much of `money` as the channel's group may take or give. */
function groupRoom(plan: readonly Option[], { groupOf, groups }: Room, c: number, money: number): number {
  const group = groups[groupOf[c] as number];
  if (group === undefined) return money;
  const has = plan.reduce((sum, option, k) => (groupOf[k] === groupOf[c] ? sum + option.money : sum), 0);
  return Math.min(Math.max(0, group.upper - has), Math.max(Math.min(0, group.lower - has), money));
}

function bestAt(outlook: Outlook, patterns: readonly Float64Array[], total: number): Option | null {
  return alternatives(outlook, patterns, total)[0] ?? null;
}

/** The plans nearest below and above in money, parts of both, and the patterns, brought to this total; the best first. */
export function alternatives({ options, limits, term }: Outlook, patterns: readonly Float64Array[], total: number): Option[] {
  const found = options.findIndex(({ money }) => money >= total);
  const at = found < 0 ? options.length : found;
  const near = options.slice(Math.max(0, at - NEAR), at + NEAR).map(({ spend }) => spend);
  return [...near, ...splices(hullPair(options, total), total), ...patterns].flatMap((spend) => {
    const fitted = fitTotal(spend, limits, total);
    return fitted === null || !keepsLimits(fitted, limits) ? [] : [optionOf(term, fitted)];
  }).sort((a, b) => b.value - a.value);
}

const NEAR = 3;

/**
 * One plan up to some period and the other from there, in both orders, with about this much money: where the best plans jump
 * from little to much, part of the time on the larger one is better than all of the time in between.
 */
function splices([low, high]: [Option, Option], total: number): Float64Array[] {
  return [[low, high], [high, low]].flatMap(([first, second]) => {
    const [a, b] = [first?.spend ?? new Float64Array(), second?.spend ?? new Float64Array()];
    let money = second?.money ?? 0;
    let cut = 0;
    const isRising = (first?.money ?? 0) > money;
    while (cut < a.length && (isRising ? money < total : money > total)) {
      money += (a[cut] as number) - (b[cut] as number);
      cut++;
    }
    return [cut - 1, cut].filter((at) => at > 0 && at < a.length).map((at) => a.map((value, t) => (t < at ? value : (b[t] as number))));
  });
}

/** Nothing, or the shortest flight at its lowest. */
function nearest(outlook: Outlook, patterns: readonly Float64Array[], total: number, floor: number): Option {
  const { limits, term, dynamics } = outlook;
  const least = Math.max(floor, leastOn(limits, dynamics.periods));
  const on = total > least / 2 || floor > 0 ? bestAt(outlook, patterns, least) : null;
  return on ?? optionOf(term, new Float64Array(dynamics.periods));
}

/** Per channel the end of its pair of neighbouring plans that is nearer, so that most channels keep a plan that was found for them. */
export function roundedTotals(outlooks: readonly Outlook[], totals: readonly number[], { lower, upper }: Room): number[] {
  let carried = 0;
  return outlooks.map(({ options }, c) => {
    const wanted = (totals[c] as number) + carried;
    const near = options.filter(({ money }) => money >= (lower[c] as number) && money <= (upper[c] as number))
      .reduce<number | null>((best, { money }) => (best === null || Math.abs(money - wanted) < Math.abs(best - wanted) ? money : best), null) ?? wanted;
    const kept = Math.min(upper[c] as number, Math.max(lower[c] as number, near));
    carried = wanted - kept;
    return kept;
  });
}

/** On and off by turns, for every length of a burst and of a pause up to a quarter of the plan; and all periods alike. */
export function pulses(periods: number, least: number): Float64Array[] {
  const longest = Math.max(1, Math.min(LONGEST, Math.floor(periods / 2)));
  const patterns = [new Float64Array(periods).fill(1)];
  for (let on = Math.max(1, least); on <= Math.max(longest, least); on++) {
    for (let off = 1; off <= longest; off++) patterns.push(Float64Array.from({ length: periods }, (_, t) => (t % (on + off) < on ? 1 : 0)));
  }
  return patterns;
}

const LONGEST = 6;
