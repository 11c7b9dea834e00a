/**
 * Lower Cholesky factor L of a covariance matrix that grows by rows: row i of L needs only row i of the matrix and the
 * rows of L before it. So adding a point costs O(n²), and a factor that grew is the same bits as one made at once, which
 * ml-matrix's decomposition is not. Rows lie `stride` apart in `values`.
 */
export interface Factor {
  readonly size: number;
  readonly stride: number;
  readonly values: Float64Array;
  /** Adds a row: `row` holds the n covariances with the points so far, then the point's own variance. */
  append(row: Float64Array): void;
  /** Keeps the first `size` rows. */
  truncate(size: number): void;
  /** Replaces the n values in `x` by L⁻¹x. */
  solveLower(x: Float64Array): void;
  /** Replaces the n values in `x` by L⁻ᵀx. */
  solveUpper(x: Float64Array): void;
}

/** Squared pivots are held above this share of the variance: two equal points must not end the search. */
const LEAST_PIVOT = 1e-12;

export function createFactor(capacity = 64): Factor {
  let stride = capacity;
  let values = new Float64Array(stride * stride);
  let size = 0;

  function grow(): void {
    const wider = stride * 2;
    const larger = new Float64Array(wider * wider);
    for (let i = 0; i < size; i++) larger.set(values.subarray(i * stride, i * stride + i + 1), i * wider);
    stride = wider;
    values = larger;
  }

  return {
    get size() {
      return size;
    },
    get stride() {
      return stride;
    },
    get values() {
      return values;
    },
    append(row) {
      if (size === stride) grow();
      const at = size * stride;
      for (let j = 0; j < size; j++) {
        values[at + j] = ((row[j] as number) - dot(values, at, values, j * stride, j)) / (values[j * stride + j] as number);
      }
      const variance = row[size] as number;
      const pivot = variance - dot(values, at, values, at, size);
      values[at + size] = Math.sqrt(Math.max(pivot, LEAST_PIVOT * variance));
      size++;
    },
    truncate(length) {
      size = Math.min(size, length);
    },
    solveLower(x) {
      for (let i = 0, at = 0; i < size; i++, at += stride) {
        x[i] = ((x[i] as number) - dot(values, at, x, 0, i)) / (values[at + i] as number);
      }
    },
    solveUpper(x) {
      for (let i = size - 1; i >= 0; i--) {
        const at = i * stride;
        const value = (x[i] as number) / (values[at + i] as number);
        x[i] = value;
        for (let j = 0; j < i; j++) x[j] = (x[j] as number) - value * (values[at + j] as number);
      }
    },
  };
}

/** Σ a[p + k]·b[q + k] over k < count; four sums, so that the additions need not wait for one another. */
function dot(a: Float64Array, p: number, b: Float64Array, q: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    s0 += (a[p + k] as number) * (b[q + k] as number);
    s1 += (a[p + k + 1] as number) * (b[q + k + 1] as number);
    s2 += (a[p + k + 2] as number) * (b[q + k + 2] as number);
    s3 += (a[p + k + 3] as number) * (b[q + k + 3] as number);
  }
  for (; k < count; k++) s0 += (a[p + k] as number) * (b[q + k] as number);
  return s0 + s1 + (s2 + s3);
}

/**
 * Inverse of the factored matrix, lower triangle, row-major n × n, into `out` (n² values, changed): with X = L⁻¹ it is XᵀX.
 * `scratch` holds n² values.
 */
export function inverseFrom(factor: Factor, out: Float64Array, scratch: Float64Array): void {
  const { size: n, stride, values } = factor;
  // Row i of X = (row i of the identity − Σ L[i,k]·row k of X) / L[i,i].
  for (let i = 0; i < n; i++) {
    const row = i * n;
    scratch.fill(0, row, row + n);
    scratch[row + i] = 1;
    for (let k = 0; k < i; k++) {
      const weight = values[i * stride + k] as number;
      const other = k * n;
      for (let j = 0; j <= k; j++) scratch[row + j] = (scratch[row + j] as number) - weight * (scratch[other + j] as number);
    }
    const pivot = values[i * stride + i] as number;
    for (let j = 0; j <= i; j++) scratch[row + j] = (scratch[row + j] as number) / pivot;
  }
  out.fill(0, 0, n * n);
  for (let k = 0; k < n; k++) {
    const other = k * n;
    for (let i = 0; i <= k; i++) {
      const weight = scratch[other + i] as number;
      const row = i * n;
      for (let j = 0; j <= i; j++) out[row + j] = (out[row + j] as number) + weight * (scratch[other + j] as number);
    }
  }
}
