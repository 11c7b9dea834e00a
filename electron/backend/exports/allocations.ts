import { createFormat } from '../../../core/report/format.ts';
import { toCsv } from '../../../core/report/csv.ts';
import { scenarioRows } from '../../../core/report/scenario-csv.ts';
import type { ScenarioRow } from '../../../core/report/scenario-csv.ts';
import type { ScenarioWords } from '../../../core/report/scenario-report.ts';
import { fileStem } from './report.ts';
import type { ReportFile } from './report.ts';
import { scenarioSheets } from './scenario-sheets.ts';
import { workbookBytes, XLSX_MIME } from './workbook.ts';

/** What scenarios are written with: words and numbers are English. */
export interface ExportWords extends ScenarioWords {
  currency: string;
}

/** Scenarios as a file of their own: a sheet each and one with all, or rows one under the other. */
export async function scenariosFile(entries: readonly ScenarioRow[], { currency, ...words }: ExportWords, format: 'csv' | 'xlsx', stem: string): Promise<ReportFile> {
  const written = createFormat('en', currency);
  const fileName = `${fileStem(stem)}.${format}`;
  return format === 'csv'
    ? { fileName, mime: 'text/csv;charset=utf-8', bytes: new TextEncoder().encode(toCsv(scenarioRows(entries, words, written))) }
    : { fileName, mime: XLSX_MIME, bytes: await workbookBytes(scenarioSheets(entries, words, written)) };
}
