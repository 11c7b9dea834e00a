import { Check, isFields, shown } from './parse/check.ts';
import { parseChannelRules, parsePer, parsePlan, parseRobust } from './parse/choices.ts';
import { RULE_KEYS, checkShares, parseLimits, parseRules } from './parse/limits.ts';
import { CURVE_KEYS, parseCurve, parseModels, parseObjective } from './parse/models.ts';
import { parseOpenScenario, withBudget } from './parse/scenario.ts';
import type { AllocationChannel, AllocationProblem, ModelScenario } from './problem.ts';

export { withBudget };

const MULTIPLES = 'two multiples of the present spend';
const MULTIPLES_MEND = 'Write them as [0.5, 2].';

/** A bare problem of curves (`allocate --problem`). MixwrightError names every key that is wrong. */
export function parseProblem(value: unknown): AllocationProblem {
  const check = new Check();
  const fields = check.object(value, '', ['channels', 'scenario', 'groups', 'maxChanged', 'gap', 'models', 'objective']);
  const list = Array.isArray(fields['channels']) ? (fields['channels'] as unknown[]) : [];
  if (list.length === 0) check.wrong('channels', `expected a list of at least one channel, got ${shown(fields['channels'])}`, 'Give every channel with its curve, spend and bounds.');
  const channels = list.map((item, index) => parseChannel(check, item, `channels[${index}]`));
  const names = channels.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    const first = names.indexOf(name);
    if (first < index) check.wrong(`channels[${index}].name`, `"${name}" is already the name of channels[${first}]`, 'Give every channel its own name.');
  }
  const scenario = parseOpenScenario(check, fields['scenario'], 'scenario');
  if (scenario.kind === 'given') checkNames(check, Object.keys(scenario.spend), 'scenario.spend', names);
  const limits = parseLimits(check, fields, names);
  const models = fields['models'] === undefined ? {} : { models: parseModels(check, fields['models'], names) };
  const objective = fields['objective'] === undefined ? {} : { objective: parseObjective(check, fields['objective'], 'objective') };
  if (fields['objective'] !== undefined && fields['models'] === undefined) check.wrong('objective', 'an objective over models needs "models", got nothing', 'Give the models, or leave the key out.');
  check.finish();
  return { channels, scenario: withBudget(scenario, channels), ...limits, ...models, ...objective };
}

/**
 * A scenario for a model (`allocate --scenario`): `{ scenario, dates, bounds, … }`, or the scenario alone. A budget
 * that is left out is filled in by `withBudget`. Names of channels are looked at by `problemFromModel`.
 */
export function parseScenario(value: unknown): ModelScenario {
  const check = new Check();
  const bare = isFields(value) && 'kind' in value;
  const fields = bare ? { scenario: value } : check.object(value, '', ['scenario', 'dates', 'bounds', 'rules', 'groups', 'maxChanged', 'gap', 'per', 'curve', 'robust', 'plan']);
  const result: ModelScenario = { scenario: parseOpenScenario(check, fields['scenario'], bare ? '' : 'scenario') };
  if (fields['dates'] !== undefined) {
    const dates = check.object(fields['dates'], 'dates', ['from', 'to']);
    result.dates = { from: check.date(dates['from'], 'dates.from'), to: check.date(dates['to'], 'dates.to') };
    if (result.dates.from > result.dates.to) check.wrong('dates', `from ${result.dates.from} is after to ${result.dates.to}`, 'Swap them.');
  }
  if (fields['bounds'] !== undefined) {
    const bounds = check.object(fields['bounds'], 'bounds');
    result.bounds = Object.fromEntries(Object.entries(bounds).map(([name, pair]) => [name, check.pair(pair, `bounds.${name}`, MULTIPLES, MULTIPLES_MEND)]));
  }
  if (fields['rules'] !== undefined) result.rules = parseChannelRules(check, fields['rules']);
  Object.assign(result, parseLimits(check, fields, null));
  if (fields['per'] !== undefined) result.per = parsePer(check, fields['per']);
  if (fields['curve'] !== undefined) result.curve = check.choice(fields['curve'], 'curve', ['mean_carryover', 'steady'] as const);
  if (fields['robust'] !== undefined) result.robust = parseRobust(check, fields['robust']);
  if (fields['plan'] !== undefined) result.plan = parsePlan(check, fields['plan']);
  check.finish();
  return result;
}

function parseChannel(check: Check, value: unknown, key: string): AllocationChannel {
  const fields = check.object(value, key, ['name', ...CURVE_KEYS, 'spend', 'lower', 'upper', ...RULE_KEYS]);
  const name = check.text(fields['name'], `${key}.name`, 'Give the channel a name.');
  const [lower, upper] = check.pair([fields['lower'], fields['upper']], key, MULTIPLES, MULTIPLES_MEND, [`${key}.lower`, `${key}.upper`]);
  const curve = parseCurve(check, fields, key);
  const spend = check.number(fields['spend'], `${key}.spend`, 0);
  const rules = parseRules(check, fields, key);
  checkShares(check, rules.unit, { lower, upper }, key);
  return { name, ...curve, spend, lower, upper, ...rules };
}

function checkNames(check: Check, given: readonly string[], key: string, names: readonly string[]): void {
  for (const name of given.filter((own) => !names.includes(own))) check.wrong(`${key}.${name}`, `there is no channel of the name "${name}"`, `There are: ${names.map((known) => `"${known}"`).join(', ')}.`);
}
