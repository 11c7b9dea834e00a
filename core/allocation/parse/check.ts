import { daysFromIso } from '../../data/calendar.ts';
import { suggestName } from '../../data/nearest.ts';
import type { Problem } from '../../errors.ts';
import { MixwrightError } from '../../errors.ts';

export type Fields = Record<string, unknown>;

/** Collects what is wrong, so that all of it is told at once. */
export class Check {
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
      this.wrong(at(key, name), 'the key is not known', suggestName(name, known ?? []));
    }
    return value;
  }

  number(value: unknown, key: string, least: number): number {
    if (typeof value === 'number' && Number.isFinite(value) && value >= least) return value;
    this.wrong(key, `expected a number${least === 0 ? ' of 0 or more' : ''}, got ${shown(value)}`, 'Give a plain number.');
    return 0;
  }

  /** A number above 0. */
  positive(value: unknown, key: string, mend: string): number {
    const number = this.number(value, key, 0);
    if (value === 0) this.wrong(key, 'expected a number above 0, got 0', mend);
    return number;
  }

  whole(value: unknown, key: string, least: number, most: number): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    this.wrong(key, `expected a whole number ${most === Infinity ? `of ${least} or more` : `from ${least} to ${most}`}, got ${shown(value)}`, 'Give a whole number.');
    return least;
  }

  /** A number in (0, 1]. */
  part(value: unknown, key: string): number {
    if (typeof value === 'number' && value > 0 && value <= 1) return value;
    this.wrong(key, `expected a number above 0 and up to 1, got ${shown(value)}`, 'Give a share of 1: 0.2 is 20 %.');
    return 1;
  }

  flag(value: unknown, key: string): boolean {
    if (typeof value === 'boolean') return value;
    this.wrong(key, `expected true or false, got ${shown(value)}`, 'Write true or false, without quotes.');
    return false;
  }

  text(value: unknown, key: string, mend: string): string {
    if (typeof value === 'string' && value !== '') return value;
    this.wrong(key, `expected a name, got ${shown(value)}`, mend);
    return '';
  }

  /** One of some words. */
  choice<T extends string>(value: unknown, key: string, choices: readonly T[]): T {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const list = choices.map((choice) => `"${choice}"`);
    const mend = typeof value === 'string' ? suggestName(value, choices) : list.length === 2 ? 'Choose one of the two.' : 'Choose one of them.';
    this.wrong(key, `expected ${list.slice(0, -1).join(', ')} or ${list.at(-1) ?? ''}, got ${shown(value)}`, mend);
    return choices[0] as T;
  }

  /** Items of a list; empty, and told, where it is none. */
  list(value: unknown, key: string, mend: string): unknown[] {
    if (Array.isArray(value)) return value as unknown[];
    this.wrong(key, `expected a list, got ${shown(value)}`, mend);
    return [];
  }

  /** `[least, most]`. */
  pair(value: unknown, key: string, what: string, mend: string, keys = [`${key}[0]`, `${key}[1]`]): [number, number] {
    const pair = Array.isArray(value) ? (value as unknown[]) : [];
    if (pair.length !== 2) {
      this.wrong(key, `expected ${what}, got ${shown(value)}`, mend);
      return [0, 0];
    }
    const lower = this.number(pair[0], keys[0] ?? key, 0);
    const upper = this.number(pair[1], keys[1] ?? key, 0);
    this.ordered(lower, upper, key);
    return [lower, upper];
  }

  ordered(lower: number, upper: number, key: string): void {
    if (lower > upper) this.wrong(key, `the lower bound ${lower} is over the upper bound ${upper}`, 'Swap them.');
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

/** `key.name`, or the name alone at the top. */
export function at(key: string, name: string): string {
  return key === '' ? name : `${key}.${name}`;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value).slice(0, 60);
}
