import { isoFromDays, daysFromIso } from '../data/calendar.ts';
import { plural } from '../data/plural.ts';
import { MixwrightError } from '../errors.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import { adstockKinds, searchRanges } from '../spec/choices.ts';
import { boundsOf, MEDIA_PARAMETERS } from '../spec/defaults.ts';
import type { MediaParameter } from '../spec/defaults.ts';
import type { ChoicesSpec, LiftStudy, MediaRanges, Range, Spec } from '../spec/spec.ts';

/** `extend`: the window keeps its first day; `move`: it keeps its length. Both end with the table. */
export type RefreshMode = 'extend' | 'move';

/** The rows a model was made on. Days since 1970-01-01 of the first and the last, and how many. */
export interface RowWindow {
  from: number;
  to: number;
  rows: number;
}

export interface RefreshInput {
  /** The project file to be brought up to date: the earlier run's own. */
  spec: Spec;
  /** Where the search began: the project file of the first run, when the earlier model came from a refresh itself. */
  original: Spec;
  /** What the earlier model was made on. */
  former: RowWindow;
  /** The earlier model's. */
  params: CandidateParameters;
  evaluation: Pick<Evaluation, 'contribution'>;
  /** Where the model is from, for people: `run 3, model 2_17`. */
  model: string;
  /** Of the table as it is now: days, ascending. */
  dates: Int32Array;
  mode: RefreshMode;
  /** Part of a range's width that a value may move either way, above 0 up to 1; by the rule when absent. */
  freedom?: number | undefined;
}

export interface NarrowedRange {
  /** `tv.theta`, …, `lambda`, `train_size` */
  name: string;
  /** The earlier model's value. */
  chosen: number;
  before: [lower: number, upper: number];
  after: [lower: number, upper: number];
}

export interface RefreshPlan {
  spec: Spec;
  former: RowWindow;
  window: RowWindow;
  /** Rows of the window dated after the former one. */
  newPeriods: number;
  freedom: number;
  /** Free hyperparameters only. */
  ranges: NarrowedRange[];
  /** What was left out or could not be done, in words. */
  notes: string[];
}

/**
 * The project file of a refresh, after the reference (DESIGN reference definition, Robyn 3.12.1, "Refresh"): new range =
 * chosen value ± (original width) · freedom, clipped to the original; freedom = new periods / window length unless
 * set. Fixed values stay, and so do choices without an order (what holds a refresh near its model is the objective) and the ranges of
 * an adstock that the model did not choose. MixwrightError REFRESH_NO_NEW_ROWS, REFRESH_ALL_NEW, REFRESH_FREEDOM.
 */
export function refreshPlan(input: RefreshInput): RefreshPlan {
  const { spec, former } = input;
  const { window, newPeriods } = newWindow(input);
  const freedom = input.freedom ?? newPeriods / window.rows;
  if (!(freedom > 0 && freedom <= 1)) {
    throw problem('REFRESH_FREEDOM', `Expected a freedom above 0 and up to 1, got ${freedom}.`, 'Leave it out to take new periods / window length.', 'freedom');
  }
  const notes: string[] = [];
  const first = Math.max(former.from, input.dates[0] ?? former.from);
  if (input.mode === 'extend' && first > former.from) {
    notes.push(`The table now begins on ${isoFromDays(first)}, after the first day of the earlier window; the window begins there, too.`);
  }
  const { ranges, ...search } = narrowed(input, freedom, notes);
  if (!spec.tuning.decomp_rssd) {
    notes.push('The second objective, switched off before, is on: in a refresh it holds the effects near those of the earlier model.');
  }
  const calibration = spec.calibration.filter((study) => inside(study, window, notes));
  return {
    spec: {
      ...spec, ...search, calibration, tuning: { ...spec.tuning, decomp_rssd: true },
      window: { from: isoFromDays(window.from), to: isoFromDays(window.to) },
      refresh: { model: input.model, new_periods: newPeriods, shares: sharesOf(input.evaluation) },
    },
    former, window, newPeriods, freedom, ranges, notes,
  };
}

/** Contribution over the summed prediction by group of terms, `(intercept)` included; they add up to 1. All 0 when the prediction is. */
export function sharesOf({ contribution }: Pick<Evaluation, 'contribution'>): Record<string, number> {
  const total = Object.values(contribution).reduce((sum, value) => sum + value, 0);
  return Object.fromEntries(Object.entries(contribution).map(([group, value]) => [group, total === 0 ? 0 : value / total]));
}

function newWindow({ former, dates, mode }: RefreshInput): { window: RowWindow; newPeriods: number } {
  const last = dates.length - 1;
  const newPeriods = dates.length - 1 - dates.findLastIndex((date) => date <= former.to);
  if (newPeriods === 0) {
    throw problem('REFRESH_NO_NEW_ROWS', `The table has no row after ${isoFromDays(former.to)}, the last day the model has seen.`,
      'Replace the file by one with the new rows first, then refresh.');
  }
  const start = mode === 'extend' ? dates.findIndex((date) => date >= former.from) : Math.max(0, last - former.rows + 1);
  const rows = last - start + 1;
  if (newPeriods >= rows) {
    throw problem('REFRESH_ALL_NEW', `All ${plural(rows, 'row')} of the window would be new, so nothing ties it to the earlier model.`,
      mode === 'move' ? 'Extend the window, or start a run of its own.' : 'Give the table the older rows, too, or start a run of its own.');
  }
  return { window: { from: dates[start] as number, to: dates[last] as number, rows }, newPeriods };
}

/** What is to be searched; media and values the earlier model did not have keep their ranges. */
function narrowed(
  { spec, original, params }: RefreshInput, freedom: number, notes: string[],
): Pick<Spec, 'hyperparameters' | 'choices' | 'lambda' | 'train_size'> & { ranges: NarrowedRange[] } {
  const ranges: NarrowedRange[] = [];
  const unused = unusedRanges(spec, params);
  const narrow = (name: string, own: Range, first: Range | undefined): Range => {
    const chosen = params[name];
    if (typeof own === 'number' || chosen === undefined || unused.has(name)) return own;
    const [lower, upper] = boundsOf(first === undefined || typeof first === 'number' ? own : first);
    const reach = (upper - lower) * freedom;
    // A value that someone typed may lie outside its range.
    const middle = Math.min(Math.max(chosen, lower), upper);
    const after: [number, number] = [Math.max(lower, middle - reach), Math.min(upper, middle + reach)];
    ranges.push({ name, chosen, before: [lower, upper], after });
    return after;
  };
  const hyperparameters = Object.fromEntries([...spec.channels, ...spec.organic].map(({ name }): [string, MediaRanges] => {
    const own = mediaRanges(spec, name);
    const first = mediaRanges(original, name);
    if (!MEDIA_PARAMETERS.some((parameter) => params[`${name}.${parameter}`] !== undefined)) {
      notes.push(`The earlier model did not have ${name}; its ranges stay as they are.`);
    }
    return [name, Object.fromEntries(MEDIA_PARAMETERS.flatMap((parameter): [MediaParameter, Range][] => {
      const range = own[parameter];
      return range === undefined ? [] : [[parameter, narrow(`${name}.${parameter}`, range, first[parameter])]];
    }))];
  }));
  const choices = Object.fromEntries(Object.entries(spec.choices ?? {}).map(([name, own]): [string, ChoicesSpec[string]] => {
    if (!name.endsWith('.lag')) return [name, own];
    const [lower, upper] = boundsOf(narrow(name, own as [number, number], original.choices?.[name] as [number, number] | undefined));
    // Whole periods: to the next one outward, so that the range holds what the rule asks for.
    const whole: [number, number] = [Math.floor(lower), Math.ceil(upper)];
    const told = ranges.find((range) => range.name === name);
    if (told !== undefined) told.after = whole;
    return [name, whole];
  }));
  return {
    hyperparameters,
    ...(spec.choices === undefined ? {} : { choices }),
    lambda: narrow('lambda', spec.lambda, original.lambda),
    // Folds say which rows are trained on; there is nothing to search then.
    train_size: spec.tuning.validation.scheme === 'holdout' ? narrow('train_size', spec.train_size, original.train_size) : spec.train_size,
    ranges,
  };
}

/** Ranges of a medium; none when the project file does not have it. */
function mediaRanges(spec: Spec, name: string): MediaRanges {
  if (![...spec.channels, ...spec.organic].some((medium) => medium.name === name)) return {};
  return searchRanges(spec, name);
}

/** Ranges of an adstock that the earlier model did not choose: its values there mean nothing. */
function unusedRanges(spec: Spec, params: CandidateParameters): Set<string> {
  return new Set([...spec.channels, ...spec.organic].flatMap(({ name }) => {
    const kinds = adstockKinds(spec, name);
    const kind = kinds[params[`${name}.adstock`] ?? NaN];
    if (kinds.length < 2 || kind === undefined) return [];
    return kind === 'geometric' ? [`${name}.shape`, `${name}.scale`] : [`${name}.theta`];
  }));
}

/** A study that the moved window no longer holds says nothing about it. */
function inside({ channels, from, to }: LiftStudy, window: RowWindow, notes: string[]): boolean {
  const start = daysFromIso(from);
  if (start === null || start >= window.from) return true;
  notes.push(`The lift study of ${channels.join(', ')} from ${from} to ${to} begins before the new window and is left out.`);
  return false;
}

function problem(code: string, message: string, mend: string, key?: string): MixwrightError {
  return MixwrightError.ofProblems([{ code, severity: 'error', message, mend, ...(key === undefined ? {} : { key }) }]);
}
