import { expect, test } from 'vitest';
import { parseTable } from '../../../../core/data/parse.ts';
import { parseSpec } from '../../../../core/spec/parse.ts';
import { validationOfRun } from '../../../../renderer/pages/run/validation-of-run.ts';

const rows = Array.from({ length: 16 }, (_unused, week) => `${new Date(Date.UTC(2024, 0, 1 + 7 * week)).toISOString().slice(0, 10)},${week},1`);
const { table, format } = parseTable(`week,revenue,tv\n${rows.join('\n')}\n`);
const spec = parseSpec({
  format: 'mixwright/1', date: 'week', response: { column: 'revenue' }, channels: [{ name: 'tv', spend: 'tv' }], baseline: { source: 'none' },
  window: { from: '2024-01-01', to: '2024-03-18' }, tuning: { validation: { scheme: 'rolling_origin', folds: 2 } },
});

test('lengths follow from the window of the run in the table it was made on', () => {
  // 12 weeks: the later half in two blocks of 3.
  expect(validationOfRun({ spec, dataId: 'a' }, { id: 'a', format }, table)).toBe('rolling origin, 2 folds of 3 weeks, expanding');
});

test('nothing is taken from another table', () => {
  expect(validationOfRun({ spec, dataId: 'a' }, { id: 'b', format }, table)).toBe('rolling origin, 2 folds, expanding');
  expect(validationOfRun({ spec, dataId: 'a' }, null, null)).toBe('rolling origin, 2 folds, expanding');
});
