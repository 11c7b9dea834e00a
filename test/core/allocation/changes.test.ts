import { describe, expect, it } from 'vitest';
import { suggestionChanges } from '../../../core/allocation/changes.ts';
import type { SuggestionNow, SuggestionOrigin } from '../../../core/allocation/changes.ts';
import type { Curve } from '../../../core/allocation/curve.ts';
import type { Allocation } from '../../../core/allocation/problem.ts';
import { createFormat } from '../../../core/report/format.ts';

const FORMAT = createFormat('en', null);
/** f(s) = β·s/(s + 50) */
const curve = (coefficient: number): Curve => ({ coefficient, alpha: 1, inflexion: 50, carryover: 0 });

function allocation(spend: Record<string, number>, initial: Record<string, number>, more: Partial<Allocation> = {}): Allocation {
  const sum = (values: Record<string, number>): number => Object.values(values).reduce((a, b) => a + b, 0);
  // As by f with β = 100: response 50 at 50, slope β·50/(s + 50)².
  const response = (values: Record<string, number>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, (100 * value) / (value + 50)]));
  return {
    spend, response: response(spend), marginalResponse: Object.fromEntries(Object.entries(spend).map(([name, value]) => [name, 5000 / (value + 50) ** 2])),
    initial: { spend: initial, response: response(initial) },
    total: { spend: sum(spend), response: sum(response(spend)), initialSpend: sum(initial), initialResponse: sum(response(initial)) },
    upperBound: 0, gap: 0, status: 'optimal', notes: [], ...more,
  };
}

const BEFORE: SuggestionOrigin = {
  runNumber: 1, modelId: '1_1', dataId: 'a', rows: 100, window: { from: '2024-01-01', to: '2024-12-30' }, models: 1,
  allocation: allocation({ tv: 50, web: 50 }, { tv: 60, web: 40 }),
};

function now(changes: Partial<SuggestionNow>, coefficients: Record<string, number> = { tv: 100, web: 100 }): SuggestionNow {
  const all = { ...BEFORE, ...changes };
  const channels = Object.keys(all.allocation.spend).map((name) => ({ ...curve(coefficients[name] ?? 0), name, spend: 50, lower: 0, upper: 2 }));
  return { ...all, problem: { channels, scenario: { kind: 'max_response', budget: 100 } } };
}

describe('what changed since a scenario was saved', () => {
  it('is nothing where all is the same', () => {
    expect(suggestionChanges(BEFORE, now({}), FORMAT)).toEqual([]);
  });

  it('is run, table, window and models, in this order', () => {
    const later = now({ runNumber: 3, modelId: '2_7', dataId: 'b', rows: 112, window: { from: '2024-01-01', to: '2025-03-24' }, models: 4 });
    expect(suggestionChanges(BEFORE, later, FORMAT)).toEqual([
      'Saved on run 1 (model 1_1); asked again of run 3 (model 2_7).',
      'The table is another one: 112 rows, it had 100 rows.',
      'The modelling window is 2024-01-01 to 2025-03-24; it was 2024-01-01 to 2024-12-30.',
      'It is decided over 4 models; it was over one model.',
    ]);
  });

  it('tells why a channel gets another spend: its curve, the next unit, a limit, or the others', () => {
    const moved = { tv: 70, web: 30 };
    const told = (coefficients: Record<string, number>, more: Partial<Allocation> = {}) =>
      suggestionChanges(BEFORE, now({ allocation: { ...allocation(moved, { tv: 60, web: 40 }), total: BEFORE.allocation.total, ...more } }, coefficients), FORMAT);
    // β of tv from 100 to 150: at 50 it gives 75 where it gave 50, and 150·50/100² = 0.75 for the next unit, it was 0.5.
    expect(told({ tv: 150, web: 100 })).toEqual([
      'tv: 70 suggested, it was 50 (+40.0%); at 50 its curve gives more, 75 where it gave 50, and the next unit of money there brings 0.75, it was 0.50.',
      'web: 30 suggested, it was 50 (−40.0%); its own curve has hardly changed, what the other channels bring or may spend has.',
    ]);
    expect(told({ tv: 100, web: 100 }, { limits: { tv: 'ceiling' } })[0]).toBe('tv: 70 suggested, it was 50 (+40.0%); it is at the most it may have.');
  });

  it('weighs several models as the suggestion does', () => {
    const later = now({ allocation: { ...allocation({ tv: 70, web: 30 }, { tv: 60, web: 40 }), total: BEFORE.allocation.total } });
    later.problem.models = [{ id: 'a', weight: 3, curves: { tv: curve(100), web: curve(100) } }, { id: 'b', weight: 1, curves: { tv: curve(200), web: curve(100) } }];
    // (3·50 + 1·100)/4 = 62.5
    expect(suggestionChanges(BEFORE, later, FORMAT)[0]).toContain('at 50 its curve gives more, 62.50 where it gave 50');
  });

  it("tells today's spend and channels that came or went, the largest first", () => {
    const later = now({ allocation: allocation({ tv: 50, radio: 5 }, { tv: 90, radio: 5 }) }, { tv: 100, radio: 100 });
    const told = suggestionChanges(BEFORE, later, FORMAT);
    const place = (words: string): number => told.findIndex((sentence) => sentence.includes(words));
    // web had half of the suggested money, tv's change is 30 of 100 today, radio gets 5 of 55.
    expect(told[place('web is')]).toBe('web is no longer a channel of the model; it had 40 and 50 was suggested.');
    expect(told[place('radio is')]).toBe('radio is a new channel: 5 today, 5 suggested.');
    expect(told[place("Today's spend")]).toBe("Today's spend is 95 a period; it was 100 (tv +30).");
    expect(place('web is')).toBeLessThan(place("Today's spend"));
    expect(place("Today's spend")).toBeLessThan(place('radio is'));
  });

  it('says first that what was asked for cannot be met any more, and compares no nearest spends', () => {
    const told = suggestionChanges(BEFORE, now({ allocation: allocation({ tv: 90, web: 10 }, { tv: 60, web: 40 }, { status: 'infeasible', notes: ['The budget is too small.'] }) }), FORMAT);
    expect(told).toEqual(["What it asks for can't be met any more. The budget is too small."]);
  });
});
