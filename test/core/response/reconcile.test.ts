import { describe, expect, it } from 'vitest';
import { askedProblem } from '../../../core/allocation/asked.ts';
import type { DecisionModels } from '../../../core/allocation/asked.ts';
import type { ModelScenario } from '../../../core/allocation/problem.ts';
import { allocate } from '../../../core/allocation/solve.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { modelSeries } from '../../../core/model/series.ts';
import { reconcile } from '../../../core/response/reconcile.ts';
import type { Reconciliation } from '../../../core/response/reconciliation.ts';
import type { AdstockKind } from '../../../core/spec/spec.ts';
import { golden, loadWeekly } from '../../fixtures/weekly.ts';
import { SCHEMES, weeklyUnder } from '../model/with-choices.ts';

interface GoldenModel {
  id: string;
  adstock: AdstockKind;
  params: CandidateParameters;
}

const models = golden<GoldenModel[]>('models.json');
const paramsOf = (adstock: AdstockKind, from = 0): CandidateParameters => models.filter((model) => model.adstock === adstock)[from]?.params ?? {};
const ask: ModelScenario = { scenario: { kind: 'max_response' } };

function reconciled(prepared: PreparedData, params: CandidateParameters, scenario: ModelScenario, set: DecisionModels | null = null) {
  const asked = askedProblem(prepared, { id: 'a', params }, set, scenario);
  return { ...asked, table: reconcile({ prepared, params, ...asked }), allocation: allocate(asked.problem) };
}

const keys = (table: Reconciliation): string[] => table.total.map(({ key }) => key);
const step = (table: Reconciliation, channel: string, key: string) => table.channels.find((row) => row.channel === channel)?.steps.find((item) => item.key === key);

/** Every step but the first two is the one before plus its difference, and the last is what the allocation says. */
function expectToAddUp({ table, allocation }: ReturnType<typeof reconciled>): void {
  for (const { channel, steps } of table.channels) {
    expect(steps.map(({ key }) => key)).toEqual(keys(table));
    for (let i = 2; i < steps.length; i++) {
      const [before, now] = [steps[i - 1]?.value ?? NaN, steps[i]?.value ?? NaN];
      // One rounding of the subtraction and one of the sum.
      expect(Math.abs(before + (steps[i]?.difference ?? NaN) - now)).toBeLessThanOrEqual(1e-14 * Math.abs(before) + 1e-14 * Math.abs(now));
    }
    const [today, response] = [steps.at(-1)?.value ?? NaN, allocation.initial.response[channel] ?? NaN];
    // Sums over models may be taken in another order.
    expect(Math.abs(today - response)).toBeLessThanOrEqual(1e-12 * Math.abs(response));
  }
  expect(Math.abs((table.total.at(-1)?.value ?? NaN) / allocation.total.initialResponse - 1)).toBeLessThan(1e-12);
}

describe.each(['geometric', 'weibull_cdf', 'weibull_pdf'] as const)('reconciliation, %s', (adstock) => {
  const { prepared } = loadWeekly(adstock);
  const params = paramsOf(adstock);

  it('goes from the contribution to the response today without a gap', () => {
    const all = reconciled(prepared, params, ask);
    expect(keys(all.table)).toEqual(['contribution', 'mean_response', 'variation', 'carryover', 'today']);
    expectToAddUp(all);
    for (const { channel, steps } of all.table.channels) {
      expect(steps[0]?.value).toBe(all.evaluation.contribution[channel]);
      expect(steps[1]?.value).toBe((all.evaluation.contribution[channel] ?? NaN) / prepared.windowRows);
      expect(steps[1]?.difference).toBeNull();
    }
  });

  it('takes the step of variation as the mean of the curve against the curve at the mean', () => {
    const { table, evaluation } = reconciled(prepared, params, ask);
    const series = modelSeries(prepared, params);
    const tv = prepared.media.findIndex(({ name }) => name === 'tv');
    const a = series.media[tv]?.adstocked ?? new Float64Array();
    const [beta = NaN, alpha = NaN, kappa = NaN] = [evaluation.coefficients['tv'], params['tv.alpha'], evaluation.inflexion['tv']];
    const h = (v: number): number => v ** alpha / (v ** alpha + kappa ** alpha);
    const mean = a.reduce((sum, v) => sum + beta * h(v), 0) / a.length;
    const atMean = beta * h(a.reduce((sum, v) => sum + v, 0) / a.length);
    // Written with other powers than the model's own.
    expect((step(table, 'tv', 'mean_response')?.value ?? NaN) / mean).toBeCloseTo(1, 10);
    expect((step(table, 'tv', 'variation')?.value ?? NaN) / atMean).toBeCloseTo(1, 12);
  });

  it('says that carry-over is no step where spend works at once in full', () => {
    const { table } = reconciled(prepared, params, ask);
    const parts = table.channels.map(({ steps }) => steps.find(({ key }) => key === 'carryover'));
    const moved = parts.filter((part) => Math.abs(part?.difference ?? NaN) > 1e-9 * Math.abs(part?.value ?? NaN)).length;
    if (adstock === 'weibull_pdf') expect(moved).toBeGreaterThan(0);
    else {
      expect(moved).toBe(0);
      for (const part of parts) expect(part?.why).toContain('nothing changes');
    }
  });
});

describe('reconciliation of choices', () => {
  it('has a step for each choice, in order', () => {
    const prepared = weeklyUnder(SCHEMES['rolling'] ?? { scheme: 'holdout', features: 'training', test_periods: 0 }, () => undefined);
    const params = paramsOf('geometric');
    const set: DecisionModels = {
      kind: 'plausible', objective: { kind: 'mean' },
      candidates: [{ id: 'a', params, weight: 3 }, { id: 'b', params: paramsOf('geometric', 4) }],
    };
    const dates = { from: '2025-01-06', to: '2025-06-30' };
    const all = reconciled(prepared, params, { ...ask, dates }, set);
    expect(keys(all.table)).toEqual(['contribution', 'mean_response', 'variation', 'carryover', 'refit', 'dates', 'models', 'today']);
    expectToAddUp(all);
    expect(all.table.todayPeriods).toBe(all.rows.length);
    const steady = reconciled(prepared, params, { ...ask, dates, curve: 'steady' }, set);
    expect(keys(steady.table)).toEqual(['contribution', 'mean_response', 'variation', 'carryover', 'refit', 'dates', 'curve', 'models', 'today']);
    expectToAddUp(steady);
    const own = reconciled(prepared, params, { ...ask, dates, robust: null });
    expect(keys(own.table)).toEqual(['contribution', 'mean_response', 'variation', 'carryover', 'refit', 'dates', 'today']);
    expectToAddUp(own);
  });
});
