import type { ModelPage } from '../model-page.ts';
import { barChart, waterfallChart } from '../svg/bars.ts';
import { lineChart } from '../svg/lines.ts';
import type { CellStyle, ReportTable } from '../tables.ts';
import { escapeHtml } from './escape.ts';
import type { Drawing } from './report-data.ts';
import { section } from './section.ts';
import { figureHtml } from './table.ts';

/** The one-page view of a model, section by section. */
export function modelSections(page: ModelPage, drawing: Drawing): string[] {
  return [diagnostics(page), shares(page, drawing), waterfall(page, drawing), curves(page, drawing), carryover(page, drawing), fit(page, drawing)];
}

function diagnostics({ diagnostics }: ModelPage): string {
  const words = { pass: 'Good', look: 'Look', fail: 'Problem' };
  const order = ['fail', 'look', 'pass'];
  const rows = [...diagnostics].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level)).map(({ level, title, text }) =>
    `<li><span class="badge ${level}">${words[level]}</span><strong>${escapeHtml(title)}.</strong> ${escapeHtml(text)}</li>`);
  return section('Can it be trusted?', `<ul class="findings">${rows.join('')}</ul>`);
}

function shares(page: ModelPage, { format }: Drawing): string {
  const isRevenue = page.responseKind === 'revenue';
  const returns = isRevenue ? 'ROAS' : 'CPA';
  const value = ({ roas, cpa }: ModelPage['shares'][number]) => (isRevenue ? format.ratio(roas) : format.money(cpa));
  const drawn = barChart(`Share of spend and of effect by channel, with ${returns}`,
    page.shares.map((row) => ({ label: row.channel, values: [row.spendShare, row.effectShare], note: `${returns} ${value(row)}` })),
    [{ name: 'Share of spend', paint: 'baseline' }, { name: 'Share of effect', paint: 'fitted' }], (share) => format.percent(share, 0));
  return section('What each channel costs and brings', figureHtml(
    'A channel whose effect share is larger than its spend share brings more than the average of all channels.', drawn,
    table('Spend and effect over the window', [['Channel', 'text'], ['Spend', 'money'], ['Effect', isRevenue ? 'money' : 'amount'], ['Spend share', 'percent'], ['Effect share', 'percent'], ['ROAS', 'ratio'], ['CPA', 'ratio']],
      page.shares.map((row) => [row.channel, row.spend, row.effect, row.spendShare, row.effectShare, row.roas, row.cpa])), format));
}

function waterfall(page: ModelPage, { format, paint }: Drawing): string {
  const total = page.waterfall.reduce((sum, { value }) => sum + value, 0);
  const drawn = waterfallChart('Contributions that add up to the predicted response', page.waterfall.map((step) => ({
    label: step.group, value: step.value, note: format.percent(step.share),
    paint: step.kind === 'paid' || step.kind === 'organic' ? paint(step.group) : step.value < 0 ? 'negative' : 'baseline',
  })), { label: 'Prediction', note: format.compact(total), paint: 'actual' }, format.compact);
  return section('Where the response comes from', figureHtml('Sums over the window; grey is baseline and context, colours are media.', drawn,
    table('Contributions over the window', [['Part', 'text'], ['Kind', 'text'], ['Contribution', 'amount'], ['Share', 'percent']],
      page.waterfall.map(({ group, kind, value, share }) => [group, kind, value, share])), format));
}

function curves(page: ModelPage, { format, paint }: Drawing): string {
  const small = page.curves.map((curve) => {
    const points = curve.spend.map((spend, index): [number, number] => [spend, curve.response[index] ?? 0]);
    return `<div><h3>${escapeHtml(curve.channel)}</h3>${lineChart(`Response curve of ${curve.channel}`,
      [{ name: curve.channel, paint: paint(curve.channel), points, marks: [[curve.current.spend, curve.current.response]] }],
      { xLabel: format.compact, yLabel: format.compact, xTitle: `Spend per ${page.spacing}`, yTitle: `Response per ${page.spacing}`, zero: true, width: 380, height: 200,
        rules: [{ x: curve.observedMax, label: 'largest seen' }] })}</div>`;
  });
  return section('What more money would bring', figureHtml(`Response by spend in a mean ${page.spacing}; the point is today's mean spend. Right of the dashed line nothing was observed.`, `<div class="small">${small.join('')}</div>`,
    table('Response curves', [['Channel', 'text'], ['Mean spend', 'money'], ['Response there', 'amount'], ['Largest spend seen', 'money'], ['Response at twice that', 'amount']],
      page.curves.map((curve) => [curve.channel, curve.current.spend, curve.current.response, curve.observedMax, curve.response.at(-1) ?? null])), format));
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
  return section('How long it works', figureHtml('How strongly a period\'s media still works in later periods.', decay,
    table('Weights by lag', [['Lag', 'text'], ...page.adstock.map(({ channel }): [string, CellStyle] => [channel, 'ratio'])],
      lags.map((lag) => [String(lag), ...page.adstock.map(({ weights }) => weights[lag] ?? 0)])), format)
    + figureHtml('Share of each effect that comes in the period of the spend, and share that comes later.', parts,
      table('Immediate and carry-over effect', [['Channel', 'text'], ['Immediate', 'amount'], ['Carry-over', 'amount'], ['Carried over', 'percent']],
        page.carryover.map((row) => [row.channel, row.immediate, row.carryover, row.carryoverShare])), format));
}

function fit(page: ModelPage, { format }: Drawing): string {
  const { dates, actual, fitted, residual, ranges } = page.fit;
  const over = (values: readonly number[]) => dates.map((date, row): [number, number] => [date, values[row] ?? 0]);
  const rules = ranges.filter(({ from }) => from > 0).map(({ name, from }) => ({ x: dates[from] ?? 0, label: name }));
  const series = lineChart('Actual and fitted response over time', [
    { name: 'Actual', paint: 'actual', points: over(actual) }, { name: 'Fitted', paint: 'fitted', points: over(fitted) },
  ], { xLabel: format.day, yLabel: format.compact, xTitle: 'Date', yTitle: 'Response', rules });
  const scatter = lineChart('Residuals by fitted response', [{ name: 'Residual', paint: 'fitted', points: [], marks: fitted.map((value, row): [number, number] => [value, residual[row] ?? 0]) }],
    { xLabel: format.compact, yLabel: format.compact, xTitle: 'Fitted', yTitle: 'Actual − fitted', zero: true, height: 200 });
  return section('How well it fits', figureHtml('Actual against fitted response.', series,
    table('Actual and fitted', [['Date', 'text'], ['Actual', 'amount'], ['Fitted', 'amount'], ['Residual', 'amount']],
      dates.map((date, row) => [format.day(date), actual[row] ?? null, fitted[row] ?? null, residual[row] ?? null])), format)
    + `<figure><figcaption>What is left: without a pattern, the model has taken out what there was. The numbers are in the table above.</figcaption>${scatter}</figure>`);
}

function table(caption: string, columns: readonly (readonly [title: string, style: CellStyle])[], rows: ReportTable['rows']): ReportTable {
  return { caption, columns: columns.map(([title, style]) => ({ title, style })), rows };
}
