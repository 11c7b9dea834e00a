import { describe, expect, it } from 'vitest';
import { allocate } from '../../../core/allocation/solve.ts';
import type { AllocationProblem } from '../../../core/allocation/problem.ts';
import { GAIN_WIDENING, gainInterval } from '../../../core/uncertainty/gain.ts';

/** α 1, inflexion 100, no carry-over: f(100) = β/2, f(300) = 3β/4. */
const channel = { alpha: 1, inflexion: 100, carryover: 0, lower: 0, upper: 10 };
const problem: AllocationProblem = {
  channels: [{ ...channel, name: 'a', coefficient: 40, spend: 100 }, { ...channel, name: 'b', coefficient: 8, spend: 300 }],
  scenario: { kind: 'max_response', budget: 400 },
};
const swapped = { ...allocate(problem), spend: { a: 300, b: 100 } };

describe('interval of the gain', () => {
  it('is what each draw of the coefficients makes of the suggestion, stretched about their median, counted by hand', () => {
    // a: β/4 more, b: β/4 less: gains 8, 3, −2. Initial response a/2 + 3b/4: 26, 16, 16.
    const found = gainInterval(problem, swapped, { a: Float64Array.of(40, 20, 8), b: Float64Array.of(8, 8, 16) }, 'sampling', 1);
    expect(found.gain.lower).toBeCloseTo(3 + GAIN_WIDENING * (-2 - 3), 12);
    expect(found.gain.upper).toBeCloseTo(3 + GAIN_WIDENING * (8 - 3), 12);
    expect(found.share?.lower).toBeCloseTo(3 / 16 + GAIN_WIDENING * (-2 / 16 - 3 / 16), 12);
    expect(found.share?.upper).toBeCloseTo(3 / 16 + GAIN_WIDENING * (8 / 26 - 3 / 16), 12);
    expect(found.probabilityOfGain).toBeCloseTo(2 / 3, 12);
    expect(found).toMatchObject({ level: 1, covers: 'sampling' });
  });

  it('reaches to what the model itself says, where its draws lie elsewhere', () => {
    // The model's own gain is (40 − 8)/4 = 8 on 26; draws without the penalty say 48 on 106, every time.
    const found = gainInterval(problem, swapped, { a: Float64Array.of(200, 200), b: Float64Array.of(8, 8) });
    expect(found.gain.lower).toBeCloseTo(8, 12);
    expect(found.gain.upper).toBeCloseTo(48, 12);
    expect(found.share?.lower).toBeCloseTo(8 / 26, 12);
    expect(found.share?.upper).toBeCloseTo(48 / 106, 12);
    expect(found.probabilityOfGain).toBe(1);
  });

  it('shrinks to the point where nothing is in doubt, and to 0 where nothing moves', () => {
    const found = gainInterval(problem, allocate(problem), {});
    const { total } = allocate(problem);
    expect(found.gain.lower).toBeCloseTo(total.response - total.initialResponse, 9);
    expect(found.gain.upper).toBe(found.gain.lower);
    const still = gainInterval(problem, { ...swapped, spend: swapped.initial.spend }, { a: Float64Array.of(1, 2) });
    expect(still).toMatchObject({ gain: { lower: 0, upper: 0 }, share: { lower: 0, upper: 0 }, probabilityOfGain: 0 });
  });

  it('has no share where nothing responds to the initial spend', () => {
    expect(gainInterval(problem, swapped, { a: new Float64Array(3), b: new Float64Array(3) }).share).toBeNull();
  });
});
