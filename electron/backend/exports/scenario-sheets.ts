import { channelsTable, scenarioSpendTable, scenariosTable } from '../../../core/report/allocation-tables.ts';
import { frontierTable, reconciliationTable, sensitivityTable } from '../../../core/report/insight-tables.ts';
import { outcomesTable } from '../../../core/report/outcome-tables.ts';
import { planTables } from '../../../core/report/plan-tables.ts';
import type { ScenarioReport, ScenarioWords } from '../../../core/report/scenario-report.ts';
import { describeScenario } from '../../../core/report/scenario-words.ts';
import type { ScenarioFormat } from '../../../core/report/scenario-words.ts';
import type { ReportTable } from '../../../core/report/tables.ts';
import type { WorkbookSheet } from './workbook.ts';

/** Scenarios as sheets: all of them side by side, then each with its channels, and all else that is known of it on sheets after that. */
export function scenarioSheets(entries: readonly ScenarioReport[], words: ScenarioWords, format: ScenarioFormat): WorkbookSheet[] {
  if (entries.length === 0) return [];
  return [
    { name: 'Side by side', tables: [scenariosTable(entries, words, format), scenarioSpendTable(entries, words)] },
    ...entries.flatMap((entry) => sheetsOf(entry, words, format)),
  ];
}

function sheetsOf(entry: ScenarioReport, words: ScenarioWords, format: ScenarioFormat): WorkbookSheet[] {
  const { name, allocation, detail, reconciliation = null, frontier = null, sensitivity = null } = entry;
  const plan = detail?.plan ?? null;
  const more = (word: string, tables: ReportTable[], lines: readonly string[] = []): WorkbookSheet => ({ name: `${shortened(name)} ${word}`, tables, lines });
  return [
    { name, lines: linesOf(entry, format), tables: [channelsTable(allocation, words)] },
    ...(allocation.robust === undefined ? [] : [more('models', [outcomesTable(allocation.robust)])]),
    ...(plan === null ? [] : [more('plan', planTables(plan, words), plan.notes)]),
    ...(frontier === null ? [] : [more('frontier', [frontierTable(frontier, words)])]),
    ...(reconciliation === null ? [] : [more('steps', [reconciliationTable(reconciliation, words)])]),
    ...(sensitivity === null ? [] : [more('assumptions', [sensitivityTable(sensitivity)])]),
  ];
}

function linesOf({ name, scenario, allocation, detail }: ScenarioReport, format: ScenarioFormat): string[] {
  return [
    `${name}: ${describeScenario(scenario, format)}`,
    ...(allocation.status === 'infeasible' ? ["This can't be met; shown is the nearest spend that the bounds allow."] : []),
    ...(detail?.explanations ?? []).map(({ sentence }) => sentence),
    ...(detail?.extrapolation ?? []).map(({ text }) => text),
    ...new Set([...allocation.notes, ...(detail?.notes ?? [])]),
  ];
}

/** Leaves room for the word after it. */
function shortened(name: string): string {
  return name.length <= 18 ? name : `${name.slice(0, 17).trimEnd()}…`;
}
