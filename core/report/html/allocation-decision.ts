import type { Allocation } from '../../allocation/problem.ts';
import type { Format } from '../format.ts';
import { outcomesTable } from '../outcome-tables.ts';
import type { ScenarioReport, ScenarioWords } from '../scenario-report.ts';
import { barChart } from '../svg/bars.ts';
import type { ReportTable } from '../tables.ts';
import { escapeHtml } from './escape.ts';
import type { Drawing } from './report-data.ts';
import { figureHtml, tableHtml } from './table.ts';

/** More bars than this say no more. */
const MOST_BARS = 30;

/** What each model thinks of the suggestion, and what the chosen model alone would have; empty where one model decided. */
export function decisionPart({ allocation, detail }: ScenarioReport, words: ScenarioWords, { format }: Drawing): string {
  const { robust, status } = allocation;
  if (status === 'infeasible' || robust === undefined || robust.models.length < 2) return '';
  const order = [...robust.models].sort((a, b) => b.gain - a.gain);
  const step = Math.ceil(order.length / MOST_BARS);
  const shown = order.filter((_, rank) => rank % step === 0 || rank === order.length - 1);
  const drawn = barChart('Gain over today by model', shown.map(({ id, gain, share }) => ({
    label: id, values: [gain], note: share === null ? '' : `${gain < 0 ? '−' : '+'}${format.percent(Math.abs(share))}`,
  })), [{ name: 'Gain', paint: 'fitted' }], format.compact);
  const set = detail?.modelSet.note ?? '';
  const own = detail?.own ?? null;
  const which = shown.length < order.length ? `${shown.length} of the ${order.length} models, evenly by rank` : 'each of the models';
  return `<h3>By each model</h3><p>${escapeHtml(`${set === '' ? '' : set.endsWith('.') ? `${set} ` : `Decided over ${set}. `}Regret is what a model would have more by its own best, under the same constraints.`)}</p>`
    + figureHtml(`Gain over today's budget per ${words.spacing}, by ${which}.`, drawn, outcomesTable(robust), format)
    + (own === null || own.status === 'infeasible' ? '' : besideOwn(allocation, own, words, format));
}

function besideOwn(allocation: Allocation, own: Allocation, { spacing }: ScenarioWords, format: Format): string {
  const [here, there] = [allocation.robust, own.robust];
  const compared = here === undefined || there === undefined ? ''
    : ` By the same models it gains ${format.amount(there.mean)} in the mean and ${format.amount(there.worst)} in the worst, the suggestion ${format.amount(here.mean)} and ${format.amount(here.worst)}.`;
  return `<h3>Beside the chosen model's own</h3><p>${escapeHtml(`What the chosen model alone would have.${compared}`)}</p>${tableHtml(ownTable(allocation, own, spacing), format)}`;
}

function ownTable(allocation: Allocation, own: Allocation, spacing: string): ReportTable {
  return {
    caption: `Spend per ${spacing}`,
    columns: [{ title: 'Channel', style: 'text' }, { title: 'Today', style: 'money' }, { title: 'Suggested over the models', style: 'money' }, { title: "Chosen model's own", style: 'money' }],
    rows: [
      ...Object.keys(allocation.spend).map((channel) => [channel, allocation.initial.spend[channel] ?? null, allocation.spend[channel] ?? null, own.spend[channel] ?? null]),
      ['Total', allocation.total.initialSpend, allocation.total.spend, own.total.spend],
    ],
  };
}
