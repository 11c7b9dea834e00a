import { expect, it } from 'vitest';
import type { ExperimentDesign } from '../../../core/experiment/experiment.ts';
import { suggest, worth } from '../../../core/experiment/suggest.ts';

function design(changes: Partial<ExperimentDesign>): ExperimentDesign {
  const made = { change: 1, periods: 4, extraSpend: 40, expectedLift: 10, liftSpread: 5, liftLower: 5, liftUpper: 15, noise: 5, value: 50, cost: 0, ...changes };
  return { ...made, net: made.value - made.cost };
}

it('takes the smallest study that is nearly as good as the best after its cost, then the shortest', () => {
  const best = design({ periods: 12, extraSpend: 120, value: 100 });
  const enough = design({ periods: 8, extraSpend: 80, value: 81 });
  const little = design({ periods: 4, extraSpend: 40, value: 79 });
  expect(suggest([best, little, enough], 110, 1000).design).toBe(enough);
  const shorter = design({ change: 0.5, periods: 6, extraSpend: -80, value: 82 });
  expect(suggest([best, enough, shorter], 110, 1000).design).toBe(shorter);
  // What it costs counts: 100 − 30 is less than 81 − 5.
  expect(suggest([design({ ...best, cost: 90 }), design({ ...enough, cost: 5 })], 110, 1000).design?.value).toBe(81);
});

it('suggests none, and says why', () => {
  expect(suggest([design({ liftLower: 0, liftUpper: 0 })], 110, 1000)).toEqual({ design: null, refusal: 'no-effect' });
  // Less than a thousandth of the response.
  expect(suggest([design({ value: 0.5 })], 0.9, 1000)).toEqual({ design: null, refusal: 'settled' });
  expect(suggest([design({ value: 0.5, liftSpread: 4 })], 110, 1000)).toEqual({ design: null, refusal: 'noise' });
  expect(suggest([design({ value: 0.5, liftSpread: 6 })], 110, 1000)).toEqual({ design: null, refusal: 'little' });
  expect(suggest([design({ value: 50, cost: 50 })], 110, 1000)).toEqual({ design: null, refusal: 'cost' });
});

it('a channel without a study is worth nothing', () => {
  expect(worth({ design: null })).toBe(0);
  expect(worth({ design: design({ value: 50, cost: 20 }) })).toBe(30);
});
