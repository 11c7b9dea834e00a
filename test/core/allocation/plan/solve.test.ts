import { describe, expect, it } from 'vitest';
import { askedProblem } from '../../../../core/allocation/asked.ts';
import type { DecisionModels } from '../../../../core/allocation/asked.ts';
import type { Plan } from '../../../../core/allocation/plan/plan.ts';
import { planResponse } from '../../../../core/allocation/plan/response.ts';
import { robustPlanSteps } from '../../../../core/allocation/plan/robust.ts';
import { planOf, planSteps } from '../../../../core/allocation/plan/solve.ts';
import type { ModelScenario, Objective, PlanOptions, RobustResult } from '../../../../core/allocation/problem.ts';
import { evaluateCandidate } from '../../../../core/model/evaluate.ts';
import { golden, loadWeekly } from '../../../fixtures/weekly.ts';

const { prepared } = loadWeekly();
const candidates = golden<{ id: string; adstock: string; params: Record<string, number> }[]>('models.json').filter(({ adstock }) => adstock === 'geometric');
const params = candidates[2]?.params ?? {};
const evaluation = evaluateCandidate(prepared, params, 'all');

const asking = (plan: PlanOptions, more: Partial<ModelScenario> = {}): Plan =>
  planOf({ prepared, params, evaluation, scenario: { scenario: { kind: 'max_response' }, plan, ...more }, seed: 1 });
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('a plan of a model', () => {
  const plan = asking({ periods: 5 });

  it('spends the present money in the periods after the table, better than evenly', () => {
    expect(plan.status).toBe('optimal');
    expect(plan.dates).toHaveLength(5);
    const days = plan.dates.map((date) => Date.parse(date) / 86_400_000);
    expect(days.map((day, t) => day - (prepared.dates.at(-1) ?? 0) - 7 * (t + 1))).toEqual(days.map(() => 0));
    for (const other of [plan.even, plan.lastYear, plan.today]) {
      expect(Math.abs((other?.spend ?? NaN) / plan.total.spend - 1)).toBeLessThan(1e-9);
      expect(plan.total.value).toBeGreaterThan(other?.value ?? Infinity);
    }
    expect(plan.bound).toBeGreaterThanOrEqual(plan.total.value);
    // Proven in the run this was written with: 0.1 %.
    expect(plan.gap).toBeLessThan(0.005);
  });

  it('keeps each channel between half and double its money and under its largest period', () => {
    plan.channels.forEach(({ spend }, c) => {
      const observed = prepared.spend.subarray(c * prepared.rows + prepared.windowStart, c * prepared.rows + prepared.windowStart + prepared.windowRows);
      const mean = sum([...observed]) / prepared.windowRows;
      expect(Math.max(...spend)).toBeLessThanOrEqual(Math.max(...observed) * (1 + 1e-9));
      expect(sum(spend)).toBeGreaterThanOrEqual(0.5 * 5 * mean * (1 - 1e-9));
      expect(sum(spend)).toBeLessThanOrEqual(2 * 5 * mean * (1 + 1e-9));
    });
  });

  it('brings what the model says of its calendar', () => {
    const { total } = planResponse(prepared, params, evaluation, Object.fromEntries(plan.channels.map(({ channel, spend }) => [channel, spend])), { periods: 5, valueEnd: true });
    expect(Math.abs(total.value / plan.total.value - 1)).toBeLessThan(1e-12);
    expect(plan.total.value).toBe(plan.total.response + plan.total.after);
  });

  it('is the same each time, and its progress rises to the end', () => {
    const shares: number[] = [];
    const steps = planSteps({ prepared, params, evaluation, scenario: { scenario: { kind: 'max_response' }, plan: { periods: 5 } }, seed: 2 });
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) shares.push(step.value.share);
    expect(step.value).toEqual(plan);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('keeps what rules and groups say', () => {
    const [first = '', second = '', third = ''] = plan.channels.map(({ channel }) => channel);
    const ruled = asking({ periods: 6, flights: { [second]: 3 }, limits: { [third]: [0, 9000] } }, {
      rules: { [first]: { fixed: 30_000 }, [third]: { unit: 'money', lower: 5000, upper: 8000 } },
      groups: [{ name: 'both', channels: [second, third], unit: 'money', upper: 20_000 }],
    });
    const totals = ruled.channels.map(({ spend }) => sum(spend));
    expect(ruled.status).toBe('optimal');
    expect(Math.abs((totals[0] ?? 0) - 180_000)).toBeLessThan(1e-3);
    expect(totals[2]).toBeGreaterThanOrEqual(30_000 - 1e-3);
    expect(totals[2]).toBeLessThanOrEqual(48_000 + 1e-3);
    expect((totals[1] ?? 0) + (totals[2] ?? 0)).toBeLessThanOrEqual(120_000 + 1e-3);
    expect(Math.max(...(ruled.channels[2]?.spend ?? []))).toBeLessThanOrEqual(9000 + 1e-6);
    expect(ruled.notes.some((note) => note.includes('a tenth of the channel\'s ceiling'))).toBe(true);
  });

  it('says why there is none', () => {
    const poor = asking({ periods: 4, budget: 100 });
    expect(poor.status).toBe('infeasible');
    expect(poor.notes[0]).toContain('lowest allowed spend');
    expect(asking({ periods: 4, budget: 1e9 }).notes[0]).toContain('can\'t be placed');
    const name = plan.channels[0]?.channel ?? '';
    expect(asking({ periods: 4, limits: { [name]: [0, 10] } }).notes[0]).toContain(`${name} must get at least`);
  });

  it('names what is wrong with its options', () => {
    const problems = (options: PlanOptions): unknown => {
      try {
        return asking(options);
      } catch (error) {
        return (error as { problems: { key: string }[] }).problems.map(({ key }) => key);
      }
    };
    expect(problems({ periods: 0, budget: -1, flights: { nobody: 2, default: 1.5 }, limits: { nobody: [5, 1] } }))
      .toEqual(['plan.periods', 'plan.budget', 'plan.flights.nobody', 'plan.flights.default', 'plan.limits.nobody', 'plan.limits.nobody']);
    expect(problems({ periods: 105 })).toEqual(['plan.periods']);
    expect(problems({ periods: NaN })).toEqual(['plan.periods']);
  });
});

describe('a plan over several models', () => {
  const models = candidates.slice(0, 6).filter((_, k) => k % 2 === 0).map(({ id, params: own }) => ({ id, params: own }));
  const scenario: ModelScenario = { scenario: { kind: 'max_response' }, plan: { periods: 6 } };
  const robustly = (objective: Objective, draws?: DecisionModels['draws']): { plan: Plan; robust: RobustResult | null } => {
    const set: DecisionModels = { kind: 'representatives', candidates: models, objective, ...(draws === undefined ? {} : { draws }) };
    const model = models[0] ?? { id: '', params: {} };
    const steps = robustPlanSteps({ prepared, model, set, asked: askedProblem(prepared, model, set, scenario), scenario });
    for (;;) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
  };
  const mean = robustly({ kind: 'mean' });
  const worst = robustly({ kind: 'worst' });

  it('tells what each model thinks of it, under bounds that hold', () => {
    expect(mean.robust?.models.map(({ id }) => id)).toEqual(models.map(({ id }) => id));
    for (const { response, best, bestBound, regret, gain, initialResponse } of mean.robust?.models ?? []) {
      expect(best).toBeGreaterThanOrEqual(response);
      expect(bestBound).toBeGreaterThanOrEqual(best);
      expect(regret).toBeCloseTo(best - response, 6);
      expect(gain).toBeCloseTo(response - initialResponse, 6);
    }
    const total = (mean.robust?.models ?? []).reduce((all, { weight, response }) => all + weight * response, 0);
    // The same sum in another order.
    expect(Math.abs(mean.plan.total.value / total - 1)).toBeLessThan(1e-12);
    expect(mean.plan.bound).toBeGreaterThanOrEqual(mean.plan.total.value);
    expect(mean.robust?.bound).toBe(mean.plan.bound);
  });

  it('is better on its objective than any model\'s own plan and than that for another', () => {
    expect(mean.robust?.mean).toBeGreaterThanOrEqual((worst.robust?.mean ?? Infinity) * (1 - 1e-6));
    expect(worst.robust?.worst).toBeGreaterThanOrEqual((mean.robust?.worst ?? Infinity) * (1 - 1e-6));
    for (const { params: own } of models) {
      const alone = planOf({ prepared, params: own, evaluation: evaluateCandidate(prepared, own, 'all'), scenario, seed: 1 });
      const calendar = Object.fromEntries(alone.channels.map(({ channel, spend }) => [channel, spend]));
      const value = models.reduce((all, model) => all + planResponse(prepared, model.params, evaluateCandidate(prepared, model.params, 'all'), calendar, { periods: 6, valueEnd: true }).total.value / models.length, 0);
      expect(mean.plan.total.value).toBeGreaterThanOrEqual(value * (1 - 1e-9));
      expect(mean.plan.bound).toBeGreaterThanOrEqual(value);
    }
  });

  it('judges resamples by what their shapes prove', () => {
    const { robust, plan } = robustly({ kind: 'tail', share: 0.2 }, { perModel: 3, seed: 1 });
    expect(robust?.models).toHaveLength(9);
    for (const { response, bestBound } of robust?.models ?? []) expect(bestBound).toBeGreaterThanOrEqual(response);
    expect(robust?.bound).toBeGreaterThanOrEqual(robust?.value ?? Infinity);
    expect(plan.notes.at(-1)).toContain('worst 20 %');
  });
});
