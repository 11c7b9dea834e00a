import { CholeskyDecomposition, inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../../core/random/stream.ts';
import { createFactor, inverseFrom } from '../../../../core/tuning/gaussian-process/factor.ts';
import type { Factor } from '../../../../core/tuning/gaussian-process/factor.ts';

/** B·Bᵀ + I of a random B: condition number of some hundreds. */
function positive(size: number): Matrix {
  const stream = streamFor(1, size);
  const b = Matrix.from1DArray(size, size, Array.from({ length: size * size }, () => stream.normal()));
  return b.mmul(b.transpose()).add(Matrix.eye(size));
}

function factorOf(matrix: Matrix, capacity?: number): Factor {
  const factor = createFactor(capacity);
  for (let i = 0; i < matrix.rows; i++) factor.append(Float64Array.from(matrix.getRow(i)));
  return factor;
}

const rows = (factor: Factor): number[][] =>
  Array.from({ length: factor.size }, (_, i) => [...factor.values.subarray(i * factor.stride, i * factor.stride + i + 1)]);

// Sizes on both sides of the unrolled sums of four.
describe.each([1, 2, 5, 17])('Cholesky factor of size %d', (size) => {
  const matrix = positive(size);

  it('is that of ml-matrix', () => {
    const expected = new CholeskyDecomposition(matrix).lowerTriangularMatrix;
    // Rounding 1e-16 times the condition number.
    rows(factorOf(matrix)).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(expected.get(i, j), 10)));
  });

  it('is the same bits however it grew', () => {
    const grown = factorOf(matrix, 1);
    expect(rows(grown)).toEqual(rows(factorOf(matrix)));
    grown.truncate(Math.floor(size / 2));
    for (let i = grown.size; i < size; i++) grown.append(Float64Array.from(matrix.getRow(i)));
    expect(rows(grown)).toEqual(rows(factorOf(matrix)));
  });

  it('solves and inverts', () => {
    const factor = factorOf(matrix);
    const x = Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1));
    factor.solveLower(x);
    factor.solveUpper(x);
    const expected = inverse(matrix);
    const solution = expected.mmul(Matrix.columnVector(Array.from({ length: size }, (_, i) => Math.sin(i + 1)))).to1DArray();
    x.forEach((value, i) => expect(value).toBeCloseTo(solution[i] ?? NaN, 10));
    const out = new Float64Array(size * size);
    inverseFrom(factor, out, new Float64Array(size * size));
    for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) expect(out[i * size + j]).toBeCloseTo(expected.get(i, j), 10);
  });
});

it('lives through two equal points', () => {
  const factor = createFactor();
  factor.append(Float64Array.of(1));
  factor.append(Float64Array.of(1, 1));
  expect(rows(factor).flat().every(Number.isFinite)).toBe(true);
  expect(factor.values[factor.stride + 1]).toBeGreaterThan(0);
});
