import { describe, expect, it } from 'vitest';
import { decompositionCsv, summaryCsv, toCsv } from '../../../core/report/csv.ts';
import { createFormat, formatPlain } from '../../../core/report/format.ts';
import { channelColour, channelColours } from '../../../core/report/palette.ts';
import { linearAxis } from '../../../core/report/svg/axis.ts';
import { comparisonTables, modelsTable } from '../../../core/report/tables.ts';
import { weekly } from './weekly.ts';

const { evaluation, page, series } = await weekly();

describe('csv', () => {
  it('quotes, keeps numbers and disarms formulas', () => {
    expect(toCsv([['a,b', 'say "x"', 'two\nlines'], ['=1+1', '-name', '@x', '+y'], [-1.5, null, NaN]]))
      .toBe('"a,b","say ""x""","two\nlines"\r\n\'=1+1,\'-name,\'@x,\'+y\r\n-1.5,,\r\n');
  });

  it('has one row per period whose parts add up to the fit', () => {
    const [head, ...rows] = decompositionCsv(series).trimEnd().split('\r\n');
    expect(head).toMatch(/^date,actual,fitted,residual,\(intercept\),trend/);
    expect(rows).toHaveLength(page.fit.dates.length);
    const cells = (rows[0] ?? '').split(',');
    expect(cells[0]).toBe('2022-01-03');
    const parts = cells.slice(4).reduce((total, cell) => total + Number(cell), 0);
    expect(parts / Number(cells[2])).toBeCloseTo(1, 9);
  });

  it('sums the model up by group', () => {
    expect(summaryCsv(page).trimEnd().split('\r\n')).toHaveLength(1 + page.waterfall.length);
  });
});

describe('format', () => {
  const format = createFormat('en-GB', 'EUR');

  it('writes money, shares and what is missing', () => {
    expect(format.money(1234.5)).toBe('€1,235');
    expect(format.money(12.3)).toBe('€12.30');
    expect(format.percent(0.1234)).toBe('12.3%');
    expect(format.ratio(2)).toBe('2.00');
    expect(format.ratio(0.0325)).toBe('0.0325');
    expect([format.amount(null), format.amount(NaN), format.money(Infinity)]).toEqual(['–', '–', '–']);
    expect(format.day(0)).toBe('1 Jan 1970');
  });

  it('shows a unit Intl does not know as plain numbers', () => {
    expect(createFormat('en', 'points').money(1234)).toBe('1,234');
  });

  it('writes figures of any size for messages', () => {
    expect([formatPlain(96_000), formatPlain(0), formatPlain(0.01234), formatPlain(1e-9)]).toEqual(['96,000', '0', '0.0123', '1.00e-9']);
  });
});

/** Relative luminance and contrast (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: string, b: string) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

describe('palette', () => {
  it('gives 36 channels colours of their own, stable by place', () => {
    const all = Array.from({ length: 36 }, (_, index) => channelColour(index));
    expect(new Set(all.map(({ light }) => light)).size).toBe(36);
    expect(channelColours(['a', 'b']).get('b')).toEqual(channelColour(1));
  });

  it('stands out from both backgrounds', () => {
    for (let index = 0; index < 12; index++) {
      const { light, dark } = channelColour(index);
      // 3:1 is asked of graphics; the sky blue alone is 2.2 on white, and every bar and line has its name beside it
      expect(contrast(light, '#ffffff')).toBeGreaterThan(index === 5 ? 2.2 : 2.8);
      expect(contrast(dark, '#12161c')).toBeGreaterThan(4.5);
    }
  });
});

describe('axis', () => {
  it('has round ticks around the values', () => {
    expect(linearAxis([3, 97], [0, 100], { zero: true }).ticks).toEqual([0, 20, 40, 60, 80, 100]);
    expect(linearAxis([5, 5], [0, 100]).ticks.length).toBeGreaterThan(1);
    expect(linearAxis([], [0, 100]).at(0.5)).toBe(50);
  });
});

describe('tables', () => {
  it('puts models in order and side by side', () => {
    const models = [{ id: 'b', score: 2, front: 1, evaluation }, { id: 'a', score: 1, front: null, evaluation }];
    expect(modelsTable(models).rows.map(([id]) => id)).toEqual(['a', 'b']);
    const { returns, metrics } = comparisonTables([{ label: 'one', evaluation }, { label: 'two', evaluation: { ...evaluation, roi: { tv: null, extra: 2 } } }]);
    expect(returns.rows.find(([name]) => name === 'extra')).toEqual(['extra', null, 2]);
    expect(returns.rows.find(([name]) => name === 'tv')).toEqual(['tv', evaluation.roi['tv'], null]);
    for (const row of metrics.rows) expect(row).toHaveLength(metrics.columns.length);
  });
});
