import { readFileSync } from 'node:fs';
import { problemFromModel } from '../../../core/allocation/from-model.ts';
import { allocate } from '../../../core/allocation/solve.ts';
import { baselineColumns } from '../../../core/baseline/columns.ts';
import { parseTable } from '../../../core/data/parse.ts';
import { evaluateCandidate } from '../../../core/model/evaluate.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { prepare } from '../../../core/model/prepare.ts';
import { modelSeries } from '../../../core/model/series.ts';
import type { ReportData } from '../../../core/report/html/report-data.ts';
import { buildModelPage } from '../../../core/report/model-page.ts';
import { parseSpec } from '../../../core/spec/parse.ts';

const golden = (name: string): string => readFileSync(new URL(`../../fixtures/golden/${name}`, import.meta.url), 'utf8');

/** The weekly sample with one of its golden candidates, all the way to a page. */
export async function weekly() {
  const spec = parseSpec(JSON.parse(golden('weekly.geometric.spec.json')));
  const { table } = parseTable(golden('weekly.prepared.csv'));
  const baseline = await baselineColumns(spec, table, 'week', null);
  const prepared = prepare(spec, table, 'week', baseline.columns);
  const models = JSON.parse(golden('models.json')) as { id: string; params: CandidateParameters }[];
  const params = models.find(({ id }) => id === 'geometric-04-holdout')?.params ?? {};
  const evaluation = evaluateCandidate(prepared, params);
  const series = modelSeries(prepared, params);
  const page = buildModelPage(prepared, params, evaluation, series, { spec });
  const { problem } = problemFromModel(prepared, evaluation, params, { scenario: { kind: 'max_response' } });
  const report: ReportData = {
    date: '2025-11-20', version: '0.1.0', locale: 'en', spec, data: { name: 'weekly.csv', rows: table.rows },
    run: { method: 'two_points_de', trials: 40, iterations: 500, evaluations: 20_000, seed: 1, seconds: 1.23 },
    convergence: { nrmse: { converged: true, cuts: [], sdThreshold: 0, medianThreshold: 0, message: 'NRMSE converged.' } },
    pareto: {
      all: Array.from({ length: 400 }, (_, i): [number, number] => [0.05 + ((i * 37) % 101) / 2000 + i / 8000, 0.1 + ((i * 53) % 97) / 300 + i / 1600]),
      front: [[0.052, 0.3], [0.058, 0.2], [0.07, 0.13]], chosen: [0.058, 0.2],
    },
    models: [{ id: '4_120', score: 0.12, front: 1, evaluation }],
    model: { id: '4_120', chosen: true, page, evaluation, refit: null, intervals: null },
    allocation: { name: 'Present budget', scenario: { scenario: problem.scenario }, allocation: allocate(problem) },
    notes: ['A note.'],
  };
  return { spec, prepared, params, evaluation, series, page, problem, report };
}

/** The same data with every `from` in names and texts replaced: what a hostile project file can bring in. */
export function renamed<T>(data: T, from: string, to: string): T {
  return JSON.parse(JSON.stringify(data).replaceAll(from, to)) as T;
}
