import { expect, it } from 'vitest';
import { dayTicks } from '../../../renderer/charts/day-ticks.ts';
import { mergeDeep } from '../../../renderer/charts/merge.ts';
import { cellText, isFigures, toCsv } from '../../../renderer/charts/table.ts';
import { isoFromDays, daysFromIso } from '../../../core/data/calendar.ts';

it('writes CSV with full precision, quotes where needed, and no formulas', () => {
  const csv = toCsv({
    columns: [{ label: 'Channel' }, { label: 'Spend', unit: 'EUR', format: (value) => value.toFixed(0) }],
    rows: [['tv', 0.1 + 0.2], ['a "b", c', null], ['=HYPERLINK("x")', Number.NaN], ['-1+1', -5]],
  });
  expect(csv.split('\r\n')).toEqual(['Channel,Spend (EUR)', 'tv,0.30000000000000004', '"a ""b"", c",', '"\'=HYPERLINK(""x"")",', "'-1+1,-5", '']);
});

it('shows cells by the format of their column', () => {
  expect(cellText({ label: 'x', format: (value) => `${value} €` }, 5)).toBe('5 €');
  expect([cellText(undefined, null), cellText(undefined, Number.NaN), cellText(undefined, 'a')]).toEqual(['–', '–', 'a']);
  expect(isFigures({ columns: [{ label: 'a' }], rows: [[null], [1]] }, 0)).toBe(true);
});

it('merges options without changing either side', () => {
  const under = { a: { b: 1, c: [1] }, d: 1 };
  expect(mergeDeep(under, { a: { b: 2, c: [2] } })).toEqual({ a: { b: 2, c: [2] }, d: 1 });
  expect(under).toEqual({ a: { b: 1, c: [1] }, d: 1 });
});

it.each([
  ['2021-11-01', '2025-10-27', 8, ['2022-01-01', '2022-07-01', '2023-01-01', '2023-07-01', '2024-01-01', '2024-07-01', '2025-01-01', '2025-07-01']],
  ['2024-01-01', '2024-06-30', 8, ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01', '2024-06-01']],
  ['2024-01-01', '2024-01-29', 4, ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22', '2024-01-29']],
])('labels an axis from %s to %s', (from, to, count, ticks) => {
  expect(dayTicks(daysFromIso(from) ?? 0, daysFromIso(to) ?? 0, count).map(isoFromDays)).toEqual(ticks);
});

it('never labels more than it has room for, over a century', () => {
  for (const years of [1, 3, 10, 40, 100]) {
    const ticks = dayTicks(0, years * 365, 6);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(7);
  }
});
