import type { AdstockKind } from '../spec/spec.ts';
import { convolve, createWeibullWorkspace, lagZeroWeight, weibullWeights } from './weibull.ts';
import type { WeibullWorkspace } from './weibull.ts';

/**
 * Adstock: how a period's media goes on working in later periods. Sources: geometric decay of Broadbent (1979);
 * Weibull forms as DESIGN reference definition (Robyn 3.12.1). `rows` (L) is always the length of the series as
 * given: the Weibull scale is a share of it.
 */
export interface AdstockParameters {
  kind: AdstockKind;
  /** theta in 0..1, or the Weibull shape ≥ 0. */
  first: number;
  /** Weibull scale, 0..1; unused for geometric. */
  second: number;
}

export interface Adstocked {
  /** a, as long as x. */
  total: Float64Array;
  /** Part that works in its own period: x, or (weight of lag 0)·x for Weibull PDF. */
  immediate: Float64Array;
  /** a − immediate. */
  carryover: Float64Array;
  /** Σa / Σx; NaN when x is all zero. */
  inflation: number;
}

/** a, its parts and its inflation, for x ≥ 0 of any length. The readable form: it allocates. */
export function adstock(x: Float64Array, parameters: AdstockParameters): Adstocked {
  const rows = x.length;
  const workspace = createWeibullWorkspace(rows);
  const total = new Float64Array(rows);
  const lagZero = adstockInto(x, 0, rows, rows, parameters.kind, parameters.first, parameters.second, workspace, total, 0);
  const immediate = x.map((value) => lagZero * value);
  const carryover = total.map((value, t) => Math.max(0, value - (immediate[t] as number)));
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  return { total, immediate, carryover, inflation: sum(total) / sum(x) };
}

/** Weight of lags 0..rows − 1: what one unit spent now adds to a, that many periods later. For charts. */
export function adstockWeights(parameters: AdstockParameters, rows: number): Float64Array {
  const impulse = new Float64Array(rows);
  impulse[0] = 1;
  return adstock(impulse, parameters).total;
}

/**
 * Adstock of the series x[offset .. offset + rows − 1] into out[outOffset .. outOffset + end − 1], end ≤ rows (what
 * comes after the last row that is needed may be left out). Returns the weight of lag 0 in the immediate part.
 * @param workspace changed; made for at least `rows` rows
 * @param out changed
 */
export function adstockInto(x: Float64Array, offset: number, rows: number, end: number, kind: AdstockKind, first: number,
  second: number, workspace: WeibullWorkspace, out: Float64Array, outOffset: number): number {
  if (kind === 'geometric') {
    geometricInto(x, offset, end, first, out, outOffset);
    return 1;
  }
  if (first === 0 || second === 0) {
    for (let t = 0; t < end; t++) out[outOffset + t] = x[offset + t] as number;
    return 1;
  }
  const lags = weibullWeights(kind, first, second, rows, workspace);
  convolve(x, offset, end, workspace, lags, out, outOffset);
  return kind === 'weibull_pdf' ? lagZeroWeight(workspace) : 1;
}

/** aₜ = xₜ + θ·aₜ₋₁ (Broadbent 1979). */
function geometricInto(x: Float64Array, offset: number, end: number, theta: number, out: Float64Array, outOffset: number): void {
  let carried = 0;
  for (let t = 0; t < end; t++) {
    carried = (x[offset + t] as number) + theta * carried;
    out[outOffset + t] = carried;
  }
}
