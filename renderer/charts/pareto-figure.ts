import type { ChartConfiguration, ChartDataset, Point } from 'chart.js';
import type { Cloud } from './cloud.ts';
import type { Figure, FigureStyle } from './figure.ts';

/** Candidates to draw, column by column; `front` NaN or absent: not in a front. */
export interface ScatterPoints {
  count: number;
  trial: ArrayLike<number>;
  iteration: ArrayLike<number>;
  nrmse: ArrayLike<number>;
  decompRssd: ArrayLike<number>;
  front?: ArrayLike<number>;
}

export interface ParetoOptions {
  /** Fronts drawn apart, from the best. */
  fronts: number;
  /** `TRIAL_ITERATION` of the model that is picked. */
  picked: string | null;
}

interface ModelPoint extends Point {
  x: number;
  y: number;
  id: string;
  front: number | null;
}

/** Table rows beyond the fronts help nobody; the run's candidates can be exported whole. */
const TABLE_ROWS = 2000;

/** Prediction error against decomp.RSSD: every candidate as a cloud, the fronts on top, the picked model marked. */
export function paretoFigure(points: ScatterPoints, options: ParetoOptions, style: FigureStyle): Figure {
  const { theme, format } = style;
  const behind: number[] = [];
  const fronts: ModelPoint[][] = Array.from({ length: options.fronts }, () => []);
  const point = (index: number): ModelPoint => {
    const front = points.front?.[index] ?? NaN;
    return {
      x: points.nrmse[index] ?? NaN, y: points.decompRssd[index] ?? NaN,
      id: `${points.trial[index]}_${points.iteration[index]}`, front: Number.isFinite(front) ? front : null,
    };
  };
  let picked: ModelPoint | null = null;
  for (let index = 0; index < points.count; index += 1) {
    if (!Number.isFinite(points.nrmse[index]) || !Number.isFinite(points.decompRssd[index])) continue;
    const front = fronts[(points.front?.[index] ?? NaN) - 1];
    if (front === undefined) behind.push(index);
    else front.push(point(index));
    if (options.picked !== null && options.picked === `${points.trial[index]}_${points.iteration[index]}`) picked = point(index);
  }
  for (const front of fronts) front.sort((a, b) => a.x - b.x);

  const datasets: ChartDataset<'scatter', ModelPoint[]>[] = fronts.map((front, index) => ({
    label: `Front ${index + 1}`,
    data: front,
    showLine: index === 0,
    borderColor: theme.accent,
    borderWidth: 1.5,
    pointRadius: index === 0 ? 4 : 2.5,
    pointHoverRadius: 6,
    pointBackgroundColor: index === 0 ? theme.accent : theme.accentFaint,
    pointBorderColor: theme.accent,
    pointBorderWidth: 1,
  }));
  // The cloud itself is drawn by the plugin; this is its place in the legend.
  const label = options.fronts === 0 ? 'Candidates' : 'Other candidates';
  datasets.push({ label, data: [], pointStyle: 'rect', pointBackgroundColor: theme.neutral, pointBorderWidth: 0, order: 10 });
  if (picked !== null) {
    datasets.unshift({
      label: 'Picked model', data: [picked], pointRadius: 8, pointStyle: 'circle', pointBackgroundColor: 'transparent',
      pointBorderColor: theme.warning, pointBorderWidth: 3,
    });
  }
  const cloud: Cloud = {
    x: Float64Array.from(behind, (index) => points.nrmse[index] ?? NaN), y: Float64Array.from(behind, (index) => points.decompRssd[index] ?? NaN),
    label, colour: `${theme.neutral}80`, raw: (at) => point(behind[at] ?? -1),
  };
  const rows = [...fronts.flat(), ...behind.slice(0, TABLE_ROWS).map(point)].slice(0, TABLE_ROWS);
  return { config: config({ datasets }, cloud, points, style), table: table(rows, style), summary: summary(points.count, fronts, format) };
}

function config(data: { datasets: ChartDataset<'scatter', ModelPoint[]>[] }, cloud: Cloud, points: ScatterPoints, { format }: FigureStyle): ChartConfiguration {
  const view = bounds(points);
  return {
    type: 'scatter',
    data,
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: { title: { text: 'NRMSE (prediction error)' }, ticks: { includeBounds: false }, ...(view === null ? {} : { min: view.x[0], max: view.x[1] }) },
        y: { title: { text: 'decomp.RSSD (effect against spend)' }, ticks: { includeBounds: false }, ...(view === null ? {} : { min: view.y[0], max: view.y[1] }) },
      },
      plugins: {
        cloud: { points: () => cloud },
        legend: { display: true },
        tooltip: {
          callbacks: {
            title: (items) => items.map((item) => `Model ${(item.raw as ModelPoint).id}`),
            label: (item) => {
              const point = item.raw as ModelPoint;
              const front = point.front === null ? 'in no front' : `front ${point.front}`;
              return `NRMSE ${format.significant(point.x)}, RSSD ${format.significant(point.y)}, ${front}`;
            },
          },
        },
      },
    },
  } as ChartConfiguration;
}

/** From the best to the 98 % quantile: a few wild candidates must not squeeze the rest into a corner. */
function bounds(points: ScatterPoints): { x: [number, number]; y: [number, number] } | null {
  const x = range(points.nrmse, points.count);
  const y = range(points.decompRssd, points.count);
  return x === null || y === null ? null : { x, y };
}

function range(values: ArrayLike<number>, count: number): [number, number] | null {
  const finite = new Float64Array(count);
  let found = 0;
  for (let index = 0; index < count; index += 1) {
    const value = values[index] ?? NaN;
    if (Number.isFinite(value)) finite[found++] = value;
  }
  finite.subarray(0, found).sort();
  const low = finite[0];
  const high = finite[Math.floor((found - 1) * 0.98)];
  if (found === 0 || low === undefined || high === undefined) return null;
  const pad = (high - low) * 0.04 || Math.abs(low) * 0.04 || 0.01;
  return [Math.max(0, low - pad), high + pad];
}

function table(rows: ModelPoint[], { format }: FigureStyle): Figure['table'] {
  return {
    columns: [
      { label: 'Model' }, { label: 'Front' }, { label: 'NRMSE', format: (value) => format.significant(value, 4) },
      { label: 'decomp.RSSD', format: (value) => format.significant(value, 4) },
    ],
    rows: rows.map((point) => [point.id, point.front, point.x, point.y]),
  };
}

function summary(count: number, fronts: ModelPoint[][], format: FigureStyle['format']): string {
  const best = fronts[0]?.[0];
  const told = best === undefined ? '' : ` The lowest prediction error in the first front is ${format.significant(best.x)}.`;
  return `Scatter of ${count} candidates, prediction error against decomp.RSSD, ${fronts.flat().length} of them in the fronts shown.${told}`;
}

/** Which model a click on the chart hit; null: none. */
export function pickedModel(raw: unknown): string | null {
  return typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null;
}
