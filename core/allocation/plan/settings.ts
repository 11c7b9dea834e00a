import { suggestName } from '../../data/nearest.ts';
import type { Problem } from '../../errors.ts';
import { MixwrightError } from '../../errors.ts';
import type { PreparedData } from '../../model/prepared.ts';
import { formatPlain } from '../../report/format.ts';
import type { AllocationChannel, AllocationProblem, ModelScenario, PlanOptions } from '../problem.ts';
import type { Room } from './exchange.ts';
import { leastOn } from './fit-total.ts';
import type { PathLimits } from './price-path.ts';

export const MAX_PERIODS = 104;
/** With flights but no least spend, on is at least this share of the ceiling: a flight of almost nothing is none. */
export const FLIGHT_LEVEL = 0.1;

/** What a plan must keep to, in money over all its periods. */
export interface PlanSettings {
  periods: number;
  budget: number;
  valueEnd: boolean;
  channels: PlanChannelSettings[];
  groups: { name: string; lower: number; upper: number }[];
  notes: string[];
}

export interface PlanChannelSettings {
  name: string;
  /** Present mean per period. */
  today: number;
  /** Not moved by the plan: `today` in every period. */
  held: boolean;
  limits: PathLimits;
  /** Money over the whole plan; with `orOff` also 0. */
  lower: number;
  upper: number;
  orOff: boolean;
  /** Index into `groups`, −1 for none. */
  group: number;
}

/**
 * @param problem of the chosen model, per period (`askedProblem`)
 * @param hasEffect whether any model thinks that the channel brings something. MixwrightError ALLOCATION_INPUT, ALLOCATION_CHANNEL.
 */
export function planSettings(
  prepared: PreparedData, problem: AllocationProblem, { plan, scenario, maxChanged, rules }: ModelScenario, hasEffect: (name: string) => boolean,
): PlanSettings {
  const options = checked(plan, problem);
  const { periods } = options;
  const notes: string[] = [];
  const budget = options.budget ?? periods * problem.channels.reduce((sum, { spend }) => sum + spend, 0);
  const groups = problem.groups ?? [];
  const money = (value: number, unit: 'money' | 'share'): number => value * (unit === 'share' ? budget : periods);
  const settings: PlanSettings = {
    periods, budget, valueEnd: options.valueEnd ?? true, notes,
    channels: problem.channels.map((channel, index) => ({
      ...channelSettings(channel, options, { budget, ...observed(prepared, index), hasEffect: hasEffect(channel.name) }, notes),
      group: groups.findIndex(({ channels }) => channels.includes(channel.name)),
    })),
    groups: groups.map(({ name, unit, lower, upper }) => ({ name, lower: money(lower ?? 0, unit), upper: money(upper ?? Infinity, unit) })),
  };
  const raised = settings.channels.filter(({ name, held, limits: { lower, flight } }) => !held && flight > 1 && lower > (own(options.limits, name)?.[0] ?? 0));
  if (raised.length > 0) {
    notes.push(`Where no least spend is given, a flight spends at least a tenth of the channel's ceiling in each period: ${raised.map(({ name, limits: { lower } }) => `${name} ${formatPlain(lower)}`).join(', ')}.`);
  }
  if (scenario.kind !== 'max_response') notes.push('A plan seeks the largest response of its own budget; what the scenario asks for per period (a target, a hurdle) is not looked at.');
  if (maxChanged !== undefined) notes.push('How many channels may change is not looked at in a plan.');
  if (Object.values(rules ?? {}).some(({ step }) => step !== undefined)) notes.push('Steps are not looked at in a plan: spend per period is any amount within its limits.');
  return settings;
}

function observed({ spend, rows, windowStart, windowRows }: PreparedData, index: number): { most: number; running: boolean } {
  const series = spend.subarray(index * rows, (index + 1) * rows);
  return { most: series.subarray(windowStart, windowStart + windowRows).reduce((a, b) => Math.max(a, b), 0), running: (series.at(-1) ?? 0) > 0 };
}

interface Found { budget: number; most: number; running: boolean; hasEffect: boolean }

function channelSettings(channel: AllocationChannel, options: PlanOptions, { budget, most, running, hasEffect }: Found, notes: string[]): Omit<PlanChannelSettings, 'group'> {
  const { name, spend: today, unit, fixed, orOff } = channel;
  const { periods } = options;
  const factor = periods * ((unit ?? 'multiple') === 'multiple' ? today : 1);
  const scale = unit === 'share' ? budget : factor;
  const held = !hasEffect || (fixed === undefined && scale === 0);
  if (held) notes.push(heldNote(channel));
  const [leastGiven, ceiling] = own(options.limits, name) ?? [0, Math.max(most, held ? today : 0)];
  const flight = own(options.flights, name) ?? own(options.flights, 'default') ?? 1;
  const least = flight > 1 && leastGiven <= 0 ? FLIGHT_LEVEL * ceiling : leastGiven;
  const limits = { lower: least, upper: ceiling, flight, running };
  const lower = fixed === undefined ? channel.lower * scale : fixed * periods;
  const upper = fixed === undefined ? channel.upper * scale : fixed * periods;
  if (held) return { name, today, held, limits: { lower: 0, upper: today, flight: 1, running }, lower: today * periods, upper: today * periods, orOff: false };
  const smallest = leastOn(limits, periods);
  return {
    name, today, held, limits, orOff: orOff === true,
    // Less than its shortest flight at its lowest is no plan; what is under that is 0.
    lower: lower > 0 ? Math.max(lower, smallest) : 0, upper: upper < smallest ? 0 : Math.min(upper, ceiling * periods),
  };
}

function heldNote({ name, coefficient, spend }: AllocationChannel): string {
  if (spend <= 0) return `${name} has no spend in the chosen dates, so there is nothing for bounds to multiply: it is left at 0.`;
  return `${name} has ${coefficient < 0 ? 'a negative effect' : 'no effect'} in the model: its spend stays at ${formatPlain(spend)} per period and counts towards the budget.`;
}

/** As `exchange` and `bestSplit` need it, of the channels that are not held. */
export function roomOf({ channels, groups }: PlanSettings): Room {
  const free = channels.filter(({ held }) => !held);
  const heldIn = (g: number): number => channels.reduce((sum, { held, group, lower }) => (held && group === g ? sum + lower : sum), 0);
  return {
    lower: free.map(({ lower, orOff }) => (orOff ? 0 : lower)), upper: free.map(({ upper }) => upper), groupOf: free.map(({ group }) => group),
    groups: groups.map(({ lower, upper }, g) => ({ lower: lower - heldIn(g), upper: upper - heldIn(g) })),
  };
}

export function freeBudget({ budget, channels }: PlanSettings): number {
  return budget - channels.reduce((sum, { held, lower }) => (held ? sum + lower : sum), 0);
}

function checked(plan: PlanOptions | undefined, { channels }: AllocationProblem): PlanOptions {
  const problems: Problem[] = [];
  const wrong = (key: string, message: string, mend: string, code = 'ALLOCATION_INPUT'): number => problems.push({ code, severity: 'error', key, message, mend });
  const names = channels.map(({ name }) => name);
  if (plan === undefined) throw MixwrightError.ofProblems([{ code: 'ALLOCATION_INPUT', severity: 'error', key: 'plan', message: 'The scenario asks for no plan.', mend: 'Say for how many periods: { "periods": 13 }.' }]);
  const { periods, budget, flights, limits } = plan;
  if (!Number.isInteger(periods) || periods < 1 || periods > MAX_PERIODS) wrong('plan.periods', `Expected a whole number from 1 to ${MAX_PERIODS}, got ${periods}.`, 'Choose how many periods to plan.');
  if (budget !== undefined && !(Number.isFinite(budget) && budget >= 0)) wrong('plan.budget', `Expected an amount of 0 or more, got ${budget}.`, 'Give the money for all periods together, or leave it out.');
  const known = (name: string, key: string): void => {
    if (!names.includes(name)) wrong(key, `The model has no channel of the name "${name}".`, suggestName(name, names), 'ALLOCATION_CHANNEL');
  };
  for (const [name, length] of Object.entries(flights ?? {})) {
    if (name !== 'default') known(name, `plan.flights.${name}`);
    if (!Number.isInteger(length) || length < 1) wrong(`plan.flights.${name}`, `Expected a whole number of periods from 1 up, got ${length}.`, 'Give the shortest length of a flight in periods.');
  }
  for (const [name, [lower, upper]] of Object.entries(limits ?? {})) {
    known(name, `plan.limits.${name}`);
    if (!(lower >= 0 && lower <= upper && Number.isFinite(upper))) wrong(`plan.limits.${name}`, `Expected the least and the most money per period, got ${lower} and ${upper}.`, 'Write them as [1000, 5000], the smaller first.');
  }
  if (problems.length > 0) throw MixwrightError.ofProblems(problems);
  return plan;
}

function own<T>(entries: Record<string, T> | undefined, name: string): T | undefined {
  return entries !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined;
}
