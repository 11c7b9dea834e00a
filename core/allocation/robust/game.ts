import type { Risk } from './risk.ts';

/** The value of the game below, the weights that reach it and how the rows are mixed. */
export interface GameSolution {
  value: number;
  /** One per model, in the risk set. */
  weights: Float64Array;
  /** One per row, ≥ 0, Σ = 1. */
  mix: Float64Array;
}

/** Steps of the simplex method without progress before the rule that can't go round in circles is used. */
const PATIENCE = 20;
const EPSILON = 1e-11;

/**
 * The least, over weights w of the risk set, of the largest w·g over rows g: the value of a matrix game with bounded weights
 * (von Neumann 1928). As a linear programme in the mix λ of the rows, v and the prices μ ≥ 0 of the caps u:
 *
 *   max v − u·μ   so that   v − μₘ − Σₖ λₖ·gₖₘ ≤ 0 for each model,   Σ λ ≤ 1,   all ≥ 0
 *
 * Rows are moved and scaled into 1..2 so that v > 0 and all slacks are a first basis; w are the shadow prices of the models'
 * rows. Dense simplex method (Dantzig 1951), entering by the largest reduced cost, by the least index (Bland 1977) after
 * PATIENCE steps in place.
 * @param rows gains, each one per model; at least one
 */
export function solveGame(rows: readonly Float64Array[], { caps }: Risk): GameSolution {
  const models = caps.length;
  const [low, range] = rangeOf(rows);
  const capped = Array.from(caps.keys()).filter((m) => (caps[m] as number) < 1);
  const firstMix = 1 + capped.length;
  const firstSlack = firstMix + rows.length;
  const width = firstSlack + models + 2;
  const height = models + 1;
  const table = new Float64Array((height + 1) * width);
  for (let m = 0; m < models; m++) {
    table[m * width] = 1;
    rows.forEach((row, k) => { table[m * width + firstMix + k] = -(1 + ((row[m] as number) - low) / range); });
    table[m * width + firstSlack + m] = 1;
  }
  capped.forEach((m, i) => {
    table[m * width + 1 + i] = -1;
    table[height * width + 1 + i] = caps[m] as number;
  });
  rows.forEach((_, k) => { table[models * width + firstMix + k] = 1; });
  table[models * width + firstSlack + models] = 1;
  table[models * width + width - 1] = 1;
  table[height * width] = -1;
  const basis = Int32Array.from({ length: height }, (_, row) => firstSlack + row);
  pivotUntilBest(table, basis, width);

  const mix = new Float64Array(rows.length);
  basis.forEach((variable, row) => {
    const k = variable - firstMix;
    if (k >= 0 && k < rows.length) mix[k] = Math.max(0, table[row * width + width - 1] as number);
  });
  const weights = Float64Array.from({ length: models }, (_, m) => Math.max(0, table[height * width + firstSlack + m] as number));
  return { value: low + range * ((table[height * width + width - 1] as number) - 1), weights: toOne(weights), mix: toOne(mix) };
}

function rangeOf(rows: readonly Float64Array[]): [low: number, range: number] {
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    for (const value of row) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high > low ? high - low : 1];
}

/** @param table the rows, then the reduced costs; right-hand sides last in each. Changed, as is `basis`. */
function pivotUntilBest(table: Float64Array, basis: Int32Array, width: number): void {
  const height = basis.length;
  const most = 50 * (height + width);
  let still = 0;
  for (let step = 0; step < most; step++) {
    const column = entering(table, height, width, still > PATIENCE);
    if (column < 0) return;
    const row = leaving(table, basis, width, column);
    if (row < 0) return;
    still = (table[row * width + width - 1] as number) > EPSILON ? 0 : still + 1;
    pivot(table, height, width, row, column);
    basis[row] = column;
  }
}

function entering(table: Float64Array, height: number, width: number, first: boolean): number {
  let column = -1;
  let least = -EPSILON;
  for (let j = 0; j < width - 1; j++) {
    const cost = table[height * width + j] as number;
    if (cost >= least) continue;
    column = j;
    if (first) break;
    least = cost;
  }
  return column;
}

function leaving(table: Float64Array, basis: Int32Array, width: number, column: number): number {
  let row = -1;
  let least = Infinity;
  for (let i = 0; i < basis.length; i++) {
    const by = table[i * width + column] as number;
    if (by <= EPSILON) continue;
    const ratio = (table[i * width + width - 1] as number) / by;
    if (ratio < least || (ratio === least && (basis[i] as number) < (basis[row] as number))) [row, least] = [i, ratio];
  }
  return row;
}

function pivot(table: Float64Array, height: number, width: number, row: number, column: number): void {
  const by = table[row * width + column] as number;
  for (let j = 0; j < width; j++) table[row * width + j] = (table[row * width + j] as number) / by;
  for (let i = 0; i <= height; i++) {
    const factor = table[i * width + column] as number;
    if (i === row || factor === 0) continue;
    for (let j = 0; j < width; j++) table[i * width + j] = (table[i * width + j] as number) - factor * (table[row * width + j] as number);
  }
}

/** Takes up what rounding left. */
function toOne(values: Float64Array): Float64Array {
  const sum = values.reduce((a, b) => a + b, 0);
  return values.map((value) => value / sum);
}
