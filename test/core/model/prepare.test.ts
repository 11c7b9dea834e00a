import { describe, expect, it } from 'vitest';
import type { Table } from '../../../core/data/table.ts';
import { encodeFactor } from '../../../core/model/factors.ts';
import { penaltyRange } from '../../../core/model/penalty-range.ts';
import { prepare } from '../../../core/model/prepare.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { loadWeekly } from '../../fixtures/weekly.ts';

/** Five weeks from Monday 2024-01-01 (day 19,723), window: the last four. */
function small(edit: (spec: Spec) => void = () => undefined, change: (table: Table) => void = () => undefined): PreparedData {
  const number = (name: string, ...values: number[]): Table['columns'][number] => ({ name, type: 'number', values: Float64Array.from(values) });
  const table: Table = {
    rows: 5,
    columns: [
      { name: 'week', type: 'date', values: Int32Array.of(19723, 19730, 19737, 19744, 19751) },
      number('sales', 10, 12, 11, 15, 13), number('tv_spend', 100, 200, 0, 200, 0), number('tv_grp', 7, 10, 0, 30, 0), number('mails', 1, 2, 3, 4, 5),
      number('price', 5, 6, 5, 6, 5), { name: 'promo', type: 'text', values: ['none', 'sale', 'none', 'big', 'none'] },
    ],
  };
  const spec = parseSpec({
    format: 'mixwright/1', name: 'small', date: 'week', response: { column: 'sales', kind: 'revenue' },
    window: { from: '2024-01-08', to: '2024-01-29' }, baseline: { source: 'none' },
    channels: [{ name: 'tv', spend: 'tv_spend', exposure: 'tv_grp' }], organic: [{ name: 'mail', column: 'mails', adstock: 'weibull_cdf' }],
    context: [{ column: 'price', sign: 'negative' }, { column: 'promo', type: 'factor' }],
    hyperparameters: { tv: { theta: [0.1, 0.2], alpha: 2 } },
    tuning: { validation: { scheme: 'holdout' } },
  });
  edit(spec);
  change(table);
  return prepare(spec, table, 'week', [{ name: 'trend', values: Float64Array.of(1, 2, 3, 4, 5) }]);
}

describe('prepare', () => {
  it('orders terms baseline, context, paid, organic', () => {
    const { terms, windowStart, windowRows } = small();
    expect(terms.map(({ name, group, kind, sign }) => [name, group, kind, sign])).toEqual([
      ['trend', 'trend', 'baseline', 'free'], ['price', 'price', 'context', 'negative'], ['promo=sale', 'promo', 'context', 'free'],
      ['promo=big', 'promo', 'context', 'free'], ['tv', 'tv', 'paid', 'positive'], ['mail', 'mail', 'organic', 'positive'],
    ]);
    expect([windowStart, windowRows]).toEqual([1, 4]);
  });

  it('puts exposures in money: × Σ spend / Σ exposure over the window', () => {
    const { columns, spend } = small();
    expect(Array.from(columns.subarray(20, 25))).toEqual([70, 100, 0, 300, 0]); // 400 / 40 = 10 per point
    expect(Array.from(spend)).toEqual([100, 200, 0, 200, 0]);
  });

  it('lays out the space medium by medium, then lambda and train_size', () => {
    const { space, media } = small();
    expect(space.parameters.map(({ name }) => name)).toEqual(['tv.theta', 'tv.alpha', 'tv.gamma', 'mail.shape', 'mail.scale', 'mail.alpha',
      'mail.gamma', 'lambda', 'train_size']);
    expect(space.parameters.slice(0, 2)).toEqual([{ name: 'tv.theta', lower: 0.1, upper: 0.2 }, { name: 'tv.alpha', lower: 2, upper: 2 }]);
    expect(media).toEqual([
      { name: 'tv', kind: 'paid', term: 4, adstock: 'geometric', first: 0, second: 0, alpha: 1, gamma: 2 },
      { name: 'mail', kind: 'organic', term: 5, adstock: 'weibull_cdf', first: 3, second: 4, alpha: 5, gamma: 6 },
    ]);
  });

  it('is plain data', () => {
    const { prepared } = loadWeekly();
    expect(structuredClone(prepared)).toEqual(prepared);
  });

  const setNumber = (name: string, row: number, value: number) => (table: Table): void => {
    const column = table.columns.find((each) => each.name === name);
    if (column?.type === 'number') column.values[row] = value;
  };
  const nothing = (): void => undefined;

  it.each<[string, (spec: Spec) => void, (table: Table) => void, RegExp]>([
    ['a column that is not there', (spec) => { spec.channels[0] = { name: 'tv', spend: 'tv_spent', sign: 'positive' }; }, nothing,
      /channels\[0\]\.spend.*no column "tv_spent".*Did you mean "tv_spend"/],
    ['text for numbers', (spec) => { spec.response.column = 'promo'; }, nothing, /"promo" holds texts, not numbers/],
    ['a missing value', nothing, setNumber('price', 2, NaN), /"price" has no number on 2024-01-15/],
    ['negative spend', nothing, setNumber('tv_spend', 3, -4), /"tv_spend" is -4 on 2024-01-22/],
    ['an empty window', (spec) => { spec.window = { from: '2030-01-01', to: '2031-01-01' }; }, nothing, /window.*no row/],
    ['a name used twice', (spec) => { spec.organic = [{ name: 'price', column: 'mails', sign: 'positive' }]; }, nothing, /"price" names two terms/],
    ['a name used by a factor', (spec) => { spec.organic = [{ name: 'promo', column: 'mails', sign: 'positive' }]; }, nothing, /"promo" names two terms/],
    ['exposure without any', nothing, (table) => { [1, 3].forEach((row) => setNumber('tv_grp', row, 0)(table)); }, /"tv_grp" is 0 throughout/],
    ['an unknown level', (spec) => { spec.context[1] = { column: 'promo', type: 'factor', sign: 'free', reference: 'nome' }; }, nothing,
      /context\[1\]\.reference.*no level "nome".*"none"/],
  ])('refuses %s', (_, edit, change, message) => {
    expect(() => small(edit, change)).toThrow(message);
  });
});

describe('lift studies', () => {
  const study = (from: string, to: string, lift = 5, channels = ['tv']) => (spec: Spec): void => {
    spec.calibration = [{ channels, from, to, lift, scope: 'total' }];
  };
  const rows = (from: string, to: string): unknown[] => {
    const [found] = small(study(from, to)).studies;
    return [found?.rowFrom, found?.rowTo, found?.scale];
  };

  it('take the rows dated within, scaled by differences of dates', () => {
    expect(rows('2024-01-08', '2024-01-28')).toEqual([1, 3, 20 / 14]);
    expect(rows('2024-01-08', '2024-01-22')).toEqual([1, 3, 1]);
  });

  it('take the row before when they start between rows', () => {
    expect(rows('2024-01-10', '2024-01-24')).toEqual([1, 3, 14 / 14]);
  });

  it('of one period count days, both ends', () => {
    expect(rows('2024-01-15', '2024-01-21')).toEqual([2, 2, 1]);
    expect(rows('2024-01-16', '2024-01-17')).toEqual([2, 2, 2 / 7]);
  });

  it.each([
    [study('2023-12-01', '2024-01-20'), /calibration\[0\].*runs from 2023-12-01.*window from 2024-01-08 to 2024-02-04/],
    [study('2024-01-02', '2024-01-20'), /2024-01-02/],
    [study('2024-01-08', '2024-02-05'), /2024-02-05/],
    [study('2024-01-20', '2024-01-10'), /before it starts/],
    [study('2024-01-08', '2024-01-20', 0), /lift of 0/],
    [study('2024-01-08', '2024-01-20', 5, ['tvv']), /channels\[0\].*"tvv".*Did you mean "tv"/],
  ])('refuse what makes no sense (%#)', (edit, message) => {
    expect(() => small(edit)).toThrow(message);
  });
});

describe('factors', () => {
  it('leave out the most frequent level, the first on a tie, or the named one', () => {
    expect(encodeFactor('f', ['a', 'b', 'b'], undefined, 'k')).toEqual({ reference: 'b', levels: [{ level: 'a', values: Float64Array.of(1, 0, 0) }] });
    expect(encodeFactor('f', ['b', 'a'], undefined, 'k').reference).toBe('b');
    expect(encodeFactor('f', ['b', 'a'], 'a', 'k').levels).toEqual([{ level: 'b', values: Float64Array.of(1, 0) }]);
  });

  it('need two levels', () => {
    expect(() => encodeFactor('f', ['a', 'a'], undefined, 'context[0]')).toThrow(/context\[0\].*only one level, "a"/);
  });
});

describe('range of the penalty', () => {
  it('is 0.1·|Σ zy| / (0.001·N) of the strongest column', () => {
    // z of 1, 2, 3, 4 is (x − 2.5)/√1.25; Σ zy with y = x is 5/√1.25; the constant column does not count.
    const { lambdaMin, lambdaMax } = penaltyRange(Float64Array.of(1, 2, 3, 4, 7, 7, 7, 7), Float64Array.of(1, 2, 3, 4));
    expect(lambdaMax).toBeCloseTo((0.1 * (5 / Math.sqrt(1.25))) / 0.004, 10);
    expect(lambdaMin).toBeCloseTo(1e-4 * lambdaMax, 12);
  });
});
