import { scenarioSpendTable, scenariosTable } from '../allocation-tables.ts';
import type { ModelPage } from '../model-page.ts';
import type { ScenarioReport } from '../scenario-report.ts';
import { allocationSection } from './allocation-section.ts';
import type { Drawing, ReportData } from './report-data.ts';
import { section } from './section.ts';
import { tableHtml } from './table.ts';

/** Every saved scenario of the report, side by side where there are several. */
export function scenarioSections({ allocation, allocations }: Pick<ReportData, 'allocation' | 'allocations'>, page: ModelPage, drawing: Drawing): string[] {
  const entries: readonly ScenarioReport[] = allocations ?? (allocation === null ? [] : [allocation]);
  const words = { responseKind: page.responseKind, spacing: page.spacing };
  const { format } = drawing;
  return [
    ...(entries.length < 2 ? [] : [section('Scenarios side by side', tableHtml(scenariosTable(entries, words, format), format) + tableHtml(scenarioSpendTable(entries, words), format))]),
    ...entries.map((entry) => allocationSection(entry, page, drawing)),
  ];
}
