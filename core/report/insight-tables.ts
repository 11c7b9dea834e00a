import type { SensitivityRow } from '../allocation/insight/explanation.ts';
import type { Frontier } from '../allocation/insight/frontier.ts';
import type { Reconciliation } from '../response/reconciliation.ts';
import { nextUnit } from './allocation-words.ts';
import type { ScenarioWords } from './scenario-report.ts';
import type { ReportTable } from './tables.ts';

/** From the contribution to the response today: a row per step, a column per channel, their sum last, and why. */
export function reconciliationTable({ channels, total }: Reconciliation, { spacing }: Pick<ScenarioWords, 'spacing'>): ReportTable {
  return {
    caption: `How the figures go over into each other, response per ${spacing}`,
    columns: [{ title: 'Step', style: 'text' }, ...channels.map(({ channel }) => ({ title: channel, style: 'amount' as const })), { title: 'All', style: 'amount' }, { title: 'Why', style: 'text' }],
    rows: total.map(({ label, value, why }, step) => [label, ...channels.map(({ steps }) => steps[step]?.value ?? null), value, why]),
  };
}

/** The same as a long table: a row per channel and step, with what changes. */
export function reconciliationSteps({ channels, total }: Reconciliation): ReportTable {
  return {
    caption: 'Each step by channel',
    columns: [{ title: 'Channel', style: 'text' }, { title: 'Step', style: 'text' }, { title: 'Value', style: 'amount' }, { title: 'Difference', style: 'amount' }, { title: 'Why', style: 'text' }],
    rows: [...channels, { channel: 'All', steps: total }].flatMap(({ channel, steps }) => steps.map(({ label, value, difference, why }) => [channel, label, value, difference, why])),
  };
}

/** Most response by total budget, with the models' span and each channel's spend. */
export function frontierTable({ points, models }: Frontier, words: ScenarioWords): ReportTable {
  const next = nextUnit(words);
  const channels = Object.keys(points[0]?.spend ?? {});
  return {
    caption: `Most response by budget, per ${words.spacing}`,
    columns: [
      { title: 'Budget', style: 'money' }, { title: 'Response', style: 'amount' },
      ...(models < 2 ? [] : [{ title: 'Least of the models', style: 'amount' as const }, { title: 'Most of the models', style: 'amount' as const }]),
      { title: next.title, style: next.style }, ...channels.map((title) => ({ title, style: 'money' as const })),
    ],
    rows: points.map(({ budget, response, lower, upper, marginal, spend }) =>
      [budget, response, ...(models < 2 ? [] : [lower, upper]), next.of(marginal), ...channels.map((channel) => spend[channel] ?? null)]),
  };
}

/** The suggestion under other assumptions. */
export function sensitivityTable(rows: readonly SensitivityRow[]): ReportTable {
  return {
    caption: 'The suggestion under other assumptions',
    columns: [{ title: 'Assumption', style: 'text' }, { title: 'Changed to', style: 'text' }, { title: 'Money that moves', style: 'money' }, { title: 'Response', style: 'amount' }, { title: 'More than the suggestion then', style: 'amount' }],
    rows: rows.map(({ assumption, change, status, moved, response, difference }) =>
      (status === 'infeasible' ? [assumption, `${change} (can't be met)`, null, null, null] : [assumption, change, moved, response, difference])),
  };
}
