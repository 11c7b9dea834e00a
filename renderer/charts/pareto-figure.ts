import type { ChartConfiguration, ChartDataset, Point } from 'chart.js';
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
  const cloud: ModelPoint[] = [];
  const fronts: ModelPoint[][] = Array.from({ length: options.fronts }, () => []);
  let picked: ModelPoint | null = null;
  for (let index = 0; index < points.count; index += 1) {
    const x = points.nrmse[index] ?? NaN;
    const y = points.decompRssd[index] ?? NaN;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const front = points.front?.[index] ?? NaN;
    const point: ModelPoint = { x, y, id: `${points.trial[index]}_${points.iteration[index]}`, front: Number.isFinite(front) ? front : null };
    (fronts[front - 1] ?? cloud).push(point);
    if (point.id === options.picked) picked = point;
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
  datasets.push({
    label: options.fronts === 0 ? 'Candidates' : 'Other candidates', data: cloud, pointStyle: 'rect', pointRadius: 1, pointHoverRadius: 4,
    pointBackgroundColor: theme.neutral, pointBorderWidth: 0, order: 10,
  });
  if (picked !== null) {
    datasets.unshift({
      label: 'Picked model', data: [picked], pointRadius: 8, pointStyle: 'circle', pointBackgroundColor: 'transparent',
      pointBorderColor: theme.warning, pointBorderWidth: 3,
    });
  }
  return { config: config({ datasets }, points, style), table: table(fronts, cloud, style), summary: summary(points.count, fronts, format) };
}

function config(data: { datasets: ChartDataset<'scatter', ModelPoint[]>[] }, points: ScatterPoints, { format }: FigureStyle): ChartConfiguration {
  const view = bounds(points);
  return {
    type: 'scatter',
    data,
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      scales: {
        x: { title: { text: 'NRMSE (prediction error)' }, ticks: { includeBounds: false }, ...(view === null ? {} : { min: view.x[0], max: view.x[1] }) },
        y: { title: { text: 'decomp.RSSD (effect against spend)' }, ticks: { includeBounds: false }, ...(view === null ? {} : { min: view.y[0], max: view.y[1] }) },
      },
      plugins: {
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
  const finite = Float64Array.from({ length: count }, (_unused, index) => values[index] ?? NaN).filter(Number.isFinite).sort();
  const low = finite[0];
  const high = finite[Math.floor((finite.length - 1) * 0.98)];
  if (low === undefined || high === undefined) return null;
  const pad = (high - low) * 0.04 || Math.abs(low) * 0.04 || 0.01;
  return [Math.max(0, low - pad), high + pad];
}

function table(fronts: ModelPoint[][], cloud: ModelPoint[], { format }: FigureStyle): Figure['table'] {
  const rows = [...fronts.flat(), ...cloud].slice(0, TABLE_ROWS);
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
