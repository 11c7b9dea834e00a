import type { ModelPage } from '../model-page.ts';
import { describeScenario } from '../scenario-words.ts';
import { barChart } from '../svg/bars.ts';
import { escapeHtml } from './escape.ts';
import type { Drawing, ReportData } from './report-data.ts';
import { section } from './section.ts';
import { figureHtml } from './table.ts';

/** A budget suggestion: before and after per channel, and how good it can be at most. */
export function allocationSection({ name, scenario, allocation }: NonNullable<ReportData['allocation']>, page: ModelPage, { format }: Drawing): string {
  const { spend, response, marginalResponse, initial, total } = allocation;
  const names = Object.keys(spend);
  const goal = describeScenario(scenario, format);
  const change = total.initialResponse === 0 ? null : total.response / total.initialResponse - 1;
  const lead = allocation.status === 'infeasible'
    ? 'This can\'t be met; shown is the nearest spend that the bounds allow.'
    : `${goal}. Per ${page.spacing}, spend goes from ${format.money(total.initialSpend)} to ${format.money(total.spend)} and the predicted response from ${format.amount(total.initialResponse)} to ${format.amount(total.response)}${change === null ? '' : ` (${change < 0 ? '−' : '+'}${format.percent(Math.abs(change))})`}. ${allocation.gap < 5e-4 ? 'No other split within the bounds does better in this model.' : `No other split within the bounds can do better by more than ${format.percent(allocation.gap)}.`}`;
  const drawn = barChart('Spend per channel today and as suggested', names.map((channel) => ({
    label: channel, values: [initial.spend[channel] ?? 0, spend[channel] ?? 0], note: changeText(initial.spend[channel] ?? 0, spend[channel] ?? 0, format.percent),
  })), [{ name: 'Today', paint: 'baseline' }, { name: 'Suggested', paint: 'fitted' }], format.compact);
  return section(`Suggested budget: ${name}`, `<p>${escapeHtml(lead)}</p>${figureHtml(`Mean spend per ${page.spacing}.`, drawn, {
    caption: `Per ${page.spacing}`,
    columns: [
      { title: 'Channel', style: 'text' }, { title: 'Spend today', style: 'money' }, { title: 'Spend suggested', style: 'money' },
      { title: 'Response today', style: 'amount' }, { title: 'Response suggested', style: 'amount' }, { title: 'Response to one more', style: 'ratio' },
    ],
    rows: [
      ...names.map((channel) => [channel, initial.spend[channel] ?? null, spend[channel] ?? null, initial.response[channel] ?? null, response[channel] ?? null, marginalResponse[channel] ?? null]),
      ['Total', total.initialSpend, total.spend, total.initialResponse, total.response, null],
    ],
  }, format)}${allocation.notes.length === 0 ? '' : `<ul>${allocation.notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`}`);
}

function changeText(before: number, after: number, percent: (value: number) => string): string {
  if (before === 0) return '';
  const change = after / before - 1;
  return Math.abs(change) < 0.0005 ? 'unchanged' : `${change < 0 ? '−' : '+'}${percent(Math.abs(change))}`;
}
