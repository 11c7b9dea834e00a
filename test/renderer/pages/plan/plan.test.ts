import { expect, it } from 'vitest';
import type { Table } from '../../../../core/data/table.ts';
import { emptyPlan, fromPlanScenario, NO_OWN, pastSpend, planTroubles, toPlanScenario } from '../../../../renderer/pages/plan/plan-form.ts';
import { heatOf, patternsOf, tinted, yearSpans } from '../../../../renderer/pages/plan/plan-patterns.ts';
import { aPlan } from '../../a-plan.ts';
import { aSpec } from '../../fake-bridge.ts';

const past = new Map([['tv', { mean: 100, most: 250 }]]);

it('asks for what the form says, and no more', () => {
  expect(toPlanScenario(emptyPlan(), past)).toEqual({ scenario: { kind: 'max_response' }, bounds: { default: [0.5, 2] }, plan: { periods: 13, valueEnd: true } });
  const form = {
    ...emptyPlan(), periods: 8, budget: 5000, valueEnd: false, flight: 2,
    own: { tv: { ...NO_OWN, flight: 4, least: 50 }, radio: { ...NO_OWN, upper: 3, most: 80 } },
  };
  expect(toPlanScenario(form, past)).toEqual({
    scenario: { kind: 'max_response' }, bounds: { default: [0.5, 2], radio: [0.5, 3] },
    plan: { periods: 8, valueEnd: false, budget: 5000, flights: { default: 2, tv: 4 }, limits: { tv: [50, 250], radio: [0, 80] } },
  });
});

it('a saved plan fills the form again', () => {
  const form = { ...emptyPlan(), periods: 8, budget: 5000, flight: 2, own: { tv: { flight: 4, least: 50, most: 90, lower: 1, upper: 1.5 } }, alone: true };
  expect(toPlanScenario(form, past).robust).toBeNull();
  expect(fromPlanScenario(toPlanScenario(form, past))).toEqual(form);
});

it('names limits that cross', () => {
  expect(planTroubles(emptyPlan())).toEqual([]);
  expect(planTroubles({ ...emptyPlan(), periods: 105, lower: 3, own: { tv: { ...NO_OWN, least: 9, most: 5 } } }))
    .toEqual(['Choose 1 to 104 periods.', 'The least total of all channels is over the most.', 'tv: the least per period is over the most.']);
});

it('past spend is that of the window', () => {
  const table: Table = {
    rows: 3,
    columns: [{ name: 'week', type: 'date', values: new Int32Array([18262, 18269, 18276]) }, { name: 'tv_spend', type: 'number', values: new Float64Array([1000, 10, 30]) }],
  };
  // 18269 is 2020-01-08.
  expect([...pastSpend(table, aSpec({ window: { from: '2020-01-08', to: '2020-12-31' } }))]).toEqual([['tv', { mean: 20, most: 30 }]]);
  expect(pastSpend(null, null).size).toBe(0);
});

it('compares the plan with the other patterns by what counts', () => {
  const patterns = patternsOf(aPlan({ lastYear: { spend: 400, response: 600, after: 20, value: 620 }, today: { spend: 500, response: 760, after: 30, value: 790 } }));
  expect(patterns.map(({ name, more }) => [name, more])).toEqual([['This plan', null], ['Even split', 25], ["Last year's pattern", 155], ["Today's spend", -15]]);
  expect(patterns[2]?.share).toBeCloseTo(0.25, 12);
  expect(patternsOf(aPlan())).toHaveLength(2);
});

it('colours by the channel’s largest period; years span their periods', () => {
  expect(heatOf([300, 0, 150])).toEqual([1, 0, 0.5]);
  expect(heatOf([0, 0])).toEqual([0, 0]);
  expect(tinted('#0072b2', 0.25)).toBe('rgba(0, 114, 178, 0.25)');
  expect(yearSpans(['2025-12-22', '2025-12-29', '2026-01-05'])).toEqual([{ year: '2025', periods: 2 }, { year: '2026', periods: 1 }]);
});
