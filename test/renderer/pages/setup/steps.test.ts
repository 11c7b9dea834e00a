import { expect, it } from 'vitest';
import type { ShownProblem } from '../../../../renderer/api/call-failure.ts';
import { problemsAt, stepOf } from '../../../../renderer/pages/setup/steps.ts';

const problem = (place: Partial<ShownProblem>): ShownProblem => ({ code: 'X', severity: 'error', message: '', mend: '', ...place });

it.each([
  ['channels[2].spend', 'roles'], ['channels[2].adstock', 'media'], ['response.column', 'roles'], ['window.from', 'window'],
  ['baseline.country', 'window'], ['hyperparameters.tv.theta[0]', 'media'], ['calibration[0].lift', 'studies'],
  ['train_size', 'tuning'], ['tuning.trials', 'tuning'], ['data', 'data'],
])('mends %s in the step %s', (key, step) => {
  expect(stepOf(problem({ key }))).toBe(step);
});

it('mends cells in the data', () => {
  expect(stepOf(problem({ column: 'tv', row: 3 }))).toBe('data');
  expect(stepOf(problem({ key: 'channels[0].spend', column: 'tv', row: 3 }))).toBe('data');
});

it('finds the problems of a key and of what is inside it, not of its neighbours', () => {
  const all = ['calibration[1].lift', 'calibration[1]', 'calibration[10].lift', 'calibration[1]x'].map((key) => problem({ key }));
  expect(problemsAt(all, 'calibration[1]').map((one) => one.key)).toEqual(['calibration[1].lift', 'calibration[1]']);
});
