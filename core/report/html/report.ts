import type { Format } from '../format.ts';
import { createFormat } from '../format.ts';
import { channelColours } from '../palette.ts';
import { modelsTable } from '../tables.ts';
import { consensusSection } from './consensus-section.ts';
import { diagnosisSection } from './diagnosis-section.ts';
import { escapeHtml } from './escape.ts';
import { intervalSentence, intervalText } from '../interval-words.ts';
import { liftSection } from './lift-section.ts';
import { modelSections } from './model-sections.ts';
import type { Drawing, ReportData } from './report-data.ts';
import { convergenceSentences, methodNotes, runSentence, specSentences } from './words.ts';
import { runSections } from './run-sections.ts';
import { scenarioSections } from './scenarios-section.ts';
import { list, section } from './section.ts';
import { styleSheet } from './style.ts';
import { tableHtml } from './table.ts';
import { validationSection } from './validation-section.ts';

/** One file without scripts or anything from elsewhere; every name that came from the user is escaped. */
export function renderHtmlReport(report: ReportData): string {
  const { spec, model } = report;
  const names = [...spec.channels, ...spec.organic].map(({ name }) => name);
  const colours = channelColours([...new Set([...names, ...model.page.carryover.map(({ channel }) => channel)])]);
  const order = [...colours.keys()];
  const format = createFormat(report.locale, spec.currency);
  const drawing: Drawing = { format, paint: (channel) => (order.includes(channel) ? `c${order.indexOf(channel)}` : 'baseline') };
  const title = `${spec.name}: marketing-mix report`;
  const sections = [
    summary(report, format),
    consensusSection(report, drawing),
    diagnosisSection(model.page.diagnostics, drawing),
    validationSection(model, drawing),
    liftSection(model.page.lift, drawing),
    ...modelSections(model, drawing),
    ...scenarioSections(report, model.page, drawing),
    ...runSections(report.pareto, drawing),
    list('Did the search settle?', convergenceSentences(report.convergence)),
    report.models.length === 0 ? '' : section('The best models', `<p>One of these is shown in this report (${escapeHtml(model.id)}). Models close in error can differ in what they say about channels: look at several.</p>${tableHtml(modelsTable(report.models.slice(0, 20)), format)}`),
    list('How to read the figures', methodNotes(spec)),
    report.notes.length === 0 ? '' : list('Notes from data and run', report.notes),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${styleSheet([...colours.values()])}</style></head>
<body><header><h1>${escapeHtml(spec.name)}</h1><p class="quiet">Marketing-mix report of ${escapeHtml(report.date)} · model ${escapeHtml(model.id)}${model.chosen ? ', chosen by the analyst' : ', smallest error score'}</p></header>
<main>${sections.join('\n')}</main>
<footer>Made with Mixwright ${escapeHtml(report.version)}. ${escapeHtml(runSentence(report.run, format))}</footer></body></html>
`;
}

function summary({ spec, data, model, run }: ReportData, format: Format): string {
  const { page } = model;
  const isRevenue = spec.response.kind === 'revenue';
  const best = page.shares.filter(({ roas }) => roas !== null && roas > 0).sort((a, b) => (b.roas ?? 0) - (a.roas ?? 0));
  const { intervals } = model;
  const write = isRevenue ? format.ratio : format.money;
  const figure = ({ channel, roas, cpa }: (typeof best)[number]): string => {
    const interval = isRevenue ? intervals?.roas[channel] : intervals?.cpa[channel];
    return `${write(isRevenue ? roas : cpa)}${interval === null || interval === undefined ? '' : `, interval ${intervalText(interval, write)}`}`;
  };
  const [first, second] = best;
  const then = second === undefined ? '' : `, then ${second.channel} (${figure(second)})`;
  const lead = first === undefined ? 'The model gives no paid channel an effect.'
    : isRevenue ? `Per ${spec.currency} spent, ${first.channel} returns most (${figure(first)})${then}. These are averages over the window, not what the next ${spec.currency} brings.`
      : `A conversion costs least through ${first.channel} (${figure(first)})${then}. These are averages over the window, not what the next conversion costs.`;
  const facts: [string, string][] = [
    ['Data', `${data.name}, ${format.amount(data.rows)} rows`],
    ['Window', `${format.day(page.fit.dates[0] ?? 0)} to ${format.day(page.fit.dates.at(-1) ?? 0)}, ${page.fit.dates.length} ${page.spacing}s`],
    ...specSentences(spec),
    ['Validation', page.validation.words],
    ['Intervals', intervals === null ? 'none in this report' : [intervalSentence(intervals, page.spacing), ...intervals.notes].join(' ')],
    ['Search', runSentence(run, format)],
  ];
  return `<section><p><strong>${escapeHtml(lead)}</strong></p><dl>${facts.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`).join('')}</dl></section>`;
}
