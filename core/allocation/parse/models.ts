import { suggestName } from '../../data/nearest.ts';
import type { Curve } from '../curve.ts';
import type { Objective, ProblemModel } from '../problem.ts';
import type { Check } from './check.ts';
import { at, isFields } from './check.ts';

export const CURVE_KEYS = ['coefficient', 'alpha', 'inflexion', 'carryover'] as const;

export function parseCurve(check: Check, fields: Record<string, unknown>, key: string): Curve {
  return {
    // A model with free signs can have a negative one; such a channel is left where it is.
    coefficient: check.number(fields['coefficient'], at(key, 'coefficient'), -Infinity),
    alpha: check.number(fields['alpha'], at(key, 'alpha'), 0),
    inflexion: check.number(fields['inflexion'], at(key, 'inflexion'), 0),
    carryover: check.number(fields['carryover'], at(key, 'carryover'), 0),
  };
}

/** Plausible models of a bare problem: each has a curve for every channel. */
export function parseModels(check: Check, value: unknown, names: readonly string[]): ProblemModel[] {
  const items = check.list(value, 'models', 'Write it as [ { "id": …, "curves": { … } } ].');
  if (Array.isArray(value) && items.length === 0) check.wrong('models', 'the list is empty', 'Give at least one model, or leave the key out.');
  const models = items.map((item, index) => parseModel(check, item, `models[${index}]`, names));
  for (const [index, { id }] of models.entries()) {
    if (models.findIndex((model) => model.id === id) < index) check.wrong(`models[${index}].id`, `"${id}" is already the id of a model`, 'Give every model its own id.');
  }
  if (models.length > 0 && models.every(({ weight }) => weight === 0)) check.wrong('models', 'all weights are 0', 'Give at least one model a weight above 0.');
  return models;
}

function parseModel(check: Check, value: unknown, key: string, names: readonly string[]): ProblemModel {
  const fields = check.object(value, key, ['id', 'weight', 'curves']);
  const id = check.text(fields['id'], at(key, 'id'), 'Give the model an id.');
  const weight = fields['weight'] === undefined ? {} : { weight: check.number(fields['weight'], at(key, 'weight'), 0) };
  const given = check.object(fields['curves'], at(key, 'curves'));
  for (const name of Object.keys(given).filter((own) => !names.includes(own))) {
    check.wrong(`${key}.curves.${name}`, `there is no channel of the name "${name}"`, suggestName(name, names));
  }
  const curves = Object.fromEntries(names.map((name): [string, Curve] => {
    const place = `${key}.curves.${name}`;
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    return [name, parseCurve(check, isFields(own) ? check.object(own, place, CURVE_KEYS) : check.object(own, place), place)];
  }));
  return { id, ...weight, curves };
}

export function parseObjective(check: Check, value: unknown, key: string): Objective {
  const kind = check.choice(isFields(value) ? value['kind'] : value, at(key, 'kind'), ['mean', 'worst', 'tail'] as const);
  if (kind !== 'tail') {
    if (isFields(value)) check.object(value, key, ['kind']);
    return { kind };
  }
  const fields = check.object(value, key, ['kind', 'share']);
  return { kind, share: check.part(fields['share'], at(key, 'share')) };
}
