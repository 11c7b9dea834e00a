import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../../core/random/stream.ts';
import { createSurface } from '../../../../core/tuning/rbf/surface.ts';
import type { Surface } from '../../../../core/tuning/rbf/surface.ts';

const draw = (count: number, dimension: number, seed: number): Float64Array[] => {
  const stream = streamFor(seed, 1);
  return Array.from({ length: count }, () => Float64Array.from({ length: dimension }, () => stream.uniform()));
};

const through = (points: readonly Float64Array[], ...values: ((x: Float64Array) => number)[]): Surface => {
  const surface = createSurface(points[0]?.length ?? 0);
  points.forEach((point) => surface.add(point));
  surface.fit(values.map((value) => Float64Array.from(points, value)));
  return surface;
};

const valueAt = (surface: Surface, point: Float64Array): number => {
  const out = new Float64Array(1);
  surface.read(point, out);
  return out[0] ?? Number.NaN;
};

const wave = (x: Float64Array): number => x.reduce((sum, value, j) => sum + Math.sin(3 * value + j), 0);

describe('surface of cubic radial basis functions', () => {
  it('is the natural cubic spline in one dimension', () => {
    // 0, 1, 0 at 0, ½, 1: the spline is 3x − 4x³ up to the middle, and 11/16 at ¼.
    const at = (x: number): Float64Array => Float64Array.of(x);
    const surface = through([at(0), at(0.5), at(1)], (x) => (x[0] === 0.5 ? 1 : 0));
    for (const x of [0.25, 0.75]) expect(valueAt(surface, at(x))).toBeCloseTo(11 / 16, 8); // the ridge on the slopes is 1e-9
  });

  it('goes through what is known, one surface per list of values', () => {
    const points = draw(80, 4, 1);
    const surface = through(points, wave, (x) => wave(x) ** 2);
    const out = new Float64Array(2);
    for (const point of points) {
      expect(surface.read(point, out)).toBe(0);
      expect(out[0]).toBeCloseTo(wave(point), 7); // the ridge, and rounding over a condition number near 1e6
      expect(out[1]).toBeCloseTo(wave(point) ** 2, 7);
    }
  });

  it('is the solution of the interpolation system', () => {
    // Written out in full: [Φ P; Pᵀ 0]·[c; b] = [f; 0], solved by LU.
    const [n, d] = [30, 3];
    const points = draw(n, d, 2);
    const distance = (a: Float64Array, b: Float64Array): number => Math.hypot(...a.map((x, j) => x - (b[j] ?? 0)));
    const tail = (x: Float64Array): number[] => [1, ...x];
    const system = Matrix.zeros(n + d + 1, n + d + 1);
    points.forEach((x, i) => {
      points.forEach((y, j) => system.set(i, j, distance(x, y) ** 3));
      tail(x).forEach((value, j) => {
        system.set(i, n + j, value);
        system.set(n + j, i, value);
      });
    });
    const right = Matrix.columnVector([...points.map(wave), ...new Array<number>(d + 1).fill(0)]);
    const solution = solve(system, right).to1DArray();
    const surface = through(points, wave);
    for (const x of draw(20, d, 3)) {
      const terms = [...points.map((point) => distance(x, point) ** 3), ...tail(x)];
      const expected = terms.reduce((sum, term, i) => sum + term * (solution[i] ?? Number.NaN), 0);
      expect(valueAt(surface, x)).toBeCloseTo(expected, 7); // as above
    }
  });

  it('is a plane through values of a plane, wherever it is read', () => {
    const plane = (x: Float64Array): number => 3 - 2 * (x[0] ?? 0) + 5 * (x[1] ?? 0);
    const surface = through(draw(15, 2, 4), plane);
    for (const x of draw(10, 2, 5)) expect(valueAt(surface, x)).toBeCloseTo(plane(x), 6); // the ridge, over slopes of 5
  });

  it('answers with the squared distance to the nearest point', () => {
    const surface = through([Float64Array.of(0, 0), Float64Array.of(1, 1)], () => 1);
    expect(surface.read(Float64Array.of(0.5, 0), new Float64Array(1))).toBeCloseTo(0.25, 12);
    expect(createSurface(2).read(Float64Array.of(0, 0), new Float64Array(1))).toBe(Infinity);
  });

  it('stays finite with points twice, fewer points than slopes, and a column of one value', () => {
    const twice = [...draw(6, 3, 6), ...draw(6, 3, 6)];
    const flat = draw(12, 3, 7).map((point) => Float64Array.from(point, (x, j) => (j === 1 ? 0.5 : x)));
    for (const points of [twice, flat, draw(1, 3, 8), draw(2, 3, 9)]) {
      const surface = through(points, wave);
      for (const x of draw(10, 3, 10)) expect(Math.abs(valueAt(surface, x))).toBeLessThan(100); // values within ±3 a cube's diagonal away
    }
  });

  it('does not depend on when the points came, to the last bit', () => {
    const points = draw(40, 3, 11);
    const later = createSurface(3);
    points.slice(0, 25).forEach((point) => later.add(point));
    later.fit([Float64Array.from(points.slice(0, 25), wave)]);
    points.slice(25).forEach((point) => later.add(point));
    later.fit([Float64Array.from(points, wave)]);
    const x = Float64Array.of(0.1, 0.7, 0.4);
    expect(valueAt(later, x)).toBe(valueAt(through(points, wave), x));
  });
});
