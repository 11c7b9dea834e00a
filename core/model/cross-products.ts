/**
 * Inner products of the rows of a flat matrix, the part of an evaluation with the most arithmetic. Eight sums at
 * once (2 rows against 4) keep the processor's adders busy and read each number for eight uses.
 */

/**
 * out[i·size + j] = Σ_{from ≤ t < to} X[i][t]·X[j][t] for rows i in first..size − 1 and every j ≤ i. Entries with j > i
 * may be written too, with their right values.
 * @param x size × stride, row-major
 * @param out size × size, changed
 */
export function crossProducts(
  x: Float64Array, size: number, stride: number, from: number, to: number, first: number, out: Float64Array,
): void {
  let i = first;
  for (; i + 1 < size; i += 2) {
    let j = 0;
    for (; j <= i + 1 && j + 3 < size; j += 4) tile(x, size, stride, from, to, i, j, out);
    for (; j <= i + 1; j++) {
      out[i * size + j] = dot(x, i * stride, x, j * stride, from, to);
      out[(i + 1) * size + j] = dot(x, (i + 1) * stride, x, j * stride, from, to);
    }
  }
  if (i < size) for (let j = 0; j <= i; j++) out[i * size + j] = dot(x, i * stride, x, j * stride, from, to);
}

function tile(x: Float64Array, size: number, stride: number, from: number, to: number, i: number, j: number, out: Float64Array): void {
  const i0 = i * stride;
  const i1 = i0 + stride;
  const j0 = j * stride;
  const j1 = j0 + stride;
  const j2 = j1 + stride;
  const j3 = j2 + stride;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  for (let t = from; t < to; t++) {
    const a0 = x[i0 + t] as number;
    const a1 = x[i1 + t] as number;
    const b0 = x[j0 + t] as number;
    const b1 = x[j1 + t] as number;
    const b2 = x[j2 + t] as number;
    const b3 = x[j3 + t] as number;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
  }
  const o0 = i * size + j;
  const o1 = o0 + size;
  out[o0] = s00;
  out[o0 + 1] = s01;
  out[o0 + 2] = s02;
  out[o0 + 3] = s03;
  out[o1] = s10;
  out[o1 + 1] = s11;
  out[o1 + 2] = s12;
  out[o1 + 3] = s13;
}

/** Σ_{from ≤ t < to} x[i + t]·y[j + t] */
export function dot(x: Float64Array, i: number, y: Float64Array, j: number, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += (x[i + t] as number) * (y[j + t] as number);
  return sum;
}

/**
 * y[t] −= Σⱼ weights[j]·X[rows[j]][t] for from ≤ t < to, four rows at a time.
 * @param y changed
 */
export function subtractRows(
  y: Float64Array, x: Float64Array, stride: number, from: number, to: number, rows: Int32Array, weights: Float64Array, used: number,
): void {
  let j = 0;
  for (; j + 3 < used; j += 4) {
    const r0 = (rows[j] as number) * stride;
    const r1 = (rows[j + 1] as number) * stride;
    const r2 = (rows[j + 2] as number) * stride;
    const r3 = (rows[j + 3] as number) * stride;
    const w0 = weights[j] as number;
    const w1 = weights[j + 1] as number;
    const w2 = weights[j + 2] as number;
    const w3 = weights[j + 3] as number;
    for (let t = from; t < to; t++) {
      y[t] = (y[t] as number) - (w0 * (x[r0 + t] as number) + w1 * (x[r1 + t] as number)
        + (w2 * (x[r2 + t] as number) + w3 * (x[r3 + t] as number)));
    }
  }
  for (; j < used; j++) {
    const r = (rows[j] as number) * stride;
    const w = weights[j] as number;
    for (let t = from; t < to; t++) y[t] = (y[t] as number) - w * (x[r + t] as number);
  }
}
