import { expect, it } from 'vitest';
import { referenceMaximum } from '../../../core/calibration/reference-maximum.ts';
import type { Table } from '../../../core/data/table.ts';
import { parseSpec } from '../../../core/spec/parse.ts';

const table: Table = {
  rows: 4,
  columns: [
    { name: 'week', type: 'date', values: Int32Array.of(19_723, 19_730, 19_737, 19_744) },
    ...(Object.entries({ sales: [1, 2, 3, 4], tv_spend: [100, 0, 60, 20], tv_grp: [40, 0, 10, 10], mails: [1, 2, 3, 8] })
      .map(([name, values]) => ({ name, type: 'number' as const, values: Float64Array.from(values) }))),
  ],
};
const spec = (change: object) => parseSpec({
  format: 'mixwright/1', date: 'week', response: { column: 'sales' }, baseline: { source: 'none' }, channels: [{ name: 'tv', spend: 'tv_spend' }],
  organic: [{ name: 'mail', column: 'mails' }], window: { from: '2024-01-08', to: '2024-01-22' }, ...change,
});

it('is the largest adstocked value in the window, what came before it included', () => {
  // θ 0: 60. θ 0.5: 100, 50, 85, 62.5 → in the window 85. The middle, 0.25: 100, 25, 66.25.
  expect(referenceMaximum(spec({ hyperparameters: { tv: { theta: [0, 0.5] } } }), table, 'tv')).toEqual({ lowest: 60, highest: 85 });
  expect(referenceMaximum(spec({ hyperparameters: { tv: { theta: 0.5 } } }), table, 'tv')).toEqual({ lowest: 85, highest: 85 });
  expect(referenceMaximum(spec({ hyperparameters: { mail: { theta: 0 } } }), table, 'mail')).toEqual({ lowest: 8, highest: 8 });
});

it('takes exposures in money', () => {
  // In the window 80 spent for 20 points: 4 each; 10 points are 40.
  const exposed = spec({ channels: [{ name: 'tv', spend: 'tv_spend', exposure: 'tv_grp' }], hyperparameters: { tv: { theta: 0 } } });
  expect(referenceMaximum(exposed, table, 'tv')).toEqual({ lowest: 40, highest: 40 });
});

it('refuses a name that is not there', () => {
  expect(() => referenceMaximum(spec({}), table, 'radio')).toThrow(/no channel "radio"/);
});
