/** Which method searches, with which settings, and when it ends early. */
import { nearestName } from '../data/nearest.ts';
import { DEFAULT_PLATEAU } from './defaults.ts';
import { DEFAULT_METHOD, METHOD_FACTS, METHODS, type MethodSetting, type MethodSettings, type TuningMethod } from './methods.ts';
import { join, type Node, type Reader } from './reader.ts';
import type { StopSpec } from './spec.ts';

export function readMethod(reader: Reader, value: unknown): TuningMethod {
  if (value === undefined) return DEFAULT_METHOD;
  const found = METHODS.find((method) => method === value);
  if (found === undefined) {
    const nearest = typeof value === 'string' ? nearestName(value, METHODS) : null;
    reader.report('SPEC_UNKNOWN_METHOD', 'tuning.method', `There is no tuning method ${JSON.stringify(value)}.`,
      `${nearest === null ? '' : `Did you mean "${nearest}"? `}There are: ${METHODS.join(', ')}.`);
  }
  return found ?? DEFAULT_METHOD;
}

/** Settings of the method; those left out are at their default. */
export function readSettings(reader: Reader, value: unknown, method: TuningMethod): MethodSettings {
  const { settings } = METHOD_FACTS[method];
  const node = value === undefined ? null : reader.object(value, 'tuning.settings', settings.map(({ key }) => key));
  if (node === null) return {};
  return Object.fromEntries(settings.flatMap((setting): [string, number | string][] =>
    node.record[setting.key] === undefined ? [] : [[setting.key, readSetting(reader, node, setting)]]));
}

function readSetting(reader: Reader, node: Node, setting: MethodSetting): number | string {
  const path = join(node.path, setting.key);
  const value = node.record[setting.key];
  if (setting.kind === 'choice') return reader.choice(value, path, setting.options.map((option) => option.value), setting.default);
  const { min, max } = setting;
  const number = reader.number(value, path, { min, max }, setting.default);
  if (setting.kind === 'number' || Number.isInteger(number)) return number;
  reader.report('SPEC_WRONG_TYPE', path, `Expected a whole number, got ${number}.`, `Write ${Math.round(number)}, for instance.`);
  return setting.default;
}

/** Whether the names are hyperparameters of the project is checked against its search space. */
export function readLevels(reader: Reader, value: unknown): Record<string, number> | null {
  const node = value === undefined ? null : reader.object(value, 'tuning.levels', null);
  if (node === null) return null;
  return Object.fromEntries(Object.keys(node.record).map((name) => [name, reader.whole(node, name, 1, 1)]));
}

export function readStop(reader: Reader, value: unknown): StopSpec | null {
  const path = 'tuning.stop';
  const node = value === undefined ? null : reader.object(value, path, ['seconds', 'target', 'plateau', 'convergence']);
  if (node === null) return null;
  const target = readTarget(reader, node.record['target']);
  const plateau = node.record['plateau'] === undefined ? null : reader.object(node.record['plateau'], `${path}.plateau`, ['iterations', 'gain']);
  const stop: StopSpec = {
    ...(node.record['seconds'] === undefined ? {} : { seconds: reader.number(node.record['seconds'], `${path}.seconds`, { above: 0 }, 60) }),
    ...(target === null ? {} : { target }),
    ...(plateau === null ? {} : {
      plateau: {
        iterations: reader.whole(plateau, 'iterations', 10, DEFAULT_PLATEAU.iterations),
        gain: reader.number(plateau.record['gain'] ?? DEFAULT_PLATEAU.gain, `${path}.plateau.gain`, { min: 0, below: 1 }, DEFAULT_PLATEAU.gain),
      },
    }),
    ...(node.record['convergence'] === undefined ? {} : { convergence: reader.flag(node, 'convergence', false) }),
  };
  return Object.keys(stop).length === 0 ? null : stop;
}

function readTarget(reader: Reader, value: unknown): NonNullable<StopSpec['target']> | null {
  const path = 'tuning.stop.target';
  const metrics = ['nrmse', 'decomp_rssd', 'mape'] as const;
  const node = value === undefined ? null : reader.object(value, path, metrics);
  if (node === null) return null;
  const given = metrics.filter((metric) => node.record[metric] !== undefined);
  if (given.length === 0) reader.report('SPEC_MISSING_KEY', path, 'The target names no objective.', 'Write { "nrmse": 0.05 }, for instance.');
  return Object.fromEntries(given.map((metric) => [metric, reader.number(node.record[metric], `${path}.${metric}`, { min: 0 }, 0)]));
}
