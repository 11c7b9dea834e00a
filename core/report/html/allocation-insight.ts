import type { Frontier } from '../../allocation/insight/frontier.ts';
import type { Format } from '../format.ts';
import { frontierTable, sensitivityTable } from '../insight-tables.ts';
import type { ScenarioReport, ScenarioWords } from '../scenario-report.ts';
import { lineChart } from '../svg/lines.ts';
import type { CellStyle, ReportTable } from '../tables.ts';
import { escapeHtml } from './escape.ts';
import type { Drawing } from './report-data.ts';
import { figureHtml, table, tableHtml } from './table.ts';

/** A sentence per channel, and what lies where nothing was observed. */
export function whyPart({ detail }: ScenarioReport): string {
  const sentences = (detail?.explanations ?? []).map(({ sentence }) => sentence).filter((sentence) => sentence !== '');
  const beyond = (detail?.extrapolation ?? []).map(({ text }) => text);
  return (sentences.length === 0 ? '' : `<h3>Why</h3>${bullets(sentences)}`)
    + (beyond.length === 0 ? '' : `<h3>Beyond what was observed</h3>${bullets(beyond)}`);
}

/** Most response for every budget, with the models' span, today and the suggestion. */
export function frontierPart({ frontier = null, allocation: { total, status } }: ScenarioReport, words: ScenarioWords, { format }: Drawing): string {
  if (frontier === null || frontier.points.length === 0) return '';
  const { points, today, breakEven, models, channels, notes } = frontier;
  const at = points.map(({ budget, response }): [number, number] => [budget, response]);
  const band = models < 2 ? {} : { band: { x: points.map(({ budget }) => budget), lower: points.map(({ lower }) => lower), upper: points.map(({ upper }) => upper) } };
  const drawn = lineChart('Most response for every budget', [
    { name: 'Best split', paint: 'fitted', points: at, ...band },
    { name: 'Today', paint: 'baseline', points: [[today.budget, today.response]], marks: [[today.budget, today.response]] },
    ...(status === 'infeasible' ? [] : [{ name: 'Suggested', paint: 'actual', points: [[total.spend, total.response]] as [number, number][], marks: [[total.spend, total.response]] as [number, number][] }]),
  ], {
    xLabel: format.compact, yLabel: format.compact, xTitle: `Budget per ${words.spacing}`, yTitle: `Response per ${words.spacing}`,
    ...(breakEven === null || words.responseKind !== 'revenue' ? {} : { rules: [{ x: breakEven.budget, label: 'breaks even' }] }),
  });
  return `<h3>What more or less money would bring</h3>${notes.length === 0 ? '' : `<p>${escapeHtml(notes.join(' '))}</p>`}`
    + figureHtml(`The best split of every budget within the same constraints${models < 2 ? '' : `; the band is the span of ${models} models`}. Today's split lies under it where it is not the best one.`, drawn, frontierTable(frontier, words), format)
    + (channels.every(({ enters, saturates }) => enters === null && saturates === null) ? '' : tableHtml(turnsTable(channels, words), format));
}

function turnsTable(channels: Frontier['channels'], { spacing }: ScenarioWords): ReportTable {
  return table(`Total budget per ${spacing} from which on a channel gets more than its least, and has enough`,
    [['Channel', 'text'], ['Gets more from', 'money'], ['Has enough from', 'money']], channels.map(({ channel, enters, saturates }) => [channel, enters, saturates]));
}

/** From the contribution to the response today, with the reasons below. */
export function reconciliationPart({ reconciliation = null }: ScenarioReport, words: ScenarioWords, format: Format): string {
  if (reconciliation === null || reconciliation.total.length === 0) return '';
  const { channels, total } = reconciliation;
  // A row per channel: there are few steps and their names are long.
  const figures = table(`How the figures go over into each other, response per ${words.spacing}`, [['Channel', 'text'], ...total.map(({ label }): [string, CellStyle] => [label, 'amount'])],
    [...channels, { channel: 'All', steps: total }].map(({ channel, steps }) => [channel, ...steps.map(({ value }) => value)]));
  return `<h3>From contribution to response today</h3>${tableHtml(figures, format)}`
    + `<ol>${total.map(({ label, why }) => `<li><strong>${escapeHtml(label)}.</strong> ${escapeHtml(why)}</li>`).join('')}</ol>`;
}

export function sensitivityPart({ sensitivity = null }: ScenarioReport, format: Format): string {
  return sensitivity === null || sensitivity.length === 0 ? '' : `<h3>If an assumption were another</h3>${tableHtml(sensitivityTable(sensitivity), format)}`;
}

function bullets(sentences: readonly string[]): string {
  return `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`;
}
