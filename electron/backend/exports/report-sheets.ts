import type { ModelSeries } from '../../../core/model/series.ts';
import { decompositionRows, summaryRows } from '../../../core/report/csv.ts';
import type { Cell } from '../../../core/report/csv.ts';
import { createFormat } from '../../../core/report/format.ts';
import type { ModelPage } from '../../../core/report/model-page.ts';
import type { ScenarioReport } from '../../../core/report/scenario-report.ts';
import { modelsTable } from '../../../core/report/tables.ts';
import type { CellStyle, ModelEntry, ReportTable } from '../../../core/report/tables.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { ModelIntervals } from '../../../core/uncertainty/interval.ts';
import { scenarioSheets } from './scenario-sheets.ts';
import type { WorkbookSheet } from './workbook.ts';

export interface SheetSource {
  spec: Spec;
  spacing: string;
  series: ModelSeries;
  page: ModelPage;
  intervals: ModelIntervals | null;
  models: readonly ModelEntry[];
  allocations: readonly ScenarioReport[];
}

/** What a model says as sheets: its channels and groups, every period, all models of the fronts, and the budget scenarios. */
export function reportSheets({ spec, spacing, series, page, intervals, models, allocations }: SheetSource): WorkbookSheet[] {
  return [
    { name: 'Channels', tables: [tableOf(summaryRows(page, intervals), styleOfSummary)] },
    { name: 'Periods', tables: [tableOf(decompositionRows(series), (title) => (title === 'date' ? 'text' : 'amount'))] },
    { name: 'Models', tables: [modelsTable(models)] },
    ...scenarioSheets(allocations, { responseKind: spec.response.kind, spacing }, createFormat('en', spec.currency)),
  ];
}

/** Rows of which the first are the titles. */
function tableOf([titles = [], ...rows]: readonly (readonly Cell[])[], style: (title: string) => CellStyle): ReportTable {
  return { caption: '', columns: titles.map((title) => ({ title: String(title), style: style(String(title)) })), rows: rows.map((row) => [...row]) };
}

function styleOfSummary(title: string): CellStyle {
  if (/^(name|kind|interval)$/.test(title)) return 'text';
  if (title.includes('share')) return 'percent';
  return /^(roas|cpa)/.test(title) ? 'ratio' : title === 'spend' ? 'money' : 'amount';
}
