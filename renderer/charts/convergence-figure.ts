import type { ChartConfiguration } from 'chart.js';
import type { Convergence, ConvergenceCut } from '../../core/selection/selection.ts';
import type { Figure, FigureStyle } from './figure.ts';

export const OBJECTIVE_LABELS: Record<string, string> = { nrmse: 'NRMSE', decompRssd: 'decomp.RSSD', mape: 'Calibration error (MAPE)' };

/** Median per cut of the iterations with a band of one standard deviation, and the level that counts as converged. */
export function convergenceFigure(name: string, cuts: readonly ConvergenceCut[], verdict: Convergence | null, style: FigureStyle): Figure {
  const { theme, format } = style;
  const label = OBJECTIVE_LABELS[name] ?? name;
  const series = (value: (cut: ConvergenceCut) => number) => cuts.map((cut) => ({ x: cut.iteration, y: value(cut) }));
  const config = {
    type: 'line',
    data: {
      datasets: [
        { label: 'Median', data: series((cut) => cut.median), borderColor: theme.accent, pointRadius: 0, pointHoverRadius: 4 },
        { label: 'plus 1 sd', data: series((cut) => cut.median + cut.sd), borderWidth: 0, pointRadius: 0, backgroundColor: theme.accentFaint, fill: '+1' },
        { label: 'minus 1 sd', data: series((cut) => Math.max(0, cut.median - cut.sd)), borderWidth: 0, pointRadius: 0 },
      ],
    },
    options: {
      animation: false,
      parsing: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { type: 'linear', title: { text: 'Iteration' }, grid: { display: false } },
        y: { beginAtZero: true },
      },
      plugins: {
        annotation: verdict === null || !Number.isFinite(verdict.medianThreshold) || verdict.medianThreshold <= 0 ? {} : {
          annotations: { level: { type: 'line', yMin: verdict.medianThreshold, yMax: verdict.medianThreshold, borderColor: theme.zero, borderWidth: 1, borderDash: [4, 4] } },
        },
        tooltip: { filter: (item: { datasetIndex: number }) => item.datasetIndex === 0 },
      },
    },
  } as ChartConfiguration;
  const last = cuts.at(-1);
  return {
    config,
    table: {
      columns: [{ label: 'Up to iteration' }, { label: 'Candidates' }, { label: 'Median', format: (v) => format.significant(v, 4) }, { label: 'Standard deviation', format: (v) => format.significant(v, 4) }],
      rows: cuts.map((cut) => [cut.iteration, cut.count, cut.median, cut.sd]),
    },
    summary: last === undefined
      ? `${label} by iteration: nothing yet.`
      : `${label} by iteration: the median went from ${format.significant(cuts[0]?.median)} to ${format.significant(last.median)}.`,
  };
}

/** Median and sd of a sample in 20 equal cuts of the iterations, while a run works. */
export function liveCuts(iteration: ArrayLike<number>, value: ArrayLike<number>, count: number, iterations: number): ConvergenceCut[] {
  const CUTS = 20;
  const bins: number[][] = Array.from({ length: CUTS }, () => []);
  for (let index = 0; index < count; index += 1) {
    const loss = value[index] ?? NaN;
    if (!Number.isFinite(loss) || loss <= 0) continue;
    const cut = Math.min(CUTS - 1, Math.floor((((iteration[index] ?? 1) - 1) / iterations) * CUTS));
    bins[cut]?.push(loss);
  }
  return bins.flatMap((bin, index) => {
    if (bin.length < 2) return [];
    bin.sort((a, b) => a - b);
    const mean = bin.reduce((sum, one) => sum + one, 0) / bin.length;
    const variance = bin.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (bin.length - 1);
    const middle = ((bin[(bin.length - 1) >> 1] ?? NaN) + (bin[bin.length >> 1] ?? NaN)) / 2;
    return [{ iteration: Math.round(((index + 1) / CUTS) * iterations), count: bin.length, median: middle, sd: Math.sqrt(variance) }];
  });
}
