import type { RowRange } from '../spec/fold-plan.ts';
import type { PreparedData } from './prepared.ts';

/**
 * What a fit needs that depends on the training rows alone, not on the media: moments of the baseline and context
 * columns ("fixed" terms, the first q) and of the response. Kept per set of rows, so each costs O(m·q²) once.
 */
export interface TrainingStatistics {
  /** m */
  rows: number;
  /** Means over the training rows, of the columns as they are. */
  means: Float64Array;
  /** q × q, centred on the training means. */
  products: Float64Array;
  responseProducts: Float64Array;
  responseMean: number;
  responseSquares: number;
  /** Bounds of the fixed terms' coefficients. */
  lower: Float64Array;
  upper: Float64Array;
}

/** Terms before the first medium: baseline and context. */
export function fixedTerms(prepared: PreparedData): number {
  return prepared.terms.length - prepared.media.length;
}

/** Of them the first: those of the baseline. */
export function baselineTerms(prepared: PreparedData): number {
  return prepared.terms.filter(({ kind }) => kind === 'baseline').length;
}

/** Bounds by sign; baseline terms 0..1, a trend with a negative training sum −1..0 (DESIGN, Robyn 3.12.1). */
export function termBounds(prepared: PreparedData, term: number, trainingSum: number): [lower: number, upper: number] {
  const { kind, sign, name } = prepared.terms[term] ?? { kind: 'context', sign: 'free', name: '' };
  if (kind === 'baseline') return name === 'trend' && trainingSum < 0 ? [-1, 0] : [0, 1];
  return [sign === 'positive' ? 0 : -Infinity, sign === 'negative' ? 0 : Infinity];
}

/** Column of fixed term j over the window, with the baseline of index `variant` into `validation.baselines` (−1: `columns`). */
export function fixedColumn(prepared: PreparedData, term: number, variant: number): Float64Array {
  const { rows, windowStart, windowRows } = prepared;
  const baseline = prepared.terms[term]?.kind === 'baseline' ? prepared.validation.baselines[variant] : undefined;
  return (baseline ?? prepared.columns).subarray(term * rows + windowStart, term * rows + windowStart + windowRows);
}

/** @param ranges training rows of the window */
export function trainingStatistics(prepared: PreparedData, ranges: readonly RowRange[], variant: number): TrainingStatistics {
  const { windowStart, windowRows } = prepared;
  const q = fixedTerms(prepared);
  const columns = Array.from({ length: q }, (_, j) => gathered(fixedColumn(prepared, j, variant), ranges));
  const response = gathered(prepared.response.subarray(windowStart, windowStart + windowRows), ranges);
  const centredResponse = centred(response);
  const centredColumns = columns.map(centred);
  const bounds = columns.map((column, j) => termBounds(prepared, j, column.reduce((a, b) => a + b, 0)));
  return {
    rows: response.length,
    means: Float64Array.from(columns, mean),
    products: Float64Array.from({ length: q * q }, (_, i) => dot(centredColumns[Math.floor(i / q)], centredColumns[i % q])),
    responseProducts: Float64Array.from(centredColumns, (column) => dot(column, centredResponse)),
    responseMean: mean(response),
    responseSquares: dot(centredResponse, centredResponse),
    lower: Float64Array.from(bounds, ([lower]) => lower),
    upper: Float64Array.from(bounds, ([, upper]) => upper),
  };
}

/** max − min; 0 without rows. */
export function range(values: Float64Array): number {
  if (values.length === 0) return 0;
  return values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
}

/** Σ (y − its mean)² */
export function squares(values: Float64Array): number {
  const deviations = centred(values);
  return dot(deviations, deviations);
}

export function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}

function gathered(values: Float64Array, ranges: readonly RowRange[]): Float64Array {
  const [only] = ranges;
  if (ranges.length === 1 && only !== undefined) return values.subarray(only[0], only[1]);
  return Float64Array.from(ranges.flatMap(([from, to]) => [...values.subarray(from, to)]));
}

function centred(values: Float64Array): Float64Array {
  const middle = mean(values);
  return values.map((value) => value - middle);
}

function dot(a: Float64Array | undefined, b: Float64Array | undefined): number {
  if (a === undefined || b === undefined) return 0;
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += (a[t] as number) * (b[t] as number);
  return sum;
}
