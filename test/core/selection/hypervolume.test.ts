import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { hypervolume2d, hypervolume3d } from '../../../core/selection/hypervolume.ts';

describe('hypervolume of two objectives', () => {
  it('adds up what the points dominate, once', () => {
    // (1 − 0.2)·(1 − 0.6) + (1 − 0.5)·(0.6 − 0.3), the third point being dominated.
    expect(hypervolume2d([0.2, 0.5, 0.6], [0.6, 0.3, 0.7], [1, 1])).toBeCloseTo(0.32 + 0.15, 15);
    expect(hypervolume2d([1, 0.2], [0, 1], [1, 1])).toBe(0);
  });
});

describe('hypervolume of three objectives', () => {
  it('is a box for one point, and their union for two', () => {
    expect(hypervolume3d([0.5], [0.5], [0.5], [1, 1, 1])).toBeCloseTo(0.125, 15);
    // Boxes of 0.5·0.5·0.5 and 0.75·0.25·0.75 meet in 0.5·0.25·0.5.
    expect(hypervolume3d([0.5, 0.25], [0.5, 0.75], [0.5, 0.25], [1, 1, 1])).toBeCloseTo(0.125 + 0.140625 - 0.0625, 15);
  });

  it('leaves out what is past the reference, and takes duplicates once', () => {
    expect(hypervolume3d([0.5, 2, 0.5], [0.5, 0, 0.5], [0.5, 0, 0.5], [1, 1, 1])).toBeCloseTo(0.125, 15);
    expect(hypervolume3d([], [], [], [1, 1, 1])).toBe(0);
    expect(hypervolume3d([0.1], [0.1], [1], [1, 1, 1])).toBe(0);
  });

  it('agrees with counting points of a grid', () => {
    const generator = streamFor(4, 1);
    const axes = [0, 1, 2].map(() => Array.from({ length: 12 }, () => generator.uniform()));
    const [x = [], y = [], z = []] = axes;
    const cells = 60;
    let inside = 0;
    for (let i = 0; i < cells ** 3; i++) {
      const at = [i % cells, Math.floor(i / cells) % cells, Math.floor(i / cells ** 2)].map((cell) => (cell + 0.5) / cells);
      if (x.some((value, k) => value <= (at[0] ?? 0) && (y[k] ?? 0) <= (at[1] ?? 0) && (z[k] ?? 0) <= (at[2] ?? 0))) inside++;
    }
    // The surface passes through at most 3·60² of 60³ cells; its counting error is a fraction of that, far under 0.02.
    expect(Math.abs(hypervolume3d(x, y, z, [1, 1, 1]) - inside / cells ** 3)).toBeLessThan(0.02);
  });
});
