import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { createNonDominated } from '../../../core/tuning/non-dominated.ts';

describe('non-dominated set', () => {
  const at = (...losses: number[]): Float64Array => Float64Array.from(losses);

  it('keeps what nothing dominates', () => {
    const set = createNonDominated(10);
    expect(set.add(at(0), at(2, 2))).toBe(true);
    expect(set.add(at(1), at(3, 2))).toBe(false);
    expect(set.add(at(2), at(2, 2))).toBe(false);
    expect(set.add(at(3), at(1, 3))).toBe(true);
    expect(set.size).toBe(2);
    expect(set.admits(at(2, 2))).toBe(true);
    expect(set.admits(at(2, 3))).toBe(false);
    expect(set.add(at(4), at(1, 1))).toBe(true);
    expect(set.size).toBe(1);
    expect(set.add(at(5), at(0, Infinity))).toBe(false);
  });

  it('makes room at the nearest member when full', () => {
    const set = createNonDominated(3);
    set.add(at(0), at(0, 10));
    set.add(at(1), at(5, 5));
    set.add(at(2), at(10, 0));
    set.add(at(3), at(5.5, 4.9));
    expect(set.size).toBe(3);
    expect(set.state().map((member) => member.point[0]).sort()).toEqual([0, 2, 3]);
  });

  it.each([1, 2, 3])('is the front of all that was added, %i objectives', (objectives) => {
    const generator = streamFor(objectives, 1);
    const set = createNonDominated(1000);
    // Few values per loss: ties and repeats are frequent.
    const all = Array.from({ length: 300 }, () => Float64Array.from({ length: objectives }, () => generator.integer(12)));
    all.forEach((losses, i) => void set.add(at(i), losses));
    const covers = (a: Float64Array, b: Float64Array): boolean => a.every((loss, k) => loss <= (b[k] ?? Infinity));
    const front = all.filter((one) => !all.some((other) => covers(other, one) && !covers(one, other)));
    const distinct = new Set(front.map(String));
    expect(new Set(Array.from({ length: set.size }, (_, i) => String(set.losses(i))))).toEqual(distinct);
    expect(set.size).toBe(distinct.size);
    for (let i = 0; i < set.size; i++) expect(all[set.point(i)[0] ?? -1]).toEqual(set.losses(i));
  });

  it('goes on from its state, also when full', () => {
    const generator = streamFor(1, 1);
    const draw = (): Float64Array => {
      const x = generator.uniform();
      return at(x, 1 - x);
    };
    const set = createNonDominated(20);
    for (let i = 0; i < 50; i++) set.add(at(i), draw());
    const restored = createNonDominated(20, set.state());
    for (let i = 50; i < 100; i++) {
      const losses = draw();
      expect(restored.add(at(i), losses)).toBe(set.add(at(i), losses));
    }
    expect(restored.state()).toEqual(set.state());
    expect(set.size).toBe(20);
  });
});
