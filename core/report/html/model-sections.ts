import { bandAt, intervalCells, intervalName, intervalSentence, intervalText } from '../interval-words.ts';
import type { ModelPage } from '../model-page.ts';
import { barChart, waterfallChart } from '../svg/bars.ts';
import { lineChart } from '../svg/lines.ts';
import type { CellStyle, ReportTable } from '../tables.ts';
import type { Interval, ModelIntervals } from '../../uncertainty/interval.ts';
import type { Whisker } from '../whisker.ts';
import { escapeHtml } from './escape.ts';
import { fitSection } from './fit-section.ts';
import type { Drawing, ReportModel } from './report-data.ts';
import { section } from './section.ts';
import { figureHtml, table, tableHtml } from './table.ts';

/** What a model says, section by section, each figure with its interval. */
export function modelSections(model: ReportModel, drawing: Drawing): string[] {
  const { page, intervals } = model;
  return [
    shares(page, intervals, drawing), waterfall(page, intervals, drawing), curves(page, intervals, drawing),
    carryover(page, drawing), fitSection(page, drawing), coefficients(model, drawing),
  ];
}

/** Below a figure with intervals: what they cover. */
function covered(page: ModelPage, intervals: ModelIntervals | null): string {
  return intervals === null ? '' : ` Thin lines and bands: ${intervalSentence(intervals, page.spacing)}`;
}

const ends = (interval: Interval | null | undefined): Whisker | null => (interval === null || interval === undefined ? null : [interval.lower, interval.upper]);
/** Titles of the two columns that hold an interval's ends. */
const endColumns = (intervals: ModelIntervals | null, what: string, style: CellStyle): [string, CellStyle][] =>
  (intervals === null ? [] : [[`${what}, lower end`, style], [`${what}, upper end`, style]]);
const endCells = (intervals: ModelIntervals | null, interval: Interval | null | undefined): (number | null)[] => (intervals === null ? [] : intervalCells(interval));

function shares(page: ModelPage, intervals: ModelIntervals | null, { format }: Drawing): string {
  const isRevenue = page.responseKind === 'revenue';
  const returns = isRevenue ? 'ROAS' : 'CPA';
  const figure = isRevenue ? format.ratio : format.money;
  const value = ({ roas, cpa }: ModelPage['shares'][number]) => (isRevenue ? roas : cpa);
  const interval = (channel: string) => (isRevenue ? intervals?.roas[channel] : intervals?.cpa[channel]);
  const efficiency = barChart(`${returns} by channel`, page.shares.map((row) => ({
    label: row.channel, values: [value(row)], whiskers: [ends(interval(row.channel))],
    note: `${returns} ${figure(value(row))}${intervals === null ? '' : ` (${intervalText(interval(row.channel), figure)})`}`,
  })), [{ name: returns, paint: 'fitted' }], figure);
  const drawn = barChart('Share of spend and of effect by channel',
    page.shares.map((row) => ({ label: row.channel, values: [row.spendShare, row.effectShare], whiskers: [null, ends(intervals?.effectShare?.[row.channel])] })),
    [{ name: 'Share of spend', paint: 'baseline' }, { name: 'Share of effect', paint: 'fitted' }], (share) => format.percent(share, 0));
  return section('What each channel costs and brings',
    figureHtml(`${isRevenue ? `Response per ${format.currency} spent` : `${format.currency} spent per conversion`}, over the window.${covered(page, intervals)}`, efficiency,
      table(`${returns} over the window${intervals === null ? '' : `, ${intervalName(intervals)}`}`,
        [['Channel', 'text'], ['ROAS', 'ratio'], ...endColumns(intervals, 'ROAS', 'ratio'), ['CPA', 'ratio'], ...endColumns(intervals, 'CPA', 'ratio')],
        page.shares.map((row) => [row.channel, row.roas, ...endCells(intervals, intervals?.roas[row.channel]), row.cpa, ...endCells(intervals, intervals?.cpa[row.channel])])), format)
    + figureHtml('A channel whose effect share is larger than its spend share brings more than the average of all channels.', drawn,
      table('Spend and effect over the window',
        [['Channel', 'text'], ['Spend', 'money'], ['Effect', isRevenue ? 'money' : 'amount'], ...endColumns(intervals, 'Effect', isRevenue ? 'money' : 'amount'), ['Spend share', 'percent'], ['Effect share', 'percent'],
          ...endColumns(intervals, 'Effect share', 'percent')],
        page.shares.map((row) => [row.channel, row.spend, row.effect, ...endCells(intervals, intervals?.contribution[row.channel]), row.spendShare, row.effectShare, ...endCells(intervals, intervals?.effectShare?.[row.channel])])), format));
}

function waterfall(page: ModelPage, intervals: ModelIntervals | null, { format, paint }: Drawing): string {
  const total = page.waterfall.reduce((sum, { value }) => sum + value, 0);
  const drawn = waterfallChart('Contributions that add up to the predicted response', page.waterfall.map((step) => ({
    label: step.group, value: step.value, note: format.percent(step.share), whisker: ends(intervals?.contribution[step.group]),
    paint: step.kind === 'paid' || step.kind === 'organic' ? paint(step.group) : step.value < 0 ? 'negative' : 'baseline',
  })), { label: 'Prediction', note: format.compact(total), paint: 'actual' }, format.compact);
  return section('Where the response comes from', figureHtml(`Sums over the window; grey is baseline and context, colours are media.${covered(page, intervals)}`, drawn,
    table('Contributions over the window', [['Part', 'text'], ['Kind', 'text'], ['Contribution', 'amount'], ...endColumns(intervals, 'Contribution', 'amount'), ['Share', 'percent']],
      page.waterfall.map(({ group, kind, value, share }) => [group, kind, value, ...endCells(intervals, intervals?.contribution[group]), share])), format));
}

function curves(page: ModelPage, intervals: ModelIntervals | null, { format, paint }: Drawing): string {
  const small = page.curves.map((curve) => {
    const points = curve.spend.map((spend, index): [number, number] => [spend, curve.response[index] ?? 0]);
    const band = intervals?.curves[curve.channel];
    return `<div><h3>${escapeHtml(curve.channel)}</h3>${lineChart(`Response curve of ${curve.channel}`,
      [{ name: curve.channel, paint: paint(curve.channel), points, marks: [[curve.current.spend, curve.current.response]], ...(band === undefined ? {} : { band: { x: band.spend, lower: band.lower, upper: band.upper } }) }],
      { xLabel: format.compact, yLabel: format.compact, xTitle: `Spend per ${page.spacing}`, yTitle: `Response per ${page.spacing}`, zero: true, width: 380, height: 200,
        rules: [{ x: curve.observedMax, label: 'largest seen' }] })}</div>`;
  });
  return section('What more money would bring', figureHtml(`Response by spend in a mean ${page.spacing}; the point is today's mean spend. Right of the dashed line nothing was observed.${covered(page, intervals)}`, `<div class="small">${small.join('')}</div>`,
    table('Response curves', [['Channel', 'text'], ['Mean spend', 'money'], ['Response there', 'amount'], ...endColumns(intervals, 'Response there', 'amount'), ['Largest spend seen', 'money'], ['Response at twice that', 'amount']],
      page.curves.map((curve) => [curve.channel, curve.current.spend, curve.current.response, ...endCells(intervals, bandAt(intervals, curve.channel, curve.current.spend)), curve.observedMax, curve.response.at(-1) ?? null])), format));
}

function carryover(page: ModelPage, { format, paint }: Drawing): string {
  const longest = Math.max(...page.adstock.map(({ weights }) => weights.length));
  const lags = Array.from({ length: longest }, (_, lag) => lag);
  const decay = lineChart('Weight of spend by periods since', page.adstock.map(({ channel, weights }) => ({
    name: channel, paint: paint(channel), points: lags.map((lag): [number, number] => [lag, weights[lag] ?? 0]),
  })), { xLabel: format.amount, yLabel: format.ratio, xTitle: `${page.spacing}s since the spend`, yTitle: 'Weight', zero: true });
  const parts = barChart('Immediate and carry-over effect by channel', page.carryover.map((row) => ({
    label: row.channel, values: row.carryoverShare === null ? [null, null] : [1 - row.carryoverShare, row.carryoverShare],
    note: row.carryoverShare === null ? 'no effect' : `${format.percent(row.carryoverShare)} later`,
  })), [{ name: 'Immediate', paint: 'fitted' }, { name: 'Carried over', paint: 'baseline' }], (share) => format.percent(share, 0));
  return section('How long it works', figureHtml('How strongly a period\'s media still works in later periods. Found by the search, so the intervals above take it as given.', decay,
    table('Weights by lag', [['Lag', 'text'], ...page.adstock.map(({ channel }): [string, CellStyle] => [channel, 'ratio'])],
      lags.map((lag) => [String(lag), ...page.adstock.map(({ weights }) => weights[lag] ?? 0)])), format)
    + figureHtml('Share of each effect that comes in the period of the spend, and share that comes later.', parts,
      table('Immediate and carry-over effect', [['Channel', 'text'], ['Immediate', 'amount'], ['Carry-over', 'amount'], ['Carried over', 'percent']],
        page.carryover.map((row) => [row.channel, row.immediate, row.carryover, row.carryoverShare])), format));
}

function coefficients({ page, evaluation, refit, intervals }: ReportModel, { format }: Drawing): string {
  const again: [string, CellStyle][] = refit === null ? [] : [['Refitted on all rows', 'ratio']];
  const body: ReportTable = table(`Coefficients${intervals === null ? '' : `, ${intervalName(intervals)}`}`,
    [['Term', 'text'], ['Coefficient', 'ratio'], ...again, ...endColumns(intervals, 'Coefficient', 'ratio')],
    [['(intercept)', evaluation.intercept] as const, ...Object.entries(evaluation.coefficients)].map(([name, value]) => [
      name, value, ...(refit === null ? [] : [name === '(intercept)' ? refit.intercept : refit.coefficients[name] ?? null]), ...endCells(intervals, intervals?.coefficients[name]),
    ]));
  return section('The model in figures', `${intervals === null ? '' : `<p class="quiet">${escapeHtml(intervalSentence(intervals, page.spacing))}</p>`}<details><summary>Coefficients</summary>${tableHtml(body, format)}</details>`);
}
