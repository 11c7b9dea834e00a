import type { Evaluation } from '../model/evaluation.ts';

/** A table ready to show: text columns left, numbers right, each number with the style it is written in. */
export interface ReportTable {
  caption: string;
  columns: { title: string; style: CellStyle }[];
  rows: (string | number | null)[][];
}

export type CellStyle = 'text' | 'amount' | 'money' | 'percent' | 'ratio';

export interface ModelEntry {
  id: string;
  score: number;
  front: number | null;
  evaluation: Evaluation;
}

/** Models with their errors, best score first. */
export function modelsTable(models: readonly ModelEntry[]): ReportTable {
  return {
    caption: 'Models, smallest error score first',
    columns: [
      { title: 'Model', style: 'text' }, { title: 'Front', style: 'amount' }, { title: 'Error score', style: 'ratio' },
      { title: 'R² (training)', style: 'ratio' }, { title: 'NRMSE (training)', style: 'ratio' }, { title: 'NRMSE (validation)', style: 'ratio' }, { title: 'NRMSE (test)', style: 'ratio' },
      { title: 'decomp.RSSD', style: 'ratio' }, { title: 'Lift error', style: 'percent' },
    ],
    rows: [...models].sort((a, b) => a.score - b.score).map(({ id, front, score, evaluation: e }) =>
      [id, front, score, e.rsq.train, e.nrmse.train, e.nrmse.validation, e.nrmse.test ?? e.testPeriod?.nrmse ?? null, e.decompRssd, e.lift.length === 0 ? null : e.mape]),
  };
}

export interface ComparedModel {
  label: string;
  evaluation: Evaluation;
}

/** Metrics and returns of several models, one column each; null where a model has no such value. */
export function comparisonTables(models: readonly ComparedModel[]): { metrics: ReportTable; returns: ReportTable } {
  const columns = (first: string): ReportTable['columns'] =>
    [{ title: first, style: 'text' }, ...models.map(({ label }) => ({ title: label, style: 'ratio' as const }))];
  const row = (title: string, value: (evaluation: Evaluation) => number | null): ReportTable['rows'][number] =>
    [title, ...models.map(({ evaluation }) => value(evaluation))];
  const channels = [...new Set(models.flatMap(({ evaluation }) => Object.keys(evaluation.roi)))];
  return {
    metrics: {
      caption: 'Metrics side by side', columns: columns('Metric'),
      rows: [
        row('R² (training)', (e) => e.rsq.train), row('NRMSE (training)', (e) => e.nrmse.train),
        row('NRMSE (validation)', (e) => e.nrmse.validation), row('NRMSE (test)', (e) => e.nrmse.test),
        row('decomp.RSSD', (e) => e.decompRssd), row('Lift error', (e) => (e.lift.length === 0 ? null : e.mape)),
      ],
    },
    returns: { caption: 'ROAS side by side', columns: columns('Channel'), rows: channels.map((name) => row(name, (e) => e.roi[name] ?? null)) },
  };
}
