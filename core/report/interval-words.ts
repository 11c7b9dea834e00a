import type { Covers, Interval, ModelIntervals } from '../uncertainty/interval.ts';
import { NOTHING } from './format.ts';

/** Intervals in words: on screens and in reports none is shown without what it covers. */

const COVERED: Readonly<Record<Covers, string>> = {
  'sampling': 'noise in the data, this model’s carry-over and saturation taken as given',
  'models': 'the choice among models that fit about equally well, the noise in the data left out',
  'sampling and models': 'noise in the data and the choice among models that fit about equally well',
  'search': 'the luck of the search, the noise in the data left out',
};

/** For subtitles of charts and headings of tables: `90 % interval, sampling`. */
export function intervalName({ level, covers }: Pick<ModelIntervals, 'level' | 'covers'>): string {
  return `${levelText(level)} interval, ${covers}`;
}

/** One sentence on what the intervals cover and how they were made. `spacing`: week, day, … */
export function intervalSentence({ level, covers, resamples, blockLength }: ModelIntervals, spacing: string): string {
  const made = covers === 'sampling' || covers === 'sampling and models'
    ? ` Made by refitting on ${resamples} resamples of the residuals in blocks of ${blockLength} ${spacing}${blockLength === 1 ? '' : 's'}, without the penalty, and stretched by the factor at which such intervals held the truth in 9 of 10 simulated advertisers.` : '';
  return `${intervalName({ level, covers })}: covers ${COVERED[covers]}.${made}`;
}

/** `1.20 to 2.31`; `over 1.20` without an upper end; a dash for none. */
export function intervalText(interval: Interval | null | undefined, format: (value: number) => string): string {
  if (interval === null || interval === undefined) return NOTHING;
  if (!Number.isFinite(interval.upper)) return `over ${format(interval.lower)}`;
  return `${format(interval.lower)} to ${format(interval.upper)}`;
}

/** The ends as cells of a table: what is not there, or without end, is empty. */
export function intervalCells(interval: Interval | null | undefined): [lower: number | null, upper: number | null] {
  return [finite(interval?.lower), finite(interval?.upper)];
}

/** The band of a channel's curve at a spend, straight between its points. */
export function bandAt(intervals: ModelIntervals | null, channel: string, spend: number): Interval | null {
  const band = intervals?.curves[channel];
  const next = band?.spend.findIndex((value) => value >= spend) ?? -1;
  if (band === undefined || next < 0) return null;
  const at = Math.max(1, next);
  const [from = NaN, to = NaN] = [band.spend[at - 1], band.spend[at]];
  const part = to === from ? 0 : (spend - from) / (to - from);
  const between = (values: readonly number[]): number => (values[at - 1] ?? NaN) + part * ((values[at] ?? NaN) - (values[at - 1] ?? NaN));
  return { lower: between(band.lower), upper: between(band.upper) };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function levelText(level: number): string {
  return `${Math.round(level * 100)} %`;
}
