import { describe, expect, it } from 'vitest';
import { summaryCsv } from '../../../core/report/csv.ts';
import { createFormat } from '../../../core/report/format.ts';
import { renderHtmlReport } from '../../../core/report/html/report.ts';
import { bandAt, intervalCells, intervalName, intervalSentence, intervalText } from '../../../core/report/interval-words.ts';
import { validationSentences } from '../../../core/report/validation-sentences.ts';
import { axisValues, drawnWhisker, whiskerLimit } from '../../../core/report/whisker.ts';
import type { ModelIntervals } from '../../../core/uncertainty/interval.ts';
import { renamed, weekly } from './weekly.ts';

const { page, report } = await weekly();
const names = page.shares.map(({ channel }) => channel);
const byChannel = <T>(value: (index: number) => T): Record<string, T> => Object.fromEntries(names.map((name, index) => [name, value(index)]));
const intervals: ModelIntervals = {
  level: 0.9, covers: 'sampling', resamples: 500, blockLength: 4,
  coefficients: { '(intercept)': { lower: 1, upper: 2 }, 'tv': { lower: 0, upper: 3 } },
  contribution: Object.fromEntries(page.waterfall.map(({ group, value }) => [group, { lower: value - 1000, upper: value + 1000 }])),
  roas: byChannel((index) => (index === 1 ? null : { lower: 0, upper: 4321.5 })),
  cpa: byChannel(() => ({ lower: 0.25, upper: Infinity })),
  effectShare: byChannel(() => ({ lower: 0.01, upper: 0.99 })),
  curves: { tv: { spend: [0, 10], lower: [0, 5], upper: [2, 15] } },
  notes: ['A limit.'],
};

describe('intervals in words', () => {
  it('always say what they cover', () => {
    expect(intervalName(intervals)).toBe('90 % interval, sampling');
    expect(intervalSentence(intervals, 'week')).toMatch(/^90 % interval, sampling: covers noise in the data, .* taken as given\. Made by refitting on 500 resamples of the residuals in blocks of 4 weeks, without the penalty, and stretched by the factor at which .* 9 of 10 simulated advertisers\.$/);
    expect(intervalSentence({ ...intervals, covers: 'models', blockLength: 1 }, 'week')).not.toContain('resamples');
  });

  it('write ends, and that there is no end', () => {
    const two = (value: number): string => value.toFixed(1);
    expect([intervalText({ lower: 1, upper: 2 }, two), intervalText({ lower: 1, upper: Infinity }, two), intervalText(null, two), intervalText(undefined, two)])
      .toEqual(['1.0 to 2.0', 'over 1.0', '–', '–']);
    expect([intervalCells({ lower: 1, upper: Infinity }), intervalCells(null)]).toEqual([[1, null], [null, null]]);
  });

  it('take the band between two of its points', () => {
    expect(bandAt(intervals, 'tv', 5)).toEqual({ lower: 2.5, upper: 8.5 });
    expect(bandAt(intervals, 'tv', 0)).toEqual({ lower: 0, upper: 2 });
    expect([bandAt(intervals, 'tv', 11), bandAt(intervals, 'radio', 5), bandAt(null, 'tv', 5)]).toEqual([null, null, null]);
  });
});

describe('whiskers', () => {
  it('end at three times the largest value, open there', () => {
    expect(whiskerLimit([1, -2, null])).toBe(6);
    expect(drawnWhisker([-1, 100], 6)).toEqual({ lower: -1, upper: 6, openBelow: false, openAbove: true });
    expect(axisValues([1, 2, null], [[0.5, Infinity], null])).toEqual([1, 2, 0.5, 6]);
    expect(whiskerLimit([0, null])).toBe(Infinity);
    expect(axisValues([0], [[0, Infinity]])).toEqual([0, 0]);
  });
});

describe('intervals in files', () => {
  it('join the table of channels, infinite ends left empty', () => {
    const [head = '', ...rows] = summaryCsv(page, intervals).trimEnd().split('\r\n');
    const at = (name: string): number => head.split(',').indexOf(name);
    const tv = (rows.find((row) => row.startsWith('tv,')) ?? '').split(',');
    expect([tv[at('roas_upper')], tv[at('cpa_lower')], tv[at('cpa_upper')], tv[at('effect_share_lower')]]).toEqual(['4321.5', '0.25', '', '0.01']);
    expect(head).not.toBe(summaryCsv(page).split('\r\n')[0]);
    for (const row of rows) expect(row).toMatch(/"90 % interval, sampling"$/);
  });

  const html = renderHtmlReport({ ...report, model: { ...report.model, intervals } });
  it('are drawn and told in the HTML report', () => {
    expect(html.match(/class="whisker"/g)?.length).toBeGreaterThan(names.length);
    expect(html.match(/class="band /g)).toHaveLength(1);
    for (const words of ['to 4,321.50', 'A limit.', 'ROAS, lower end', 'Coefficient, upper end', '500 resamples']) expect(html).toContain(words);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
    expect(renderHtmlReport(report)).not.toMatch(/class="whisker"|lower end/);
  });
});

describe('validation told', () => {
  const format = createFormat('en', null);
  const folds = [0.1, 0.2, 0.3].map((nrmse, index) => ({ from: 19_000 + 70 * index, to: 19_063 + 70 * index, trainRows: 50, nrmse }));
  const validation = { words: 'rolling origin, 3 folds', folds, mean: 0.2, sd: 0.1 };
  const testPeriod = { from: 19_300, to: 19_363, rows: 10, nrmse: 0.4, rsq: 0.5 };

  it('says mean, spread and unevenness of the folds, and the test period', () => {
    const [scheme, errors, test] = validationSentences({ validation, testPeriod, spacing: 'week' }, format, true);
    expect(scheme).toBe('Rolling origin, 3 folds.');
    expect(errors).toMatch(/NRMSE 0\.200 ± 0\.100 \(mean and standard deviation of 3 folds; 0\.100 in the best, 0\.300 in the worst\)\. The folds differ a lot/);
    expect(test).toMatch(/^Tuned without the last 10 weeks .*NRMSE there 0\.400.*refitted on all rows; both versions are shown\.$/);
  });

  it('says when nothing was held out', () => {
    expect(validationSentences({ validation: { words: 'holdout', folds: [], mean: null, sd: null }, testPeriod: null, spacing: 'week' }, format, false)[1]).toContain('No periods were held out');
  });

  it('stands in the report with every fold and what was refitted', () => {
    const { model } = report;
    const html = renderHtmlReport({ ...report, model: { ...model, refit: model.evaluation, page: { ...page, validation, testPeriod } } });
    expect(html.match(/class="region (even|odd|kept)"/g)).toEqual(['class="region even"', 'class="region odd"', 'class="region even"', 'class="region kept"']);
    for (const words of ['<caption>Error by fold</caption>', '<caption>As tuned and refitted on all rows</caption>', 'Refitted on all rows']) expect(html).toContain(words);
  });

  it('escapes what findings and studies bring in', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const finding = { id: 'x', level: 'fail' as const, title: 'NAME', figure: 'NAME 1', text: 'NAME', advice: 'NAME', plot: { kind: 'bars' as const, title: 'NAME', x: ['NAME'], xKind: 'name' as const, xLabel: 'NAME', yLabel: 'NAME', series: [{ name: 'NAME', y: [1] }], lines: [{ name: 'NAME', y: 2 }] } };
    const study = { index: 0, channels: ['NAME'], from: '2024-01-01', to: '2024-02-01', scope: 'total' as const, observed: 5, predicted: NaN, error: NaN, weight: 1, spend: null, spendFrom: 'table' as const, roas: { observed: null, predicted: null }, cpa: { observed: null, predicted: null } };
    const html = renderHtmlReport(renamed({ ...report, model: { ...report.model, page: { ...page, diagnostics: [finding], lift: [study] } } }, 'NAME', evil));
    expect(html).not.toContain('<img');
    expect(html).toContain('1 FAIL, 0 LOOK, 0 PASS');
    expect(html).toContain('What to do:');
  });
});
