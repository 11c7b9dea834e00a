import { adstockWeights } from './adstock.ts';
import type { CandidateParameters } from './evaluation.ts';
import { createFit, fitCandidate } from './fit.ts';
import type { Fit } from './fit.ts';
import { immediateAndCarryover } from './parts.ts';
import { paramsToVector } from './params.ts';
import type { PreparedData } from './prepared.ts';
import { settle } from './settle.ts';

/** One model over the window, for its page. Arrays have one value per row of the window (n) unless said. */
export interface ModelSeries {
  /** Days since 1970-01-01. */
  dates: Int32Array;
  actual: Float64Array;
  fitted: Float64Array;
  /** actual − fitted */
  residuals: Float64Array;
  /** `(intercept)`, then every group of terms; they add up to `fitted`. */
  contributions: { group: string; values: Float64Array }[];
  media: MediaSeries[];
  /** First row and the row after the last, 0-based in the window; null without rows. */
  ranges: { train: RowRange; validation: RowRange | null; test: RowRange | null };
}

export interface MediaSeries {
  name: string;
  kind: 'paid' | 'organic';
  /** Parts of the response; they add up to the medium's contribution. */
  immediate: Float64Array;
  carryover: Float64Array;
  /** Adstocked series a, in the medium's units. */
  adstocked: Float64Array;
  /** Weight of lag k at k, up to the last one that is 0.1 % of the largest or more. */
  weights: Float64Array;
}

export type RowRange = [from: number, to: number];

/** MixwrightError as `paramsToVector`. */
export function modelSeries(data: PreparedData, params: CandidateParameters): ModelSeries {
  const vector = paramsToVector(data.space, params);
  const prepared = settle(data, vector);
  const fit = createFit(prepared);
  fitCandidate(fit, vector);
  const { rows, windowStart, windowRows: n } = prepared;
  const actual = prepared.response.slice(windowStart, windowStart + n);
  const { train, validation, test } = fit.split;
  return {
    dates: prepared.dates.slice(windowStart, windowStart + n),
    actual,
    fitted: actual.map((value, t) => value - (fit.residuals[t] as number)),
    residuals: fit.residuals.slice(),
    contributions: contributionSeries(fit),
    media: prepared.media.map((medium, i): MediaSeries => {
      const { immediate, carryover } = immediateAndCarryover(fit, i, vector);
      const first = vector[medium.first] as number;
      const second = vector[medium.second] as number;
      return {
        name: medium.name, kind: medium.kind, immediate, carryover,
        adstocked: fit.adstocked.slice(i * rows + windowStart, i * rows + windowStart + n),
        weights: trimmed(adstockWeights({ kind: medium.adstock, first, second }, rows)),
      };
    }),
    ranges: {
      train: [0, train],
      validation: validation > 0 ? [train, train + validation] : null,
      test: test > 0 ? [train + validation, n] : null,
    },
  };
}

function contributionSeries({ prepared, ridge, design, shifts }: Fit): ModelSeries['contributions'] {
  const n = prepared.windowRows;
  const groups = new Map<string, Float64Array>([['(intercept)', new Float64Array(n).fill(ridge.intercept)]]);
  prepared.terms.forEach(({ group }, j) => {
    const values = groups.get(group) ?? new Float64Array(n);
    const coefficient = ridge.coefficients[j] as number;
    for (let t = 0; t < n; t++) {
      values[t] = (values[t] as number) + coefficient * ((design[(1 + j) * n + t] as number) + (shifts[1 + j] as number));
    }
    groups.set(group, values);
  });
  return Array.from(groups, ([group, values]) => ({ group, values }));
}

/** A chart does not show weights under this share of the largest. */
const VISIBLE = 1e-3;

function trimmed(weights: Float64Array): Float64Array {
  const largest = weights.reduce((a, b) => Math.max(a, b), 0);
  return weights.slice(0, weights.findLastIndex((weight) => weight >= VISIBLE * largest) + 1);
}
