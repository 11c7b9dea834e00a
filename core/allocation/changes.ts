import type { Format } from '../report/format.ts';
import { responseAt, slopeAt } from './curve.ts';
import type { Curve } from './curve.ts';
import type { Allocation, AllocationProblem } from './problem.ts';

/** Where a suggestion came from: enough to say what another one has that is new. */
export interface SuggestionOrigin {
  runNumber: number;
  modelId: string;
  /** Any name of the table's content; two tables of the same name are the same. */
  dataId: string;
  /** Rows of the table. */
  rows: number;
  /** ISO dates of the first and last period that were modelled. */
  window: { from: string; to: string };
  /** How many models it was decided over; 1: the one alone. */
  models: number;
  allocation: Allocation;
}

export interface SuggestionNow extends SuggestionOrigin {
  problem: AllocationProblem;
}

type Amounts = Pick<Format, 'money' | 'amount' | 'percent' | 'ratio'>;

/** A change under this share is not told. */
const TOLD = 0.005;

/**
 * Why a saved scenario, asked again, is answered otherwise: first what it now rests on, then the figures that changed, the
 * largest change (in shares of the total it belongs to) first. Money and response per period. None: nothing to tell.
 */
export function suggestionChanges(before: SuggestionOrigin, now: SuggestionNow, format: Amounts): string[] {
  return [...originChanges(before, now), ...figureChanges(before.allocation, now, format)];
}

/** Run, table, window and models that are others than when the scenario was saved. */
export function originChanges(before: SuggestionOrigin, now: Omit<SuggestionOrigin, 'allocation'>): string[] {
  const told: string[] = [];
  if (before.runNumber !== now.runNumber) told.push(`Saved on run ${before.runNumber} (model ${before.modelId}); asked again of run ${now.runNumber} (model ${now.modelId}).`);
  else if (before.modelId !== now.modelId) told.push(`Saved on model ${before.modelId}; asked again of model ${now.modelId}.`);
  if (before.dataId !== now.dataId) told.push(`The table is another one: ${rowsText(now.rows)}, it had ${rowsText(before.rows)}.`);
  if (before.window.from !== now.window.from || before.window.to !== now.window.to) {
    told.push(`The modelling window is ${now.window.from} to ${now.window.to}; it was ${before.window.from} to ${before.window.to}.`);
  }
  if (before.models !== now.models) told.push(`It is decided over ${modelsText(now.models)}; it was over ${modelsText(before.models)}.`);
  return told;
}

interface Told {
  /** Share of the total that the figure belongs to. */
  size: number;
  sentence: string;
}

function figureChanges(before: Allocation, now: SuggestionNow, format: Amounts): string[] {
  const { allocation } = now;
  const told: Told[] = [...todayChanges(before, allocation, format), ...channelsComeAndGone(before, allocation, format)];
  // Nearest spends to something that cannot be met are no suggestions to compare.
  if (before.status === 'optimal' && allocation.status === 'optimal') {
    told.push(...totalChanges(before, allocation, format));
    for (const name of Object.keys(allocation.spend)) if (Object.hasOwn(before.spend, name)) told.push(...channelChange(name, before, now, format));
  } else if (before.status !== allocation.status) {
    const [reason = ''] = allocation.notes;
    told.push({ size: Infinity, sentence: allocation.status === 'infeasible' ? `What it asks for can't be met any more. ${reason}`.trim() : "What it asks for can be met now; it couldn't be when it was saved." });
  }
  return told.sort((a, b) => b.size - a.size).map(({ sentence }) => sentence);
}

function todayChanges({ initial, total: before }: Allocation, now: Allocation, format: Amounts): Told[] {
  const told: Told[] = [];
  const spendSize = shareOf(now.total.initialSpend - before.initialSpend, before.initialSpend);
  const moves = Object.keys(now.initial.spend)
    .filter((name) => Object.hasOwn(initial.spend, name))
    .map((name) => ({ name, change: (now.initial.spend[name] ?? 0) - (initial.spend[name] ?? 0) }))
    .filter(({ change }) => shareOf(change, before.initialSpend) > TOLD)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  if (spendSize > TOLD || moves.length > 0) {
    const by = moves.slice(0, 3).map(({ name, change }) => `${name} ${change < 0 ? '−' : '+'}${format.money(Math.abs(change))}`).join(', ');
    told.push({
      size: Math.max(spendSize, ...moves.map(({ change }) => shareOf(change, before.initialSpend))),
      sentence: `Today's spend is ${format.money(now.total.initialSpend)} a period; it was ${format.money(before.initialSpend)}${by === '' ? '' : ` (${by})`}.`,
    });
  }
  const size = shareOf(now.total.initialResponse - before.initialResponse, before.initialResponse);
  if (size > TOLD) {
    told.push({ size, sentence: `The response to today's spend is ${format.amount(now.total.initialResponse)} a period; it was ${format.amount(before.initialResponse)} (${changeText(before.initialResponse, now.total.initialResponse, format)}).` });
  }
  return told;
}

function channelsComeAndGone(before: Allocation, now: Allocation, format: Amounts): Told[] {
  const come = Object.keys(now.spend).filter((name) => !Object.hasOwn(before.spend, name));
  const gone = Object.keys(before.spend).filter((name) => !Object.hasOwn(now.spend, name));
  return [
    ...come.map((name): Told => ({
      size: shareOf(Math.max(now.spend[name] ?? 0, now.initial.spend[name] ?? 0), now.total.spend),
      sentence: `${name} is a new channel: ${format.money(now.initial.spend[name])} today${now.status === 'optimal' ? `, ${format.money(now.spend[name])} suggested` : ''}.`,
    })),
    ...gone.map((name): Told => ({
      size: shareOf(Math.max(before.spend[name] ?? 0, before.initial.spend[name] ?? 0), before.total.spend),
      sentence: `${name} is no longer a channel of the model; it had ${format.money(before.initial.spend[name])}${before.status === 'optimal' ? ` and ${format.money(before.spend[name])} was suggested` : ''}.`,
    })),
  ];
}

function totalChanges({ total: before }: Allocation, { total: now }: Allocation, format: Amounts): Told[] {
  const told: Told[] = [];
  const spend = shareOf(now.spend - before.spend, before.spend);
  if (spend > TOLD) told.push({ size: spend, sentence: `The suggested budget is ${format.money(now.spend)} a period; it was ${format.money(before.spend)} (${changeText(before.spend, now.spend, format)}).` });
  const response = shareOf(now.response - before.response, before.response);
  if (response > TOLD) told.push({ size: response, sentence: `The suggestion brings ${format.amount(now.response)} a period; it was ${format.amount(before.response)} (${changeText(before.response, now.response, format)}).` });
  return told;
}

function channelChange(name: string, before: Allocation, { allocation, problem }: SuggestionNow, format: Amounts): Told[] {
  const was = before.spend[name] ?? 0;
  const is = allocation.spend[name] ?? 0;
  const size = shareOf(is - was, before.total.spend);
  if (size <= TOLD) return [];
  const share = was === 0 ? '' : ` (${changeText(was, is, format)})`;
  return [{ size, sentence: `${name}: ${format.money(is)} suggested, it was ${format.money(was)}${share}${reasonOf(name, was, before, allocation, problem, format)}.` }];
}

/** Empty where neither its curve nor a limit tells. */
function reasonOf(name: string, was: number, before: Allocation, now: Allocation, problem: AllocationProblem, format: Amounts): string {
  const limit = LIMIT_WORDS[now.limits?.[name] ?? ''];
  if (limit !== undefined) return `; ${limit}`;
  const gave = before.response[name] ?? 0;
  const gives = meanOver(problem, name, (curve) => responseAt(curve, was));
  const slope = meanOver(problem, name, (curve) => slopeAt(curve, was));
  const next = `the next unit of money there brings ${format.ratio(slope)}, it was ${format.ratio(before.marginalResponse[name])}`;
  if (shareOf(gives - gave, gave) > TOLD) return `; at ${format.money(was)} its curve gives ${gives > gave ? 'more' : 'less'}, ${format.amount(gives)} where it gave ${format.amount(gave)}, and ${next}`;
  if (shareOf(slope - (before.marginalResponse[name] ?? 0), before.marginalResponse[name] ?? 0) > TOLD) return `; ${next}`;
  return '; its own curve has hardly changed, what the other channels bring or may spend has';
}

const LIMIT_WORDS: Readonly<Record<string, string>> = {
  floor: 'it is at the least it may have', ceiling: 'it is at the most it may have', fixed: 'it is held by a rule', off: 'it is switched off',
  group: 'its group is at a limit',
};

function meanOver({ channels, models = [] }: AllocationProblem, name: string, value: (curve: Curve) => number): number {
  const own = channels.find((channel) => channel.name === name);
  if (models.length === 0) return own === undefined ? 0 : value(own);
  const all = models.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return models.reduce((sum, { weight = 1, curves }) => {
    const curve = curves[name];
    return curve === undefined ? sum : sum + (weight / all) * value(curve);
  }, 0);
}

/** |change| as a share of what it is a change of; 1 where there was nothing. */
function shareOf(change: number, of: number): number {
  if (change === 0) return 0;
  return of === 0 ? 1 : Math.abs(change / of);
}

function changeText(before: number, now: number, format: Amounts): string {
  return before === 0 ? 'from nothing' : `${now < before ? '−' : '+'}${format.percent(Math.abs(now / before - 1))}`;
}

function rowsText(rows: number): string {
  return `${rows} rows`;
}

function modelsText(models: number): string {
  return models === 1 ? 'one model' : `${models} models`;
}
