import { expect, it } from 'vitest';
import { residualFacts, resolutionOf } from '../../../core/experiment/facts.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

it('the error of a period is that of the rows trained on, with their terms counted off', () => {
  const { prepared } = loadWeekly();
  const params = Object.fromEntries(prepared.space.parameters.map(({ name, lower, upper }) => [name, (lower + upper) / 2]));
  const { residualSd, autocorrelation } = residualFacts(prepared, params);
  // NRMSE is √(Σ e²/n) over the range of the response on the same rows.
  const n = Math.floor((params['train_size'] ?? NaN) * prepared.windowRows);
  const response = prepared.response.subarray(prepared.windowStart, prepared.windowStart + n);
  const squares = n * (evaluateCandidate(prepared, params).nrmse.train * (Math.max(...response) - Math.min(...response))) ** 2;
  expect(residualSd / Math.sqrt(squares / (n - prepared.terms.length - 1))).toBeCloseTo(1, 9);
  expect(Math.abs(autocorrelation)).toBeLessThan(1);
});

it('few models are told apart as they are, many as finely as their number allows', () => {
  expect(resolutionOf(new Float64Array(7).fill(1 / 7))).toBe(0);
  // 1.06·32^(−1/5)
  expect(resolutionOf(new Float64Array(32).fill(1 / 32))).toBeCloseTo(0.53, 12);
});
