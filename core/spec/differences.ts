import type { Spec } from './spec.ts';

/** Stands for a key that a project file does not have. */
export const ABSENT = '–';

export interface SpecDifference {
  /** `window.from`, `channels.tv.spend`, `hyperparameters.tv.theta`. */
  key: string;
  /** One per project file, as text. */
  values: string[];
}

/** What differs between project files, key by key in the order of the format; the project's name is not compared. */
export function compareSpecs(specs: readonly Spec[]): SpecDifference[] {
  const flat = specs.map((spec) => leavesOf(spec));
  const keys = [...new Set(flat.flatMap((leaves) => [...leaves.keys()]))];
  return keys.map((key) => ({ key, values: flat.map((leaves) => leaves.get(key) ?? ABSENT) }))
    .filter(({ key, values }) => key !== 'name' && new Set(values).size > 1);
}

/** What differs between two project files. */
export function diffSpecs(a: Spec, b: Spec): { key: string; a: string; b: string }[] {
  return compareSpecs([a, b]).map(({ key, values }) => ({ key, a: values[0] ?? ABSENT, b: values[1] ?? ABSENT }));
}

function leavesOf(spec: Spec): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
      for (const [i, item] of value.entries()) walk(item, `${path}.${nameOf(item) ?? i + 1}`);
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, item] of Object.entries(value)) walk(item, path === '' ? key : `${path}.${key}`);
    } else if (value !== undefined && !(Array.isArray(value) && value.length === 0)) {
      leaves.set(path, textOf(value));
    }
  };
  walk(spec, '');
  return leaves;
}

/** Channels go by their name, context by its column: their order does not count as a difference. */
function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  const { name, column } = item as { name?: unknown; column?: unknown };
  if (typeof name === 'string') return name;
  return typeof column === 'string' ? column : null;
}

function textOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.every((item) => typeof item === 'number') && value.length === 2 ? value.join(' to ') : value.join(', ');
}
