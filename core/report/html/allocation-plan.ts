import { daysFromIso } from '../../data/calendar.ts';
import { planCalendar, planTotals } from '../plan-tables.ts';
import type { ScenarioReport, ScenarioWords } from '../scenario-report.ts';
import { lineChart } from '../svg/lines.ts';
import { escapeHtml } from './escape.ts';
import type { Drawing } from './report-data.ts';
import { figureHtml, tableHtml } from './table.ts';

/** A plan's calendar and how it compares; empty where the scenario has none. */
export function planPart({ detail }: ScenarioReport, words: ScenarioWords, { format, paint }: Drawing): string {
  const plan = detail?.plan ?? null;
  if (plan === null) return '';
  const { channels, dates, status, gap, valueEnd, notes } = plan;
  const days = dates.map((date) => daysFromIso(date) ?? NaN);
  const drawn = lineChart('Planned spend by period', channels.map(({ channel, spend }) => ({
    name: channel, paint: paint(channel), points: days.map((day, period): [number, number] => [day, spend[period] ?? 0]),
  })), { xLabel: format.day, yLabel: format.compact, xTitle: words.spacing, yTitle: `Spend per ${words.spacing}`, zero: true });
  const lead = status === 'infeasible' ? 'No plan keeps all limits; shown is the nearest.'
    : `No plan within the limits can bring more by over ${format.percent(gap)}.${valueEnd ? ' What is carried over past the end counts.' : ' What is carried over past the end does not count.'}`;
  return `<h3>Plan</h3><p>${escapeHtml([lead, ...notes].join(' '))}</p>${tableHtml(planTotals(plan), format)}`
    + figureHtml(`Spend by ${words.spacing} and channel.`, drawn, planCalendar(plan, words), format);
}
