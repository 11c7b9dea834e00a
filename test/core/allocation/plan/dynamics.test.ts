import { describe, expect, it } from 'vitest';
import { adstockAhead, AFTER_LIMIT, dynamicsOf, geometricDynamics, kernelDynamics } from '../../../../core/allocation/plan/dynamics.ts';
import { channelResponse, planResponse, totalOf } from '../../../../core/allocation/plan/response.ts';
import { adstock } from '../../../../core/model/adstock.ts';
import { evaluateCandidate } from '../../../../core/model/evaluate.ts';
import { golden, loadWeekly } from '../../../fixtures/weekly.ts';

/** h(v) = v / (v + 10): easy by hand. */
const CURVE = { coefficient: 100, alpha: 1, inflexion: 10, carryover: 0 };

describe('carry-over', () => {
  it('comes in from history and goes out at the end, geometric', () => {
    const dynamics = geometricDynamics(CURVE, 0.5, 8, 2);
    const stocks = adstockAhead(dynamics, [10, 0]);
    expect([...stocks.subarray(0, 5)]).toEqual([14, 7, 3.5, 1.75, 0.875]);
    const channel = channelResponse('tv', dynamics, Float64Array.of(10, 0));
    expect(channel.response[0]).toBeCloseTo(1400 / 24, 12);
    expect(channel.response[1]).toBeCloseTo(700 / 17, 12);
    // History alone: stocks of 4 and 2.
    expect(channel.carriedIn).toBeCloseTo(400 / 14 + 200 / 12, 12);
    let after = 0;
    for (let stock = 3.5; stock > 1e-12; stock /= 2) after += (100 * stock) / (stock + 10);
    // Counted until a response is under 1e-9 of the largest: 100 · 1e-9, twice for what follows.
    expect(Math.abs(channel.after - after)).toBeLessThan(2e-7);
    const total = totalOf([channel], true);
    expect(total).toMatchObject({ spend: 10, value: total.response + total.after });
    expect(totalOf([channel], false).value).toBe(total.response);
  });

  it('comes in from each lag of a kernel', () => {
    const dynamics = kernelDynamics(CURVE, Float64Array.of(1, 0.5, 0.25, 0), Float64Array.of(4, 8), 2);
    expect(dynamics.after).toBe(2);
    expect([...dynamics.base]).toEqual([8 * 0.5 + 4 * 0.25, 8 * 0.25, 0, 0]);
    expect([...adstockAhead(dynamics, [2, 0])]).toEqual([7, 3, 0.5, 0]);
  });

  it('that never ends is counted for a limited time, and no carry-over for none', () => {
    expect(geometricDynamics(CURVE, 1, 0, 3).after).toBe(AFTER_LIMIT);
    expect(geometricDynamics(CURVE, 0, 5, 3).after).toBe(0);
  });
});

const candidates = golden<{ adstock: string; params: Record<string, number> }[]>('models.json');

describe.each(['geometric', 'weibull_cdf', 'weibull_pdf'] as const)('%s of a model', (kind) => {
  const params = candidates.find(({ adstock: own }) => own === kind)?.params ?? {};
  const { prepared } = loadWeekly(kind);
  const evaluation = evaluateCandidate(prepared, params, 'all');

  it('goes on where the model\'s own adstock ends', () => {
    const dynamics = dynamicsOf(prepared, params, evaluation, 3);
    for (const medium of prepared.media.filter((one) => one.kind === 'paid')) {
      const own = dynamics.get(medium.name);
      const value = (index: number): number => params[prepared.space.parameters[index]?.name ?? ''] ?? 0;
      const history = prepared.columns.slice(medium.term * prepared.rows, (medium.term + 1) * prepared.rows);
      if (kind === 'geometric') {
        const { total } = adstock(Float64Array.of(...history, 7, 0, 3), { kind, first: value(medium.first), second: 0 });
        const ahead = adstockAhead(own ?? geometricDynamics(CURVE, 0, 0, 3), [7, 0, 3]);
        // Sums in another order.
        for (let t = 0; t < 3; t++) expect(Math.abs((ahead[t] ?? 0) / (total[prepared.rows + t] ?? 0) - 1)).toBeLessThan(1e-12);
      } else {
        // The weights are those of the table's length, so the last row's own adstock has the carried part one lag earlier.
        const weights = adstock(Float64Array.of(1, ...new Float64Array(prepared.rows - 1)), { kind, first: value(medium.first), second: value(medium.second) }).total;
        const first = history.reduce((sum, money, row) => sum + money * (weights[prepared.rows - row] ?? 0), 0);
        expect(Math.abs((own?.base[0] ?? NaN) - first)).toBeLessThanOrEqual(1e-9 * Math.max(1, first));
      }
    }
  });

  it('answers for any calendar', () => {
    const none = planResponse(prepared, params, evaluation, {}, { periods: 4, valueEnd: true });
    const some = planResponse(prepared, params, evaluation, { tv: [50_000, 0, 0, 0] }, { periods: 4, valueEnd: true });
    expect(none.total.spend).toBe(0);
    expect(none.channels.every(({ response, carriedIn }) => Math.abs(response.reduce((a, b) => a + b, 0) - carriedIn) < 1e-6)).toBe(true);
    expect(some.total.spend).toBe(50_000);
    expect(some.total.value).toBeGreaterThanOrEqual(none.total.value);
  });
});
