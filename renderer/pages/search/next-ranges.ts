import { levelsOf, positionOf } from '../../../core/report/search/candidates.ts';
import type { SearchParameter } from '../../../core/report/search/candidates.ts';
import { LARGEST_LAG } from '../../../core/spec/choices.ts';
import { LIMITS } from '../../../core/spec/defaults.ts';
import type { Limits } from '../../../core/spec/defaults.ts';
import type { AdstockKind, ChoicesSpec, Range, Spec } from '../../../core/spec/spec.ts';
import { placeOf, rangeOf } from '../run/widen-ranges.ts';

/** Ranges wished for the next run, narrower or wider than those of this one, and how they are written into the project file. */

export type Wish =
  | { kind: 'range'; lower: number; upper: number }
  /** At least one. */
  | { kind: 'options'; options: string[] };

/** Where the values of a parameter may lie at all. */
export function limitsOf(name: string): Limits {
  const key = name.slice(name.lastIndexOf('.') + 1);
  if (key === 'lag') return { min: 0, max: LARGEST_LAG };
  return Object.hasOwn(LIMITS, key) ? LIMITS[key as keyof typeof LIMITS] : {};
}

/** How far beyond the ends of a range one may drag, as a share of it. */
const BEYOND = 0.15;

/** What a picture over the range shows: with room to widen it, as far as that is allowed. */
export function viewOfRange(parameter: SearchParameter): { from: number; to: number } {
  const levels = levelsOf(parameter);
  if (parameter.choices !== undefined) return { from: 0, to: 1 };
  const { min = -Infinity, above = -Infinity, max = Infinity, below = Infinity } = limitsOf(parameter.name);
  const [least, most] = [Math.max(min, above), Math.min(max, below)];
  const room = levels > 0 ? 1 / levels : BEYOND;
  const at = (value: number, otherwise: number): number => (Number.isFinite(value) ? positionOf(parameter, value) : otherwise);
  // Places of whole numbers are their middles.
  const half = levels > 0 ? 0.5 / levels : 0;
  return { from: Math.min(0, Math.max(-room, at(least, -room) - half)), to: Math.max(1, Math.min(1 + room, at(most, 1 + room) + half)) };
}

/** Two ends as people would write them, in order and within what is allowed. An end that may not be reached is gone half the way to. */
export function fittedRange({ name, lower, upper, whole }: SearchParameter, ends: readonly [number, number]): Wish {
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const { min = -Infinity, above = -Infinity, max = Infinity, below = Infinity } = limitsOf(name);
  const rounded = (value: number): number => (whole === true ? Math.round(value) : Number(value.toPrecision(digitsFor(value, to - from))));
  const held = (value: number): number => {
    const low = value > above ? value : (Math.min(lower, upper) + above) / 2;
    return Math.min(Math.max(low < below ? low : (Math.max(lower, upper) + below) / 2, min), max);
  };
  return { kind: 'range', lower: rounded(held(from)), upper: rounded(held(to)) };
}

/** Three, and more where the range is narrow for its values. */
function digitsFor(value: number, width: number): number {
  if (value === 0 || width === 0) return 3;
  return Math.min(8, Math.max(3, Math.ceil(Math.log10(Math.abs(value) / width)) + 2));
}

/** What the project file searches by now; null: it knows no such parameter. */
export function rangeInFile(spec: Spec, name: string): Range | readonly string[] | null {
  if (name === 'train_size') return spec.train_size;
  const chosen = spec.choices?.[name];
  if (chosen !== undefined) return isLag(chosen) ? [...chosen] : (chosen as readonly string[]);
  return rangeOf(spec, name);
}

function isLag(choice: ChoicesSpec[string]): choice is [number, number] {
  return typeof choice[0] === 'number';
}

/** Writes the wishes into `spec`; returns the names of those whose parameter it still has. A range without width fixes the value. */
export function setRanges(spec: Spec, wishes: ReadonlyMap<string, Wish>): string[] {
  return [...wishes].flatMap(([name, wish]) => {
    if (rangeInFile(spec, name) === null) return [];
    if (wish.kind === 'options') setOptions(spec, name, wish.options);
    else setRange(spec, name, wish.lower, wish.upper);
    return [name];
  });
}

function setRange(spec: Spec, name: string, lower: number, upper: number): void {
  const range: Range = lower === upper ? lower : [lower, upper];
  const place = placeOf(spec, name);
  if (name === 'lambda' || name === 'train_size') spec[name] = range;
  else if (spec.choices !== undefined && Object.hasOwn(spec.choices, name)) spec.choices = { ...spec.choices, [name]: [lower, upper] };
  else if (place !== null) spec.hyperparameters[place.media] = { ...spec.hyperparameters[place.media], [place.key]: range };
}

/** Of one option there is nothing to choose: the file says it where it says it without a choice. */
function setOptions(spec: Spec, name: string, options: readonly string[]): void {
  if (options.length >= 2) {
    spec.choices = { ...spec.choices, [name]: [...options] as ChoicesSpec[string] };
    return;
  }
  const rest = Object.entries(spec.choices ?? {}).filter(([key]) => key !== name);
  if (rest.length > 0) spec.choices = Object.fromEntries(rest);
  else delete spec.choices;
  const [option] = options;
  const dot = name.lastIndexOf('.');
  const [subject, setting] = [name.slice(0, dot), name.slice(dot + 1)];
  const channel = spec.channels.find((one) => one.name === subject);
  const medium = channel ?? spec.organic.find((one) => one.name === subject);
  if (setting === 'adstock' && medium !== undefined) medium.adstock = option as AdstockKind;
  else if (setting === 'input' && option === 'spend' && channel !== undefined) delete channel.exposure;
  else if (setting === 'use' && option === 'off') leaveOut(spec, subject);
}

function leaveOut({ baseline }: Spec, term: string): void {
  if (baseline.source === 'prophet') baseline.terms = baseline.terms.filter((one) => one !== term);
  else if (baseline.source === 'columns') baseline.columns = Object.fromEntries(Object.entries(baseline.columns).filter(([key]) => key !== term));
}

/** In a word what a wish does to the range of the run. */
export function changeOf({ lower, upper, choices }: SearchParameter, wish: Wish): string {
  if (wish.kind === 'options') return wish.options.length === 1 ? 'fixed' : wish.options.length < (choices?.length ?? 0) ? 'narrower' : 'as it was';
  if (wish.lower === wish.upper) return 'fixed';
  const [less, more] = [wish.lower > lower || wish.upper < upper, wish.lower < lower || wish.upper > upper];
  return less && more ? 'shifted' : less ? 'narrower' : more ? 'wider' : 'as it was';
}
