import { daysFromIso } from '../data/calendar.ts';
import { suggestName } from '../data/nearest.ts';
import type { Problem } from '../errors.ts';
import { MixwrightError } from '../errors.ts';
import type { AllocationChannel, AllocationProblem, ModelScenario, OpenScenario, Scenario } from './problem.ts';

type Fields = Record<string, unknown>;

/** A bare problem of curves (`allocate --problem`). MixwrightError names every key that is wrong. */
export function parseProblem(value: unknown): AllocationProblem {
  const check = new Check();
  const fields = check.object(value, '', ['channels', 'scenario']);
  const list = Array.isArray(fields['channels']) ? (fields['channels'] as unknown[]) : [];
  if (list.length === 0) check.wrong('channels', `expected a list of at least one channel, got ${shown(fields['channels'])}`, 'Give every channel with its curve, spend and bounds.');
  const channels = list.map((item, index) => parseChannel(check, item, `channels[${index}]`));
  for (const [index, { name }] of channels.entries()) {
    const first = channels.findIndex((channel) => channel.name === name);
    if (first < index) check.wrong(`channels[${index}].name`, `"${name}" is already the name of channels[${first}]`, 'Give every channel its own name.');
  }
  const scenario = parseOpenScenario(check, fields['scenario'], 'scenario');
  check.finish();
  return { channels, scenario: withBudget(scenario, channels) };
}

/**
 * A scenario for a model (`allocate --scenario`): `{ scenario, dates, bounds }`, or the scenario alone. A budget
 * that is left out is filled in by `withBudget`.
 */
export function parseScenario(value: unknown): ModelScenario {
  const check = new Check();
  const bare = isFields(value) && 'kind' in value;
  const fields = bare ? { scenario: value } : check.object(value, '', ['scenario', 'dates', 'bounds']);
  const result: ModelScenario = { scenario: parseOpenScenario(check, fields['scenario'], bare ? '' : 'scenario') };
  if (fields['dates'] !== undefined) {
    const dates = check.object(fields['dates'], 'dates', ['from', 'to']);
    result.dates = { from: check.date(dates['from'], 'dates.from'), to: check.date(dates['to'], 'dates.to') };
    if (result.dates.from > result.dates.to) check.wrong('dates', `from ${result.dates.from} is after to ${result.dates.to}`, 'Swap them.');
  }
  if (fields['bounds'] !== undefined) {
    const bounds = check.object(fields['bounds'], 'bounds');
    result.bounds = Object.fromEntries(Object.entries(bounds).map(([name, pair]) => [name, parseBounds(check, pair, `bounds.${name}`)]));
  }
  check.finish();
  return result;
}

/** The scenario with the total initial spend as its budget unless it names one. */
export function withBudget(scenario: OpenScenario, channels: readonly { spend: number }[]): Scenario {
  return scenario.kind === 'max_response'
    ? { kind: 'max_response', budget: scenario.budget ?? channels.reduce((sum, { spend }) => sum + spend, 0) }
    : scenario;
}

function parseChannel(check: Check, value: unknown, key: string): AllocationChannel {
  const fields = check.object(value, key, ['name', 'coefficient', 'alpha', 'inflexion', 'carryover', 'spend', 'lower', 'upper']);
  const number = (name: string, least = 0) => check.number(fields[name], `${key}.${name}`, least);
  const name = fields['name'];
  if (typeof name !== 'string' || name === '') check.wrong(`${key}.name`, `expected a name, got ${shown(name)}`, 'Give the channel a name.');
  const [lower, upper] = parseBounds(check, [fields['lower'], fields['upper']], key, [`${key}.lower`, `${key}.upper`]);
  return {
    name: typeof name === 'string' ? name : '',
    // A model with free signs can have a negative one; such a channel is left where it is.
    coefficient: number('coefficient', -Infinity),
    alpha: number('alpha'), inflexion: number('inflexion'), carryover: number('carryover'), spend: number('spend'), lower, upper,
  };
}

function parseBounds(check: Check, value: unknown, key: string, keys = [`${key}[0]`, `${key}[1]`]): [number, number] {
  const pair = Array.isArray(value) ? (value as unknown[]) : [];
  if (pair.length !== 2) {
    check.wrong(key, `expected two multiples of the present spend, got ${shown(value)}`, 'Write them as [0.5, 2].');
    return [0, 0];
  }
  const lower = check.number(pair[0], keys[0] ?? key, 0);
  const upper = check.number(pair[1], keys[1] ?? key, 0);
  if (lower > upper) check.wrong(key, `the lower bound ${lower} is over the upper bound ${upper}`, 'Swap them.');
  return [lower, upper];
}

function parseOpenScenario(check: Check, value: unknown, key: string): OpenScenario {
  const at = (name: string) => (key === '' ? name : `${key}.${name}`);
  const fields = isFields(value) ? value : {};
  if (fields['kind'] === 'max_response') {
    check.object(value, key, ['kind', 'budget']);
    const budget = fields['budget'];
    return budget === undefined ? { kind: 'max_response' } : { kind: 'max_response', budget: check.number(budget, at('budget'), 0) };
  }
  if (fields['kind'] === 'target_efficiency') {
    check.object(value, key, ['kind', 'metric', 'target']);
    const metric = fields['metric'];
    if (metric !== 'roas' && metric !== 'cpa') check.wrong(at('metric'), `expected "roas" or "cpa", got ${shown(metric)}`, 'Choose one of the two.');
    const target = check.number(fields['target'], at('target'), 0);
    if (target === 0) check.wrong(at('target'), 'expected a number above 0, got 0', 'Give the response per unit of money (roas) or the money per conversion (cpa) to reach.');
    return { kind: 'target_efficiency', metric: metric === 'cpa' ? 'cpa' : 'roas', target };
  }
  check.wrong(at('kind'), `expected "max_response" or "target_efficiency", got ${shown(isFields(value) ? fields['kind'] : value)}`, 'Choose one of the two.');
  return { kind: 'max_response' };
}

/** Collects what is wrong, so that all of it is told at once. */
class Check {
  readonly #problems: Problem[] = [];

  wrong(key: string, message: string, mend: string): void {
    this.#problems.push({ code: 'ALLOCATION_INPUT', severity: 'error', message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`, mend, ...(key === '' ? {} : { key }) });
  }

  object(value: unknown, key: string, known?: readonly string[]): Fields {
    if (!isFields(value)) {
      this.wrong(key, `expected an object, got ${shown(value)}`, 'Write it as { … }.');
      return {};
    }
    for (const name of known === undefined ? [] : Object.keys(value).filter((name) => !known.includes(name))) {
      this.wrong(key === '' ? name : `${key}.${name}`, 'the key is not known', suggestName(name, known ?? []));
    }
    return value;
  }

  number(value: unknown, key: string, least: number): number {
    if (typeof value === 'number' && Number.isFinite(value) && value >= least) return value;
    this.wrong(key, `expected a number${least === 0 ? ' of 0 or more' : ''}, got ${shown(value)}`, 'Give a plain number.');
    return 0;
  }

  date(value: unknown, key: string): string {
    if (typeof value === 'string' && daysFromIso(value) !== null) return value;
    this.wrong(key, `expected a date, got ${shown(value)}`, 'Write it as yyyy-mm-dd.');
    return '';
  }

  finish(): void {
    if (this.#problems.length > 0) throw MixwrightError.ofProblems(this.#problems);
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value).slice(0, 60);
}
