import type { CandidateParameters, Evaluation } from '../../../core/model/evaluation.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';
import { modelSeries } from '../../../core/model/series.ts';
import { decompositionCsv } from '../../../core/report/csv.ts';
import { buildModelPage } from '../../../core/report/model-page.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { SavedAllocation } from '../../contract/models.ts';

export interface ReportSource {
  name: string;
  spec: Spec;
  prepared: PreparedData;
  modelId: string;
  params: CandidateParameters;
  evaluation: Evaluation;
  allocation: Pick<SavedAllocation, 'name' | 'scenario' | 'allocation'> | null;
  version: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

export interface ReportFile {
  fileName: string;
  mime: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export type ReportFormat = 'html' | 'csv' | 'json';

/** One self-contained file about one model: a page to read, the decomposition as a table, or everything as data. */
export function buildReport(source: ReportSource, format: ReportFormat): ReportFile {
  const { prepared, params, evaluation, spec } = source;
  const series = modelSeries(prepared, params);
  const page = buildModelPage(prepared, params, evaluation, series, { responseKind: spec.response.kind, currency: spec.currency });
  const file = (extension: string, mime: string, text: string): ReportFile =>
    ({ fileName: `${fileStem(source.name)}-${source.modelId}.${extension}`, mime, bytes: new TextEncoder().encode(text) });
  switch (format) {
    case 'csv':
      return file('csv', 'text/csv;charset=utf-8', decompositionCsv(series));
    case 'json': {
      const { name, modelId, allocation, version, createdAt } = source;
      const body = { name, version, createdAt: new Date(createdAt).toISOString(), modelId, spec, params, evaluation, page, allocation };
      return file('json', 'application/json', `${JSON.stringify(body, null, 2)}\n`);
    }
    case 'html':
      throw new Error('HTML reports are being written.');
  }
}

/** A name that every file system takes. */
export function fileStem(name: string): string {
  return name.normalize('NFKD').replace(/[^\w. -]+/g, '').trim().replace(/\s+/g, '-').slice(0, 60) || 'project';
}
