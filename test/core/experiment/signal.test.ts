import { expect, it } from 'vitest';
import { typicalBeliefs, visitOutcomes } from '../../../core/experiment/signal.ts';

const weights = Float64Array.of(0.2, 0.5, 0.3);

it.each([0.01, 0.5, 3, 100])('tells every model as often as its weight says, whatever the noise (%d)', (sd) => {
  const total = new Float64Array(3);
  visitOutcomes({ weights, lifts: Float64Array.of(4, 0, 1), sd }, (mass) => mass.forEach((value, k) => { total[k] = (total[k] as number) + value; }));
  // The trapezium rule is exact to rounding here; what lies past 6 standard deviations is 2e-9.
  weights.forEach((weight, k) => expect(total[k]).toBeCloseTo(weight, 8));
});

it('without noise, models of one lift make one outcome', () => {
  const outcomes: number[][] = [];
  visitOutcomes({ weights, lifts: Float64Array.of(4, 1, 4), sd: 0 }, (mass, models) => outcomes.push(Array.from(models, (k) => mass[k] ?? NaN)));
  expect(outcomes).toEqual([[0.5], [0.2, 0.3]]);
});

it('models that all expect the same are one outcome with any noise', () => {
  let outcomes = 0;
  visitOutcomes({ weights, lifts: Float64Array.of(2, 2, 2), sd: 1 }, () => { outcomes += 1; });
  expect(outcomes).toBe(1);
});

it('nodes stay few where lifts lie far apart against the noise', () => {
  let outcomes = 0;
  visitOutcomes({ weights, lifts: Float64Array.of(0, 1e6, 5), sd: 1 }, () => { outcomes += 1; });
  expect(outcomes).toBeLessThan(3 * 12 * 8 + 3);
});

it('beliefs at quantiles of what may be measured lean from one end to the other', () => {
  const beliefs = typicalBeliefs({ weights, lifts: Float64Array.of(0, 1, 2), sd: 0.5 }, 5);
  expect(beliefs).toHaveLength(5);
  for (const belief of beliefs) expect(belief.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  const mean = beliefs.map(([, b = NaN, c = NaN]) => b + 2 * c);
  expect(mean).toEqual([...mean].sort((a, b) => a - b));
  expect(beliefs[0]?.[0]).toBeGreaterThan(0.7);
  expect(beliefs[4]?.[2]).toBeGreaterThan(0.7);
});
