import { describe, expect, it } from 'vitest';
import type { Allocation } from '../../../core/allocation/problem.ts';
import { channelsTable, scenariosTable, scenarioSpendTable, scenarioTables } from '../../../core/report/allocation-tables.ts';
import { nextUnit } from '../../../core/report/allocation-words.ts';
import { createFormat } from '../../../core/report/format.ts';
import { reconciliationSteps, reconciliationTable } from '../../../core/report/insight-tables.ts';
import { outcomesTable } from '../../../core/report/outcome-tables.ts';
import { planCalendar } from '../../../core/report/plan-tables.ts';
import type { ReportTable } from '../../../core/report/tables.ts';
import { fullScenario, plan } from './scenario.ts';
import { weekly } from './weekly.ts';

const { prepared, params } = await weekly();
const revenue = { responseKind: 'revenue', spacing: 'week' } as const;
const conversion = { responseKind: 'conversion', spacing: 'week' } as const;
const format = createFormat('en', 'EUR');

/** Two channels by hand: 100 and 50 today, 120 and 30 suggested. */
const small: Allocation = {
  spend: { tv: 120, radio: 30 }, response: { tv: 60, radio: 12 }, marginalResponse: { tv: 0.4, radio: 0 },
  initial: { spend: { tv: 100, radio: 50 }, response: { tv: 50, radio: 15 } },
  total: { spend: 150, response: 72, initialSpend: 150, initialResponse: 65 },
  upperBound: 72, gap: 0, status: 'optimal', notes: [], limits: { radio: 'floor' }, shadowPrices: { budget: 0.4, channels: { radio: -0.1 }, groups: {} },
};

/** Every row is as long as the head, and cells are what their column says. */
function expectWellFormed({ caption, columns, rows }: ReportTable): void {
  for (const row of rows) {
    expect(row.length, caption).toBe(columns.length);
    row.forEach((cell, index) => {
      if (cell !== null && columns[index]?.style !== 'text') expect(typeof cell, `${caption}, ${columns[index]?.title}`).toBe('number');
    });
  }
}

describe('tables of a scenario', () => {
  it('have today, suggestion, limits and sums by channel', () => {
    const table = channelsTable(small, revenue);
    expectWellFormed(table);
    expect(table.rows[0]?.slice(0, 7)).toEqual(['tv', 100, 120, 120 / 100 - 1, 50, 60, 0.4]);
    expect(table.rows[1]?.slice(7)).toEqual(['at its least', -0.1]);
    expect(table.rows[2]?.slice(0, 6)).toEqual(['Total', 150, 150, 0, 65, 72]);
  });

  it('turn the next unit into a cost for conversions', () => {
    expect(channelsTable(small, conversion).rows.map((row) => row[6])).toEqual([2.5, null, null]);
    expect(nextUnit(conversion).of(undefined)).toBeNull();
  });

  it('set scenarios side by side', () => {
    const entries = [{ name: 'One', scenario: { scenario: { kind: 'max_response' as const, budget: 150 } }, allocation: small }, { name: 'Two', scenario: { scenario: { kind: 'max_response' as const } }, allocation: { ...small, spend: { tv: 90, video: 60 } } }];
    const table = scenariosTable(entries, revenue, format);
    expectWellFormed(table);
    expect(table.rows[0]?.slice(1)).toEqual(['Most response for €150 a period', 150, 72, 7, 7 / 65, 72 / 150, null, null]);
    const spend = scenarioSpendTable(entries, revenue);
    expectWellFormed(spend);
    expect(spend.rows).toEqual([['tv', 100, 120, 90], ['radio', 50, 30, null], ['video', null, null, 60], ['Total', 150, 150, 150]]);
  });

  it('show the largest gain first', () => {
    const model = { weight: 0.5, response: 10, initialResponse: 8, share: 0.25, best: 11, bestBound: 11, regret: 1 };
    const table = outcomesTable({ objective: { kind: 'mean' }, value: 0, bound: 0, mean: 0, worst: 0, tail: 0, probabilityOfGain: 1, models: [{ id: 'a', gain: 1, ...model }, { id: 'b', gain: 2, ...model }] });
    expect(table.rows.map(([id]) => id)).toEqual(['b', 'a']);
    expectWellFormed(table);
  });

  it('add a plan up over channels and periods', () => {
    const table = planCalendar(plan(['tv', 'radio']), revenue);
    expectWellFormed(table);
    expect(table.rows).toEqual([['2025-11-10', 10, 10, 20], ['2025-11-17', 20, 20, 40], ['Total', 30, 30, 60]]);
  });

  it('are all there for a full one, and one for a bare one', () => {
    const full = fullScenario('Full', prepared, params, { scenario: { kind: 'max_response' } });
    const tables = scenarioTables(full, revenue);
    expect(tables).toHaveLength(7);
    tables.forEach(expectWellFormed);
    expect(scenarioTables({ name: 'Bare', scenario: full.scenario, allocation: small }, revenue)).toHaveLength(1);
  });

  it('write the reconciliation wide and long', () => {
    const { reconciliation } = fullScenario('Full', prepared, params, { scenario: { kind: 'max_response' } });
    if (reconciliation === undefined || reconciliation === null) throw new Error('Expected a reconciliation.');
    const [wide, long] = [reconciliationTable(reconciliation, revenue), reconciliationSteps(reconciliation)];
    expectWellFormed(wide);
    expectWellFormed(long);
    expect(wide.rows).toHaveLength(reconciliation.total.length);
    expect(long.rows).toHaveLength((reconciliation.channels.length + 1) * reconciliation.total.length);
    expect(long.rows.at(-1)?.[2]).toBe(wide.rows.at(-1)?.at(-2));
  });
});
