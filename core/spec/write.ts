import { SPEC_KEYS } from './parse.ts';
import type { Spec } from './spec.ts';

/** Keys of inner objects in the order of the format. */
const INNER_KEYS = ['source', 'terms', 'country', 'name', 'column', 'spend', 'kind', 'exposure', 'type', 'sign', 'adstock', 'reference',
  'channels', 'from', 'to', 'lift', 'confidence', 'scope', 'channel', 'points', 'response', 'method', 'settings', 'levels', 'stop', 'seconds', 'target', 'plateau', 'convergence', 'trials', 'iterations', 'seed',
  'validation', 'weights', 'decomp_rssd', 'zero_effect_penalty', 'lift_weights', 'ridge', 'baseline_net_of', 'scheme', 'folds', 'block', 'training', 'gap', 'features', 'test_periods',
  'theta', 'shape', 'scale', 'alpha', 'gamma', 'model', 'new_periods', 'shares'];

/** The project file as text: keys in the order of the format, short lists on one line. `parseSpec` reads it back as it was. */
export function writeSpec(spec: Spec): string {
  const entries = SPEC_KEYS.flatMap((key) => spec[key] === undefined ? [] : [`  ${JSON.stringify(key)}: ${write(spec[key], 1)}`]);
  return `{\n${entries.join(',\n')}\n}\n`;
}

const LINE = 110;

function write(value: unknown, depth: number): string {
  const line = flat(value);
  if (line.length <= LINE || typeof value !== 'object' || value === null) return line;
  const indent = '  '.repeat(depth + 1);
  const end = `\n${'  '.repeat(depth)}`;
  if (Array.isArray(value)) return `[\n${value.map((item) => indent + write(item, depth + 1)).join(',\n')}${end}]`;
  return `{\n${sorted(value).map(([key, item]) => `${indent}${JSON.stringify(key)}: ${write(item, depth + 1)}`).join(',\n')}${end}}`;
}

function flat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`;
  const entries = sorted(value).map(([key, item]) => `${JSON.stringify(key)}: ${flat(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function sorted(value: object): [string, unknown][] {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  // Names of channels keep their order; only keys of the format are sorted.
  return entries.every(([key]) => INNER_KEYS.includes(key)) ? entries.sort(([a], [b]) => INNER_KEYS.indexOf(a) - INNER_KEYS.indexOf(b)) : entries;
}
