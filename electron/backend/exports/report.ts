import type { CandidateParameters, Evaluation } from '../../../core/model/evaluation.ts';
import { writtenParameters } from '../../../core/model/labels.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { modelSeries } from '../../../core/model/series.ts';
import { decompositionCsv, summaryCsv } from '../../../core/report/csv.ts';
import { renderHtmlReport } from '../../../core/report/html/report.ts';
import type { ReportData, ReportModel, RunFacts } from '../../../core/report/html/report-data.ts';
import { buildModelPage } from '../../../core/report/model-page.ts';
import { refitted } from '../../../core/report/page-validation.ts';
import type { ScenarioReport } from '../../../core/report/scenario-report.ts';
import type { ModelEntry } from '../../../core/report/tables.ts';
import type { CandidateColumns } from '../../../core/selection/candidates.ts';
import type { Convergence } from '../../../core/selection/selection.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { Consensus } from '../../../core/uncertainty/consensus.ts';
import type { ModelIntervals } from '../../../core/uncertainty/interval.ts';
import { reportSheets } from './report-sheets.ts';
import { workbookBytes, XLSX_MIME } from './workbook.ts';

export interface ReportSource {
  spec: Spec;
  prepared: PreparedData;
  model: { id: string; params: CandidateParameters; evaluation: Evaluation; chosen: boolean; intervals: ModelIntervals | null };
  /** What all plausible models of the run say together, where it is known. */
  consensus?: Consensus | null;
  data: { name: string; rows: number };
  run: RunFacts;
  convergence: Record<string, Convergence>;
  /** All of the run, for the picture of the fronts. */
  candidates: Pick<CandidateColumns, 'nrmse' | 'decompRssd'>;
  /** Pareto models. */
  models: ModelEntry[];
  /** Budget scenarios, the one to lead with first. */
  allocations: readonly ScenarioReport[];
  notes: string[];
  version: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

export interface ReportFile {
  fileName: string;
  mime: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** `csv`: one row per period; `summary`: a CSV file with one row per channel and group, and their intervals; `xlsx`: both, and the scenarios. */
export type ReportFormat = 'html' | 'csv' | 'summary' | 'json' | 'xlsx';

/** One self-contained file about one model: a page to read, the decomposition or the channels as a table, or everything as data. */
export async function buildReport(source: ReportSource, format: ReportFormat): Promise<ReportFile> {
  const { spec, prepared, model } = source;
  const series = modelSeries(prepared, model.params);
  const page = buildModelPage(prepared, model.params, model.evaluation, series, { spec });
  const refit = refitted(prepared, model.params, model.evaluation);
  const file = (mime: string, content: string | ReportFile['bytes'], ending: string = format): ReportFile => ({
    fileName: `${fileStem(spec.name)}-${model.id}${ending.startsWith('-') ? ending : `.${ending}`}`, mime,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  });
  switch (format) {
    case 'csv':
      return file('text/csv;charset=utf-8', decompositionCsv(series));
    case 'summary':
      return file('text/csv;charset=utf-8', summaryCsv(page, model.intervals), '-summary.csv');
    case 'json': {
      const { run, convergence, allocations, notes, version } = source;
      const body = { version, date: dateOf(source), spec, run, model: { ...model, params: writtenParameters(prepared.space.parameters, model.params), refit, page }, consensus: source.consensus ?? null, convergence, allocation: allocations[0] ?? null, allocations, notes };
      return file('application/json', `${JSON.stringify(body, null, 2)}\n`);
    }
    case 'xlsx':
      return file(XLSX_MIME, await workbookBytes(reportSheets({ spec, spacing: prepared.spacing, series, page, intervals: model.intervals, models: source.models, allocations: source.allocations })));
    case 'html':
      return file('text/html;charset=utf-8', renderHtmlReport(reportData(source, page, refit)));
  }
}

/** Words of the report are English; numbers are written the way that goes with them. */
const LOCALE = 'en';
/** Points of the picture of all candidates: more cannot be told apart and make the file heavy. */
const MAX_POINTS = 2_000;

function reportData(source: ReportSource, page: ReportModel['page'], refit: Evaluation | null): ReportData {
  const { spec, model, data, run, convergence, candidates, models, allocations, notes, version } = source;
  const point = ({ nrmse, decompRssd }: Evaluation): [number, number] => [nrmse.validation ?? nrmse.train, decompRssd];
  const step = Math.max(1, Math.ceil(candidates.nrmse.length / MAX_POINTS));
  const all: [number, number][] = [];
  for (let i = 0; i < candidates.nrmse.length; i += step) {
    const pair: [number, number] = [candidates.nrmse[i] as number, candidates.decompRssd[i] as number];
    if (pair.every(Number.isFinite)) all.push(pair);
  }
  return {
    consensus: source.consensus ?? null, date: dateOf(source), version, locale: LOCALE, spec, data, run, convergence, models, notes,
    pareto: { all, front: models.map(({ evaluation }) => point(evaluation)), chosen: point(model.evaluation) },
    model: { id: model.id, chosen: model.chosen, page, evaluation: model.evaluation, refit, intervals: model.intervals },
    allocation: allocations[0] ?? null, allocations,
  };
}

function dateOf({ createdAt }: ReportSource): string {
  return new Date(createdAt).toISOString().slice(0, 10);
}

/** A name that every file system takes. */
export function fileStem(name: string): string {
  return name.normalize('NFKD').replace(/[^\w. -]+/g, '').trim().replace(/\s+/g, '-').slice(0, 60) || 'project';
}
