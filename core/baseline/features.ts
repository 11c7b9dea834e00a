import type { Spacing } from '../data/table.ts';
import { holidayRows } from './holidays.ts';
import type { ProphetFeature } from './prophet.ts';

/** A text column whose levels shift the response. */
export interface Factor {
  name: string;
  /** One level per row. */
  levels: readonly string[];
  /** The level without an effect; the most frequent one when absent. */
  reference?: string;
}

/** Period in days and number of harmonics: yearly and weekly are Prophet's, monthly the reference's. */
const WAVES = {
  season: { period: 365.25, order: 10 },
  weekday: { period: 7, order: 3 },
  monthly: { period: 30.5, order: 5 },
} as const;

export type WaveTerm = keyof typeof WAVES;

/** Sine and cosine of each harmonic, days counted from 1970-01-01 (Taylor & Letham 2018, section 3.2). */
export function waveFeatures(term: WaveTerm, dates: Int32Array): ProphetFeature[] {
  const { period, order } = WAVES[term];
  return Array.from({ length: order }, (_, i) => 2 * Math.PI * (i + 1) / period).flatMap((frequency) =>
    [Math.sin, Math.cos].map((wave) => ({ component: term, values: Float64Array.from(dates, (date) => wave(frequency * date)) })));
}

/** One indicator per holiday that falls into the table. */
export function holidayFeatures(country: string, dates: Int32Array, spacing: Spacing): ProphetFeature[] {
  return holidayRows(country, dates, spacing).map(({ rows }) => {
    const values = new Float64Array(dates.length);
    for (const row of rows) values[row] = 1;
    return { component: 'holiday', values };
  });
}

/**
 * One indicator per level but the reference level, in order of first appearance, so that the trend is the level of the
 * response at the reference. (The reference implementation keeps all levels: the fit is the same, but how much of its
 * level goes to the trend is then left to the priors.)
 */
export function factorFeatures(factor: Factor): ProphetFeature[] {
  const reference = factor.reference ?? mostFrequent(factor.levels);
  return [...new Set(factor.levels)].filter((level) => level !== reference).map((level) => ({
    component: factorComponent(factor), values: Float64Array.from(factor.levels, (value) => (value === level ? 1 : 0)),
  }));
}

/** The first of them on a tie. */
function mostFrequent(levels: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}

/** Cannot clash with a baseline term, whatever the column is called. */
export function factorComponent(factor: Factor): string {
  return `factor ${factor.name}`;
}
