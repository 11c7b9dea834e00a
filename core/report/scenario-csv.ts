import { nextUnit } from './allocation-words.ts';
import type { Cell } from './csv.ts';
import type { ScenarioReport, ScenarioWords } from './scenario-report.ts';
import { describeScenario } from './scenario-words.ts';
import type { ScenarioFormat } from './scenario-words.ts';

/** A scenario with the run and model it was solved on. */
export interface ScenarioRow extends ScenarioReport {
  run: string;
  model: string;
}

/**
 * Scenarios one under the other, for a file that programs read: a row per scenario and channel with money and response per
 * period and no `from`; of a plan, also one per channel and period, which `from` starts. No sums.
 */
export function scenarioRows(entries: readonly ScenarioRow[], words: ScenarioWords, format: ScenarioFormat): Cell[][] {
  const next = nextUnit(words);
  return [
    ['scenario', 'asked', 'run', 'model', 'status', 'from', 'channel', 'spend_today', 'spend', 'response_today', 'response', next.style === 'ratio' ? 'next_unit_returns' : 'next_conversion_costs', 'limit'],
    ...entries.flatMap(({ name, scenario, run, model, allocation, detail }): Cell[][] => {
      const lead: Cell[] = [name, describeScenario(scenario, format), run, model];
      const { spend, response, marginalResponse, initial, limits, status } = allocation;
      const plan = detail?.plan ?? null;
      return [
        ...Object.keys(spend).map((channel): Cell[] => [
          ...lead, status, null, channel, initial.spend[channel] ?? null, spend[channel] ?? null, initial.response[channel] ?? null, response[channel] ?? null,
          next.of(marginalResponse[channel]), limits?.[channel] ?? null,
        ]),
        ...(plan?.channels ?? []).flatMap(({ channel, spend: money, response: brings }) => (plan?.dates ?? []).map((date, period): Cell[] =>
          [...lead, plan?.status ?? null, date, channel, null, money[period] ?? null, null, brings[period] ?? null, null, null])),
      ];
    }),
  ];
}
