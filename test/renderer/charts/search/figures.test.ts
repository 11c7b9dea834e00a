import { describe, expect, it } from 'vitest';
import { searchData } from '../../../../core/report/search/candidates.ts';
import type { SearchParameter } from '../../../../core/report/search/candidates.ts';
import type { Cloud } from '../../../../renderer/charts/cloud.ts';
import { ramp } from '../../../../renderer/charts/search/canvas.ts';
import { historyFigure, hypervolumeFigure } from '../../../../renderer/charts/search/history-figure.ts';
import { importanceFigure } from '../../../../renderer/charts/search/importance-figure.ts';
import { axisName, endText, valueText } from '../../../../renderer/charts/search/labels.ts';
import { axisX, axisY, frameOf, rest, sample } from '../../../../renderer/charts/search/parallel-draw.ts';
import { viewOf } from '../../../../renderer/charts/search/view.ts';
import type { ChartTheme } from '../../../../renderer/charts/theme.ts';
import { createFormat } from '../../../../renderer/composables/format.ts';
import { candidateColumns, candidatesCsv } from '../../../../renderer/pages/search/candidate-columns.ts';

const theme: ChartTheme = {
  dark: false, text: '#000000', muted: '#000000', grid: '#000000', zero: '#000000', surface: '#ffffff', accent: '#0000ff', accentFaint: '#aaaaff', neutral: '#888888', warning: '#ffaa00',
};
const style = { theme, format: createFormat('en', 'EUR') };
const column = (...values: number[]): Float64Array => Float64Array.from(values);
const choice: SearchParameter = { name: 'tv.adstock', lower: 0, upper: 1, choices: ['geometric', 'weibull_pdf'] };
const data = searchData({
  count: 3, trial: column(1, 1, 2), iteration: column(1, 2, 1), nrmse: column(0.3, 0.1, 0.2), decompRssd: column(1, 2, Infinity), mape: column(0, 0, 0), front: column(NaN, 1, NaN), score: column(NaN, NaN, NaN),
}, { parameters: [{ name: 'tv.theta', lower: 0, upper: 1 }, choice], values: column(0.25, 0, 0.5, 1, 1 / 3, 1) });
const all = Int32Array.of(0, 1, 2);

describe('pictures of a search', () => {
  it('show the objective by iteration; a point leads to its model', () => {
    const { config, table, summary } = historyFigure(data, all, 'nrmse', style);
    const { cloud } = config.options?.plugins as unknown as { cloud: { points: () => Cloud } };
    expect([[...cloud.points().x], [...cloud.points().y], cloud.points().raw(2)]).toEqual([[1, 2, 1], [0.3, 0.1, 0.2], { id: '2_1' }]);
    expect(table.rows.map(([iteration, median]) => [iteration, median])).toEqual([[1, 0.25], [2, 0.15000000000000002]]);
    expect(summary).toContain('from 0.2500 to 0.1500');
    expect(historyFigure(data, new Int32Array(0), 'nrmse', style).summary).toContain('nothing to show');
  });

  it('show the hypervolume, and say so where there is none', () => {
    expect(hypervolumeFigure({ iterations: [5, 10], volume: [0.2, 0.5], objectives: ['nrmse', 'decompRssd'] }, style)).toMatchObject({
      table: { rows: [[5, 0.2], [10, 0.5]] }, summary: 'Hypervolume by iteration: from 20.0% to 50.0% of the plane of NRMSE and decomp.RSSD.',
    });
    expect(hypervolumeFigure(null, style).summary).toContain('nothing to show');
  });

  it('show the most important parameter first, with where the best lie', () => {
    const { table, summary } = importanceFigure(data, [
      { parameter: 0, divergence: 0.5, chance: 0.1, share: 0.25, middle: [0.2, 0.4] }, { parameter: 1, divergence: 1.3, chance: 0.1, share: 0.75, middle: null },
    ], style);
    expect(table.rows).toEqual([['tv.adstock', 0.75, 1.3, 0.1, null, null], ['tv.theta', 0.25, 0.5, 0.1, '0.200', '0.400']]);
    expect(summary).toContain('tv.adstock 75.0%, tv.theta 25.0%');
    expect(importanceFigure(data, [], style).summary).toContain('none parts');
  });

  it('cut wild values off, and keep an objective at 0 or above', () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => (i === 100 ? 1000 : i));
    // The 98 % quantile of 0 … 99 and 1000 is 98; 4 % of room.
    expect(viewOf(values, Int32Array.from(values.keys()))).toEqual([0, 98 + 98 * 0.04]);
    expect(viewOf(column(Infinity, NaN), Int32Array.of(0, 1))).toBeNull();
  });

  it('draw no more lines than help, best apart from the rest', () => {
    expect([...rest(Int32Array.of(1, 3, 5, 7), Int32Array.of(3, 7))]).toEqual([1, 5]);
    expect([...sample(Int32Array.of(1, 2, 3, 4, 5, 6), 3)]).toEqual([1, 3, 5]);
    expect([...sample(Int32Array.of(1, 2), 3)]).toEqual([1, 2]);
    const frame = frameOf(400, 300);
    expect([axisX(frame, 4, 0), axisX(frame, 4, 3), axisY(frame, 0), axisY(frame, 1), axisY(frame, 7)]).toEqual([50, 350, frame.bottom, frame.top, frame.top]);
  });

  it('colour early candidates otherwise than late ones', () => {
    // As pixels lie in memory: alpha, blue, green, red from the highest byte down.
    expect([...ramp('#000000', '#0a1420', 3)]).toEqual([0xff000000, 0xff100a05, 0xff20140a]);
  });

  it('name values as people do', () => {
    expect([axisName('decompRssd'), axisName('tv.theta'), valueText(choice, 1, style.format), endText(choice, 0, style.format)]).toEqual(['decomp.RSSD', 'tv.theta', 'Weibull, delayed', 'Geometric']);
    expect(valueText({ name: 'price.lag', lower: 0, upper: 3, whole: true }, 2, style.format)).toBe('2');
  });
});

describe('the table of candidates', () => {
  const columns = candidateColumns(data, style.format);
  it('has objectives that are there, then every parameter, choices by label', () => {
    expect(columns.map(({ label }) => label)).toEqual(['Trial', 'Iteration', 'NRMSE', 'decomp.RSSD', 'Front', 'tv.theta', 'tv.adstock']);
    expect(columns.map(({ values, text }) => text(values[2] ?? NaN))).toEqual(['2', '1', '0.2000', '–', '–', '0.3333', 'Weibull, delayed']);
  });

  it('is saved in the order shown with full precision', async () => {
    const text = new TextDecoder().decode(await candidatesCsv(data, Int32Array.of(2, 1), columns));
    expect(text.split('\r\n')).toEqual(['model,trial,iteration,nrmse,decompRssd,front,tv.theta,tv.adstock', '2_1,2,1,0.2,,,0.3333333333333333,weibull_pdf', '1_2,1,2,0.1,2,1,0.5,weibull_pdf', '']);
  });
});
