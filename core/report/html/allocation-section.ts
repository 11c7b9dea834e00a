import { channelsTable } from '../allocation-tables.ts';
import type { ModelPage } from '../model-page.ts';
import { scenarioFacts } from '../scenario-constraints.ts';
import type { ScenarioReport } from '../scenario-report.ts';
import { describeScenario } from '../scenario-words.ts';
import { barChart } from '../svg/bars.ts';
import { decisionPart } from './allocation-decision.ts';
import { gainWords } from './allocation-gain.ts';
import { frontierPart, reconciliationPart, sensitivityPart, whyPart } from './allocation-insight.ts';
import { planPart } from './allocation-plan.ts';
import { escapeHtml } from './escape.ts';
import type { Drawing } from './report-data.ts';
import { section } from './section.ts';
import { figureHtml } from './table.ts';

/** A budget suggestion: what was asked, what it says, how sure it is and why. Parts that a scenario does not have are left out. */
export function allocationSection(entry: ScenarioReport, page: ModelPage, drawing: Drawing): string {
  const { allocation, detail, name, scenario } = entry;
  const { format } = drawing;
  const words = { responseKind: page.responseKind, spacing: page.spacing };
  const notes = [...new Set([...allocation.notes, ...(detail?.notes ?? [])])];
  const facts = scenarioFacts(scenario, format);
  return section(`Suggested budget: ${name}`, [
    `<p>${escapeHtml(lead(entry, page, drawing))}</p>`,
    facts.length === 0 ? '' : `<dl>${facts.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>`,
    ...gainWords(entry, page, format).map((sentence) => `<p>${escapeHtml(sentence)}</p>`),
    figureHtml(`Mean spend per ${page.spacing}.`, spendBars(entry, drawing), channelsTable(allocation, words), format),
    whyPart(entry),
    decisionPart(entry, words, drawing),
    frontierPart(entry, words, drawing),
    reconciliationPart(entry, words, format),
    sensitivityPart(entry, format),
    planPart(entry, words, drawing),
    notes.length === 0 ? '' : `<h3>Notes</h3><ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`,
  ].join(''));
}

function lead({ scenario, allocation }: ScenarioReport, page: ModelPage, { format }: Drawing): string {
  const { total, status, gap, leastSpend } = allocation;
  if (status === 'infeasible') return `${describeScenario(scenario, format)}. This can't be met; shown is the nearest spend that the bounds allow.`;
  const change = total.initialResponse === 0 ? null : total.response / total.initialResponse - 1;
  const response = `${format.amount(total.initialResponse)} to ${format.amount(total.response)}${change === null ? '' : ` (${change < 0 ? '−' : '+'}${format.percent(Math.abs(change))})`}`;
  const optimal = scenario.scenario.kind === 'given' ? ''
    : leastSpend !== undefined ? ` No spend under ${format.money(leastSpend)} reaches it.`
      : gap < 5e-4 ? ` No other split within the bounds does better in ${allocation.robust === undefined ? 'this model' : 'these models'}.` : ` No other split within the bounds can do better by more than ${format.percent(gap)}.`;
  const [before, after] = [format.money(total.initialSpend), format.money(total.spend)];
  const spent = before === after ? `spend stays at ${after}` : `spend goes from ${before} to ${after}`;
  return `${describeScenario(scenario, format)}. Per ${page.spacing}, ${spent} and the predicted response goes from ${response}.${optimal}`;
}

function spendBars({ allocation: { spend, initial } }: ScenarioReport, { format }: Drawing): string {
  return barChart('Spend per channel today and as suggested', Object.keys(spend).map((channel) => ({
    label: channel, values: [initial.spend[channel] ?? 0, spend[channel] ?? 0], note: changeText(initial.spend[channel] ?? 0, spend[channel] ?? 0, format.percent),
  })), [{ name: 'Today', paint: 'baseline' }, { name: 'Suggested', paint: 'fitted' }], format.compact);
}

function changeText(before: number, after: number, percent: (value: number) => string): string {
  if (before === 0) return '';
  const change = after / before - 1;
  return Math.abs(change) < 0.0005 ? 'unchanged' : `${change < 0 ? '−' : '+'}${percent(Math.abs(change))}`;
}
