import { formatPlain } from '../../report/format.ts';
import type { AllocationProblem } from '../problem.ts';
import type { Piece } from './base-table.ts';
import { curvesOf } from './decision.ts';
import { boundsOf, groupBounds, isUneven, namedTotal, piecesOf } from './rules.ts';
import type { TotalRange } from './rules.ts';

/** What to show where nothing keeps all constraints, and why. */
export interface Infeasible {
  spend: number[];
  reason: string;
}

interface Range {
  name: string;
  from: number;
  to: number;
  /** In the words of a message: fixed, or by which bound. */
  isFixed: boolean;
}

const ROUNDING = 1e-9;

/**
 * Looks at all limits before anything is solved: what is left to each channel, groups against their channels, all of them
 * against the budget, and changes that are too few. The first that can't be kept is told with its figures; null where none was found.
 */
export function whyInfeasible(problem: AllocationProblem): Infeasible | null {
  const { channels } = problem;
  const named = namedTotal(problem);
  const shares = wrongShares(problem, named);
  const total: TotalRange = { least: named ?? 0, most: named ?? Infinity };
  const curves = curvesOf(problem);
  const pieces = channels.map((channel, index) => piecesOf(channel, curves[index] ?? [], total, problem.maxChanged !== undefined));
  const empty = emptyChannel(problem, pieces, total);
  if (empty !== null) return empty;
  const ranges = channels.map(({ name, fixed }, index): Range => (
    { name, from: pieces[index]?.[0]?.from ?? 0, to: pieces[index]?.at(-1)?.to ?? 0, isFixed: fixed !== undefined }));
  if (shares !== null) return { spend: ranges.map(({ from, to }, index) => Math.min(to, Math.max(from, channels[index]?.spend ?? 0))), reason: shares };
  return wrongGroup(problem, ranges, total) ?? wrongBudget(problem, ranges, total, named) ?? tooFewChanges(problem, ranges, pieces, named);
}

function emptyChannel({ channels }: AllocationProblem, pieces: readonly Piece[][], total: TotalRange): Infeasible | null {
  const index = pieces.findIndex((own) => own.length === 0);
  const channel = channels[index];
  if (channel === undefined) return null;
  const { lower, upper } = boundsOf(channel, total);
  const within = `its bounds of ${formatPlain(lower)} and ${formatPlain(upper)}`;
  const reason = channel.step === undefined ? `${channel.name} has a floor of ${formatPlain(lower)} over its ceiling of ${formatPlain(upper)}: swap or widen them.`
    : `${channel.name} has no multiple of ${formatPlain(channel.step)} between ${within}: widen them or make the step smaller.`;
  return { spend: channels.map(({ spend }) => spend), reason };
}

/** Shares of one whole: floors over it, or ceilings that leave some of it to nobody. */
function wrongShares({ channels }: AllocationProblem, named: number | null): string | null {
  const own = channels.filter(({ unit, fixed }) => unit === 'share' && fixed === undefined);
  const floors = own.reduce((sum, { lower, orOff }) => sum + (orOff === true ? 0 : lower), 0);
  const list = own.map(({ name }) => name);
  if (floors > 1 + ROUNDING) return `The floors of ${words(list)} add up to ${percent(floors)} of the total spend: lower them to 100 % or less.`;
  const ceilings = own.reduce((sum, { upper }) => sum + upper, 0);
  if (own.length === channels.length && ceilings < 1 - ROUNDING && named !== 0) {
    return `The ceilings of ${words(list)} add up to ${percent(ceilings)} of the total spend: ${percent(1 - ceilings)} of it can't be placed. Raise them to 100 % or more.`;
  }
  return null;
}

function wrongGroup({ groups }: AllocationProblem, ranges: readonly Range[], total: TotalRange): Infeasible | null {
  for (const group of groups ?? []) {
    const { lower, upper } = groupBounds(group, total);
    const members = ranges.filter(({ name }) => group.channels.includes(name));
    const least = sum(members, 'from');
    const most = sum(members, 'to');
    const told = (reason: string, side: 'from' | 'to'): Infeasible => ({ spend: ranges.map((range) => range[side]), reason });
    if (lower > upper * (1 + ROUNDING)) return told(`The group ${group.name} has a floor of ${formatPlain(lower)} over its ceiling of ${formatPlain(upper)}: swap them.`, 'from');
    if (least > upper * (1 + ROUNDING)) {
      return told(`The group ${group.name} may take ${formatPlain(upper)} at most, but ${atLeast(members)} come to ${formatPlain(least)}, ${formatPlain(least - upper)} too much: raise its ceiling or lower their floors.`, 'from');
    }
    if (most < lower * (1 - ROUNDING)) {
      return told(`The group ${group.name} must take ${formatPlain(lower)}, but ${atMost(members)} come to ${formatPlain(most)}, ${formatPlain(lower - most)} too little: lower its floor or raise their ceilings.`, 'to');
    }
  }
  return null;
}

/** Units that share a budget: groups with what their channels and limits leave them, and the channels in none. */
function unitsOf({ groups }: AllocationProblem, ranges: readonly Range[], total: TotalRange): Range[] {
  const grouped = new Set((groups ?? []).flatMap(({ channels }) => channels));
  return [...ranges.filter(({ name }) => !grouped.has(name)), ...(groups ?? []).map((group): Range => {
    const { lower, upper } = groupBounds(group, total);
    const members = ranges.filter(({ name }) => group.channels.includes(name));
    return { name: `the group ${group.name}`, from: Math.max(lower, sum(members, 'from')), to: Math.min(upper, sum(members, 'to')), isFixed: false };
  })];
}

function wrongBudget(problem: AllocationProblem, ranges: readonly Range[], total: TotalRange, named: number | null): Infeasible | null {
  if (named === null) return null;
  const units = unitsOf(problem, ranges, total);
  const least = sum(units, 'from');
  const most = sum(units, 'to');
  if (least > named * (1 + ROUNDING)) {
    return {
      spend: ranges.map(({ from }) => from),
      reason: `${atLeast(units)} come to ${formatPlain(least)}, ${formatPlain(least - named)} over the budget of ${formatPlain(named)}: raise the budget or lower what they must have.`,
    };
  }
  if (problem.scenario.kind !== 'max_response' || most >= named * (1 - ROUNDING) || (isUneven(problem) && evenMost(problem, total) >= named * (1 - ROUNDING))) return null;
  const open = units.filter(({ isFixed, to, from }) => !isFixed && to > from);
  const stuck = units.filter((unit) => !open.includes(unit));
  const held = stuck.map(({ name, isFixed, to }) => `${name} ${isFixed ? 'is fixed' : 'is held'} at ${formatPlain(to)}`);
  const rest = open.length === 0 ? 'nothing else may grow' : `${stuck.length === 0 ? 'every channel' : 'the rest'} is at its ceiling (${topped(open, 'to', 'at most')})`;
  return {
    spend: ranges.map(({ to }) => to),
    reason: `${capital(held.length === 0 ? rest : `${words(shortened(held))} and ${rest}`)}: ${formatPlain(named - most)} of the budget of ${formatPlain(named)} can't be placed. Raise ceilings or lower the budget to ${formatPlain(most)}.`,
  };
}

/** What the ceilings would let through without steps. */
function evenMost({ channels }: AllocationProblem, total: TotalRange): number {
  return channels.reduce((all, channel) => all + boundsOf(channel, total).upper, 0);
}

function tooFewChanges({ channels, maxChanged, scenario }: AllocationProblem, ranges: readonly Range[], pieces: readonly Piece[][], named: number | null): Infeasible | null {
  if (maxChanged === undefined) return null;
  const spend = channels.map((channel, index) => Math.min(ranges[index]?.to ?? 0, Math.max(ranges[index]?.from ?? 0, channel.spend)));
  const forced = channels.filter((channel, index) => !(pieces[index] ?? []).some(({ from, to }) => from <= channel.spend && to >= channel.spend));
  if (forced.length > maxChanged) {
    const list = forced.map((channel) => `${channel.name} (now ${formatPlain(channel.spend)})`);
    return { spend, reason: `${words(shortened(list))} can't stay as they are within their bounds, but at most ${plural(maxChanged)} may change: allow ${forced.length} changes or widen the bounds.` };
  }
  if (named === null) return null;
  const now = channels.reduce((all, channel, index) => all + (forced.includes(channel) ? spend[index] as number : channel.spend), 0);
  const growth = scenario.kind === 'max_response' && named > now;
  const moves = ranges.map(({ name, from, to }, index) => ({ name, by: growth ? to - (spend[index] as number) : (spend[index] as number) - from, index }))
    .sort((a, b) => b.by - a.by);
  // Those that must change have used up some of the changes.
  const moved = [...moves.filter(({ name }) => forced.some((channel) => channel.name === name)), ...moves.filter(({ name }) => !forced.some((channel) => channel.name === name))].slice(0, maxChanged);
  const reach = now + (growth ? 1 : -1) * moved.reduce((all, { by }) => all + by, 0);
  const short = growth ? named - reach : reach - named;
  if (!(short > ROUNDING * named)) return null;
  const nearest = spend.map((value, index) => (moved.some((move) => move.index === index) ? (growth ? ranges[index]?.to : ranges[index]?.from) ?? value : value));
  return {
    spend: nearest,
    reason: `At most ${plural(maxChanged)} may change, and ${words(shortened(moved.map(({ name }) => name)))} alone ${growth ? 'bring the total up' : 'bring the total down'} to ${formatPlain(reach)}: `
      + `${formatPlain(short)} ${growth ? `of the budget of ${formatPlain(named)} can't be placed` : `more than the budget of ${formatPlain(named)}`}. Allow more changes.`,
  };
}

function atLeast(ranges: readonly Range[]): string {
  return topped(ranges, 'from', 'at least');
}

function atMost(ranges: readonly Range[]): string {
  return topped(ranges, 'to', 'at most');
}

/** `tv (at least 40,000), radio (fixed at 20,000) and 3 more`: those with most of it. */
function topped(ranges: readonly Range[], side: 'from' | 'to', word: string): string {
  const list = [...ranges].filter((range) => range[side] > 0).sort((a, b) => b[side] - a[side])
    .map((range) => `${range.name} (${range.isFixed ? 'fixed at' : word} ${formatPlain(range[side])})`);
  return list.length === 0 ? 'the channels' : words(shortened(list));
}

function shortened(list: readonly string[]): string[] {
  return list.length <= 4 ? [...list] : [...list.slice(0, 3), `${list.length - 3} more`];
}

function words(list: readonly string[]): string {
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1) ?? ''}`;
}

function plural(count: number): string {
  return count === 1 ? '1 channel' : `${count} channels`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function percent(value: number): string {
  return `${formatPlain(Math.round(1000 * value) / 10)} %`;
}

function sum(ranges: readonly Range[], side: 'from' | 'to'): number {
  return ranges.reduce((total, range) => total + range[side], 0);
}
