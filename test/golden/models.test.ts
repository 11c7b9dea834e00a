import { describe, expect, it } from 'vitest';
import { evaluateCandidate } from '../../core/model/evaluate.ts';
import type { CandidateParameters, Evaluation } from '../../core/model/evaluation.ts';
import type { AdstockKind } from '../../core/spec/spec.ts';
import { golden, loadWeekly } from '../fixtures/weekly.ts';
import { countLeaves, differences } from './compare.ts';

interface Case {
  id: string;
  adstock: AdstockKind;
  params: CandidateParameters;
  evaluation: Evaluation;
}

const cases = golden<Case[]>('models.json');
const prepared = {
  geometric: loadWeekly('geometric').prepared,
  weibull_cdf: loadWeekly('weibull_cdf').prepared,
  weibull_pdf: loadWeekly('weibull_pdf').prepared,
};
const response = prepared.geometric.response
  .subarray(prepared.geometric.windowStart, prepared.geometric.windowStart + prepared.geometric.windowRows)
  .reduce((a, b) => a + b, 0);

// README of the golden files: 1e-6 relative, or 1e-6 of the response's sum where a value is near 0. Only sums of
// response are on the response's scale, so only those get the absolute allowance.
const relative = (expected: number, actual: number): boolean => Math.abs(actual - expected) <= 1e-6 * Math.abs(expected);
const sums = (expected: number, actual: number): boolean =>
  relative(expected, actual) || (Math.abs(expected) <= 1e-6 * response && Math.abs(actual - expected) <= 1e-6 * response);
const SUMS = new Set(['contribution', 'immediate', 'carryover']);
// A mean carry-over of nothing is a difference of sums of about 1e5: 1e-13 and 2e-13 both mean 0.
const money = (expected: number, actual: number): boolean => relative(expected, actual) || Math.abs(actual - expected) < 1e-9;
const allowance = (key: string): typeof relative => (SUMS.has(key) ? sums : key === 'meanCarryover' ? money : relative);

describe('evaluations of the reference', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(62);
  });

  it.each(cases.map((each) => [each.id, each] as const))('%s', (_, { adstock, params, evaluation }) => {
    const actual: Record<string, unknown> = { ...evaluateCandidate(prepared[adstock], params) };
    const found = Object.entries(evaluation).flatMap(([key, expected]) =>
      differences(expected, actual[key], allowance(key), key));
    expect(found).toEqual([]);
    expect(countLeaves(evaluation)).toBeGreaterThan(80);
  });
});
