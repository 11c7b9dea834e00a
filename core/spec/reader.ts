import { daysFromIso } from '../data/calendar.ts';
import { nearestName } from '../data/nearest.ts';
import type { Problem } from '../errors.ts';
import type { Limits } from './defaults.ts';
import type { Range } from './spec.ts';

/** An object of the file and the path of its key. */
export interface Node { record: Readonly<Record<string, unknown>>; path: string }

/**
 * Reads values out of a parsed file and collects every problem on the way. A value that is wrong is reported
 * and replaced by the fallback, so that reading goes on and all faults are told at once.
 */
export class Reader {
  readonly problems: Problem[] = [];

  report(code: string, key: string, message: string, mend: string, severity: Problem['severity'] = 'error'): void {
    this.problems.push({ code, severity, key, message, mend });
  }

  /** The object at a path; keys that are not known are errors. Null when it is something else. */
  object(value: unknown, path: string, known: readonly string[] | null): Node | null {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.report('SPEC_WRONG_TYPE', path, `Expected an object, got ${show(value)}.`, 'Write { … }.');
      return null;
    }
    const record = value as Record<string, unknown>;
    for (const key of known === null ? [] : Object.keys(record)) {
      if (known?.includes(key)) continue;
      const nearest = nearestName(key, known ?? []);
      this.report('SPEC_UNKNOWN_KEY', join(path, key), `"${key}" is not a key of ${path === '' ? 'the project file' : `"${path}"`}.`,
        nearest === null ? `Known keys: ${known?.join(', ')}.` : `Did you mean "${nearest}"? Known keys: ${known?.join(', ')}.`);
    }
    return { record, path };
  }

  list(node: Node, key: string): unknown[] {
    const value = node.record[key];
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.report('SPEC_WRONG_TYPE', join(node.path, key), `Expected a list, got ${show(value)}.`, 'Write [ … ].');
    return [];
  }

  /** Text that is not blank; required when no fallback is given. */
  text(node: Node, key: string, fallback?: string): string {
    const value = node.record[key];
    const path = join(node.path, key);
    if (value === undefined && fallback !== undefined) return fallback;
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (value === undefined) this.report('SPEC_MISSING_KEY', path, 'This key is required and missing.', `Add "${key}".`);
    else if (value === '') this.report('SPEC_WRONG_TYPE', path, 'Nothing is given here.', 'Choose or write what belongs here.');
    else this.report('SPEC_WRONG_TYPE', path, `Expected text, got ${show(value)}.`, 'Write text in double quotes.');
    return fallback ?? '';
  }

  optionalText(node: Node, key: string): string | undefined {
    return node.record[key] === undefined ? undefined : this.text(node, key);
  }

  choice<T extends string>(value: unknown, path: string, options: readonly T[], fallback: T): T {
    if (value === undefined) return fallback;
    const found = options.find((option) => option === value);
    if (found !== undefined) return found;
    const nearest = typeof value === 'string' ? nearestName(value, options) : null;
    this.report('SPEC_UNKNOWN_VALUE', path, `Expected ${options.map((option) => `"${option}"`).join(' or ')}, got ${show(value)}.`,
      nearest === null ? `Write one of them.` : `Did you mean "${nearest}"?`);
    return fallback;
  }

  number(value: unknown, path: string, limits: Limits, fallback: number): number {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      this.report('SPEC_WRONG_TYPE', path, `Expected a number, got ${show(value)}.`, `Write a number ${describeLimits(limits)}.`);
      return fallback;
    }
    if (within(value, limits)) return value;
    this.report('SPEC_OUT_OF_LIMITS', path, `Expected a number ${describeLimits(limits)}, got ${value}.`, 'Choose a value within these limits.');
    return fallback;
  }

  whole(node: Node, key: string, least: number, fallback: number): number {
    const value = node.record[key];
    const path = join(node.path, key);
    if (value === undefined) return fallback;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
    this.report('SPEC_OUT_OF_LIMITS', path, `Expected a whole number of at least ${least}, got ${show(value)}.`, `Write ${fallback}, for instance.`);
    return fallback;
  }

  flag(node: Node, key: string, fallback: boolean): boolean {
    const value = node.record[key];
    if (value === undefined || typeof value === 'boolean') return value ?? fallback;
    this.report('SPEC_WRONG_TYPE', join(node.path, key), `Expected true or false, got ${show(value)}.`, `Write ${fallback}, for instance.`);
    return fallback;
  }

  /** `[lower, upper]` within the limits, or a number that fixes the value. */
  range(value: unknown, path: string, limits: Limits, fallback: Range): Range {
    if (typeof value === 'number') return within(value, limits) ? value : this.#outOfLimits(path, [value], limits, fallback);
    if (!Array.isArray(value) || value.length !== 2 || !value.every((end) => typeof end === 'number' && Number.isFinite(end))) {
      this.report('SPEC_WRONG_TYPE', path, `Expected two numbers [lower, upper] or one number, got ${show(value)}.`,
        `Write a range ${describeLimits(limits)}, for instance ${JSON.stringify(fallback)}.`);
      return fallback;
    }
    const [lower, upper] = value as [number, number];
    if (lower > upper) {
      this.report('SPEC_RANGE_UPSIDE_DOWN', path, `The range is upside down: got [${lower}, ${upper}].`, `Write [${upper}, ${lower}].`);
      return fallback;
    }
    const outside = [lower, upper].filter((end) => !within(end, limits));
    return outside.length > 0 ? this.#outOfLimits(path, outside, limits, fallback) : [lower, upper];
  }

  #outOfLimits(path: string, values: readonly number[], limits: Limits, fallback: Range): Range {
    this.report('SPEC_OUT_OF_LIMITS', path, `Expected values ${describeLimits(limits)}, got ${values.join(' and ')}.`,
      `Write ${JSON.stringify(fallback)}, for instance.`);
    return fallback;
  }

  /** An ISO date; the text as it is, '' when it is none. */
  date(node: Node, key: string): string {
    const value = node.record[key];
    if (value === undefined) return this.text(node, key);
    if (typeof value === 'string' && daysFromIso(value) !== null) return value;
    this.report('SPEC_BAD_DATE', join(node.path, key), `Expected a date, got ${show(value)}.`, 'Write the date as "2024-01-31".');
    return '';
  }

  /** `from` and `to`, both inclusive; null when either is wrong or they are backwards. */
  period(node: Node): { from: string; to: string } | null {
    const from = this.date(node, 'from');
    const to = this.date(node, 'to');
    if (from === '' || to === '') return null;
    if (from <= to) return { from, to };
    this.report('SPEC_DATES_BACKWARDS', join(node.path, 'to'), `It ends (${to}) before it begins (${from}).`, 'Swap "from" and "to".');
    return null;
  }
}

export function join(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function within(value: number, { min, above, max, below }: Limits): boolean {
  return !Number.isNaN(value) && (min === undefined || value >= min) && (above === undefined || value > above)
    && (max === undefined || value <= max) && (below === undefined || value < below);
}

/** `from 0 to 1`, `above 0`, `of at least 0 and under 1`. */
function describeLimits({ min, above, max, below }: Limits): string {
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}`;
  const low = min === undefined ? above === undefined ? [] : [`above ${above}`] : [`of at least ${min}`];
  const high = max === undefined ? below === undefined ? [] : [`under ${below}`] : [`of at most ${max}`];
  return [...low, ...high].join(' and ');
}

export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
