import type { Allocation, Scenario } from '../../allocation/problem.ts';
import type { Convergence } from '../../selection/selection.ts';
import type { Spec } from '../../spec/spec.ts';
import type { Formatter } from '../format.ts';
import { createFormatter } from '../format.ts';
import type { ModelPage } from '../model-page.ts';
import { channelColours } from '../palette.ts';
import type { ModelEntry } from '../tables.ts';
import { modelsTable } from '../tables.ts';
import { allocationSection } from './allocation-section.ts';
import { escapeHtml } from './escape.ts';
import { modelSections } from './model-sections.ts';
import { convergenceSentences, methodNotes, runSentence, specSentences } from './words.ts';
import { runSections } from './run-sections.ts';
import { styleSheet } from './style.ts';
import { tableHtml } from './table.ts';

/** All a report says, as data; the host passes in the date, nothing here looks at a clock. */
export interface ReportData {
  /** ISO date the report was made on. */
  date: string;
  /** Of Mixwright. */
  version: string;
  /** BCP 47, for numbers and dates; the words are English. */
  locale: string;
  spec: Spec;
  data: { name: string; rows: number };
  run: RunFacts;
  convergence: Record<string, Convergence>;
  pareto: ParetoPoints;
  /** Models of the best fronts; may be empty. */
  models: ModelEntry[];
  model: { id: string; chosen: boolean; page: ModelPage };
  allocation: { name: string; scenario: Scenario; allocation: Allocation } | null;
  /** Sentences from data checks, selection and run. */
  notes: string[];
}

export interface RunFacts {
  method: string;
  trials: number;
  iterations: number;
  evaluations: number;
  seed: number;
  seconds: number;
}

/** [NRMSE, decomp.RSSD] pairs; `all` may be a sample. */
export interface ParetoPoints {
  all: [number, number][];
  front: [number, number][];
  chosen: [number, number] | null;
}

/** What every section draws with. */
export interface Drawing {
  format: Formatter;
  /** CSS class of a channel or organic variable. */
  paint(channel: string): string;
}

/** One file without scripts or anything from elsewhere; every name that came from the user is escaped. */
export function renderHtmlReport(report: ReportData): string {
  const { spec, model } = report;
  const names = [...spec.channels, ...spec.organic].map(({ name }) => name);
  const colours = channelColours([...new Set([...names, ...model.page.carryover.map(({ channel }) => channel)])]);
  const order = [...colours.keys()];
  const format = createFormatter({ locale: report.locale, currency: spec.currency });
  const drawing: Drawing = { format, paint: (channel) => (order.includes(channel) ? `c${order.indexOf(channel)}` : 'baseline') };
  const title = `${spec.name}: marketing-mix report`;
  const sections = [
    summary(report, format),
    ...modelSections(model.page, drawing),
    ...(report.allocation === null ? [] : [allocationSection(report.allocation, model.page, drawing)]),
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

export function section(title: string, body: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;
}

function list(title: string, sentences: readonly string[]): string {
  return section(title, `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`);
}

function summary({ spec, data, model, run }: ReportData, format: Formatter): string {
  const { page } = model;
  const best = [...page.shares].filter(({ effect }) => effect > 0).sort((a, b) => (b.roas ?? 0) - (a.roas ?? 0));
  const [first, second] = best;
  const lead = first === undefined ? 'The model gives no paid channel an effect.'
    : `Per ${spec.currency} spent, ${first.channel} returns most (${format.ratio(first.roas)})${second === undefined ? '' : `, then ${second.channel} (${format.ratio(second.roas)})`}. These are averages over the window, not what the next ${spec.currency} brings.`;
  const facts: [string, string][] = [
    ['Data', `${data.name}, ${format.number(data.rows)} rows`],
    ['Window', `${format.date(page.fit.dates[0] ?? 0)} to ${format.date(page.fit.dates.at(-1) ?? 0)}, ${page.fit.dates.length} ${page.spacing}s`],
    ...specSentences(spec),
    ['Search', runSentence(run, format)],
  ];
  return `<section><p><strong>${escapeHtml(lead)}</strong></p><dl>${facts.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`).join('')}</dl></section>`;
}
