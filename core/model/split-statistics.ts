import type { PreparedData } from './prepared.ts';
import { splitRows } from './split.ts';

/**
 * What a candidate's fit needs that depends on the split alone, not on the media: moments of the baseline and
 * context columns ("fixed" terms, the first q) and of the response. Kept per split, so each costs O(m·q²) once.
 */
export interface SplitStatistics {
  train: number;
  validation: number;
  test: number;
  /** Means over the training rows, of the columns as they are. */
  means: Float64Array;
  /** q × q, centred on the training means. */
  products: Float64Array;
  responseProducts: Float64Array;
  responseMean: number;
  responseSquares: number;
  /** max y − min y of train, validation, test rows; 0 without rows. */
  ranges: [number, number, number];
  /** Σ (y − its mean)² of the same. */
  squares: [number, number, number];
  /** Bounds of the fixed terms' coefficients. */
  lower: Float64Array;
  upper: Float64Array;
}

/** Terms before the first medium: baseline and context. */
export function fixedTerms(prepared: PreparedData): number {
  return prepared.terms.length - prepared.media.length;
}

/** Bounds by sign; baseline terms 0..1, a trend with a negative training sum −1..0 (DESIGN, Robyn 3.12.1). */
export function termBounds(prepared: PreparedData, term: number, trainingSum: number): [lower: number, upper: number] {
  const { kind, sign, name } = prepared.terms[term] ?? { kind: 'context', sign: 'free', name: '' };
  if (kind === 'baseline') return name === 'trend' && trainingSum < 0 ? [-1, 0] : [0, 1];
  return [sign === 'positive' ? 0 : -Infinity, sign === 'negative' ? 0 : Infinity];
}

export function splitStatistics(prepared: PreparedData, trainSize: number): SplitStatistics {
  const { rows, windowStart, windowRows } = prepared;
  const { train, validation, test } = splitRows(windowRows, trainSize);
  const q = fixedTerms(prepared);
  const columns = Array.from({ length: q }, (_, j) => prepared.columns.subarray(j * rows + windowStart, j * rows + windowStart + train));
  const window = prepared.response.subarray(windowStart, windowStart + windowRows);
  const response = window.subarray(0, train);
  const centredResponse = centred(response);
  const centredColumns = columns.map(centred);
  const bounds = columns.map((column, j) => termBounds(prepared, j, column.reduce((a, b) => a + b, 0)));
  const parts = [response, window.subarray(train, train + validation), window.subarray(train + validation)] as const;
  return {
    train,
    validation,
    test,
    means: Float64Array.from(columns, mean),
    products: Float64Array.from({ length: q * q }, (_, i) => dot(centredColumns[Math.floor(i / q)], centredColumns[i % q])),
    responseProducts: Float64Array.from(centredColumns, (column) => dot(column, centredResponse)),
    responseMean: mean(response),
    responseSquares: dot(centredResponse, centredResponse),
    ranges: [range(parts[0]), range(parts[1]), range(parts[2])],
    squares: [squares(parts[0]), squares(parts[1]), squares(parts[2])],
    lower: Float64Array.from(bounds, ([lower]) => lower),
    upper: Float64Array.from(bounds, ([, upper]) => upper),
  };
}

export function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
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

function squares(values: Float64Array): number {
  const deviations = centred(values);
  return dot(deviations, deviations);
}

function range(values: Float64Array): number {
  if (values.length === 0) return 0;
  return values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
}
