import type { Allocation, RobustResult } from '../allocation/problem.ts';
import { describeScenario } from './scenario-words.ts';
import type { ScenarioFormat } from './scenario-words.ts';
import { limitWords, nextUnit } from './allocation-words.ts';
import { outcomesTable } from './outcome-tables.ts';
import { planTables } from './plan-tables.ts';
import { frontierTable, reconciliationTable, sensitivityTable } from './insight-tables.ts';
import type { ScenarioReport, ScenarioWords } from './scenario-report.ts';
import type { ReportTable } from './tables.ts';

/** Everything a scenario says as plain tables, for files and screens; parts it does not have are left out. */
export function scenarioTables(entry: ScenarioReport, words: ScenarioWords): ReportTable[] {
  const { allocation, reconciliation = null, frontier = null, sensitivity = null } = entry;
  const plan = entry.detail?.plan ?? null;
  return [
    channelsTable(allocation, words),
    ...(allocation.robust === undefined ? [] : [outcomesTable(allocation.robust)]),
    ...(reconciliation === null ? [] : [reconciliationTable(reconciliation, words)]),
    ...(frontier === null ? [] : [frontierTable(frontier, words)]),
    ...(sensitivity === null || sensitivity.length === 0 ? [] : [sensitivityTable(sensitivity)]),
    ...(plan === null ? [] : planTables(plan, words)),
  ];
}

/** Today and suggestion by channel, and their sums. Money and response per period. */
export function channelsTable({ spend, response, marginalResponse, initial, total, limits, shadowPrices }: Allocation, words: ScenarioWords): ReportTable {
  const next = nextUnit(words);
  const change = (now: number, then: number): number | null => (then === 0 ? null : now / then - 1);
  return {
    caption: `Per ${words.spacing}`,
    columns: [
      { title: 'Channel', style: 'text' }, { title: 'Spend today', style: 'money' }, { title: 'Spend suggested', style: 'money' }, { title: 'Change', style: 'percent' },
      { title: 'Response today', style: 'amount' }, { title: 'Response suggested', style: 'amount' }, { title: next.title, style: next.style },
      ...(limits === undefined ? [] : [{ title: 'Limit', style: 'text' as const }]),
      ...(shadowPrices === undefined ? [] : [{ title: 'Worth of moving the limit by one', style: 'ratio' as const }]),
    ],
    rows: [
      ...Object.keys(spend).map((channel) => [
        channel, initial.spend[channel] ?? null, spend[channel] ?? null, change(spend[channel] ?? 0, initial.spend[channel] ?? 0),
        initial.response[channel] ?? null, response[channel] ?? null, next.of(marginalResponse[channel]),
        ...(limits === undefined ? [] : [limitWords(limits[channel])]),
        ...(shadowPrices === undefined ? [] : [shadowPrices.channels[channel] ?? null]),
      ]),
      [
        'Total', total.initialSpend, total.spend, change(total.spend, total.initialSpend), total.initialResponse, total.response, null,
        ...(limits === undefined ? [] : ['']), ...(shadowPrices === undefined ? [] : [null]),
      ],
    ],
  };
}

/** Scenarios side by side, one row each. */
export function scenariosTable(entries: readonly ScenarioReport[], { responseKind, spacing }: ScenarioWords, format: ScenarioFormat): ReportTable {
  const isRevenue = responseKind === 'revenue';
  return {
    caption: `Scenarios side by side, per ${spacing}`,
    columns: [
      { title: 'Scenario', style: 'text' }, { title: 'Asked', style: 'text' }, { title: 'Spend', style: 'money' }, { title: 'Response', style: 'amount' },
      { title: 'More than today', style: 'amount' }, { title: 'In percent', style: 'percent' },
      isRevenue ? { title: 'ROAS', style: 'ratio' } : { title: 'CPA', style: 'money' },
      { title: 'Worst model', style: 'amount' }, { title: 'Models in which it beats today', style: 'percent' },
    ],
    rows: entries.map(({ name, scenario, allocation: { total, robust, status } }) => {
      const gain = total.response - total.initialResponse;
      const [over, by] = isRevenue ? [total.response, total.spend] : [total.spend, total.response];
      return [
        name, status === 'infeasible' ? `${describeScenario(scenario, format)} (can't be met)` : describeScenario(scenario, format), total.spend, total.response, gain,
        total.initialResponse === 0 ? null : gain / total.initialResponse, by > 0 ? over / by : null,
        ...judged(robust),
      ];
    }),
  };
}

function judged(robust: RobustResult | undefined): (number | null)[] {
  return robust === undefined ? [null, null] : [robust.worst, robust.probabilityOfGain];
}

/** Spend per channel of several scenarios: a row per channel, today first, then a column each. */
export function scenarioSpendTable(entries: readonly ScenarioReport[], { spacing }: ScenarioWords): ReportTable {
  const channels = [...new Set(entries.flatMap(({ allocation }) => Object.keys(allocation.spend)))];
  const today = (channel: string): number | null => entries.find(({ allocation }) => Object.hasOwn(allocation.initial.spend, channel))?.allocation.initial.spend[channel] ?? null;
  const lead = entries[0]?.allocation;
  return {
    caption: `Spend by scenario, per ${spacing}`,
    columns: [{ title: 'Channel', style: 'text' }, { title: 'Today', style: 'money' }, ...entries.map(({ name }) => ({ title: name, style: 'money' as const }))],
    rows: [
      ...channels.map((channel) => [channel, today(channel), ...entries.map(({ allocation }) => allocation.spend[channel] ?? null)]),
      ['Total', lead?.total.initialSpend ?? null, ...entries.map(({ allocation }) => allocation.total.spend)],
    ],
  };
}
