import type { ChannelRules, ModelScenario, PlanOptions, RobustChoice } from '../problem.ts';
import type { Check } from './check.ts';
import { at } from './check.ts';
import { RULE_KEYS, checkShares, parseRules, sides } from './limits.ts';
import { parseObjective } from './models.ts';

const MOST_PERIODS = 104;

export function parseChannelRules(check: Check, value: unknown): NonNullable<ModelScenario['rules']> {
  return Object.fromEntries(Object.entries(check.object(value, 'rules')).map(([name, item]) => {
    const key = `rules.${name}`;
    const fields = check.object(item, key, [...RULE_KEYS, 'lower', 'upper']);
    const rules: ChannelRules & { lower?: number; upper?: number } = { ...parseRules(check, fields, key), ...sides(check, fields, key) };
    checkShares(check, rules.unit, rules, key);
    // Bounds that come from elsewhere are multiples: they mean nothing in another unit.
    const isBare = (rules.unit === 'money' || rules.unit === 'share') && rules.fixed === undefined;
    for (const side of ['lower', 'upper'] as const) {
      if (isBare && rules[side] === undefined && fields[side] === undefined) check.wrong(at(key, side), `bounds in ${rules.unit ?? ''} need both "lower" and "upper", got nothing`, 'Give both.');
    }
    return [name, rules];
  }));
}

export function parsePer(check: Check, value: unknown): NonNullable<ModelScenario['per']> {
  if (typeof value === 'string') return check.choice(value, 'per', ['dates'] as const);
  const fields = check.object(value, 'per', ['periods']);
  return { periods: check.whole(fields['periods'], 'per.periods', 1, Infinity) };
}

export function parseRobust(check: Check, value: unknown): RobustChoice | null {
  if (value === null) return null;
  const fields = check.object(value, 'robust', ['models', 'objective']);
  return {
    models: check.choice(fields['models'], 'robust.models', ['representatives', 'pareto', 'plausible', 'draws'] as const),
    objective: parseObjective(check, fields['objective'], 'robust.objective'),
  };
}

export function parsePlan(check: Check, value: unknown): PlanOptions {
  const fields = check.object(value, 'plan', ['periods', 'budget', 'valueEnd', 'flights', 'limits']);
  const { budget, valueEnd, flights, limits } = fields;
  const periods = check.whole(fields['periods'], 'plan.periods', 1, MOST_PERIODS);
  const each = <T>(entries: unknown, key: string, parse: (item: unknown, place: string) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(check.object(entries, key)).map(([name, item]) => [name, parse(item, `${key}.${name}`)]));
  return {
    periods,
    ...(budget === undefined ? {} : { budget: check.number(budget, 'plan.budget', 0) }),
    ...(valueEnd === undefined ? {} : { valueEnd: check.flag(valueEnd, 'plan.valueEnd') }),
    ...(flights === undefined ? {} : { flights: each(flights, 'plan.flights', (item, place) => check.whole(item, place, 1, MOST_PERIODS)) }),
    ...(limits === undefined ? {} : {
      limits: each(limits, 'plan.limits', (item, place) => check.pair(item, place, 'the least and the most money per period', 'Write them as [0, 50000].')),
    }),
  };
}
