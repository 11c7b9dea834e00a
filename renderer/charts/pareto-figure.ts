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
  mape?: ArrayLike<number>;
  front?: ArrayLike<number>;
}

export interface ParetoOptions {
  /** Fronts drawn apart, from the best. */
  fronts: number;
  /** `TRIAL_ITERATION` of the model that is picked. */
  picked: string | null;
  /** What the fronts are made of; NRMSE and decomp.RSSD unless given. With NRMSE alone they are places, shown as one group. */
  objectives?: readonly string[];
}

interface ModelPoint extends Point {
  x: number;
  y: number;
  id: string;
  front: number | null;
}

/** Table rows beyond the fronts help nobody; the run's candidates can be exported whole. */
const TABLE_ROWS = 2000;

/** What is drawn upwards: lift error where it takes the place of decomp.RSSD among the objectives. */
const UPWARD = {
  decompRssd: { name: 'decomp.RSSD', title: 'decomp.RSSD (effect against spend)', short: 'RSSD' },
  mape: { name: 'MAPE', title: 'MAPE (error against lift studies)', short: 'MAPE' },
} as const;

/** Prediction error against decomp.RSSD: every candidate as a cloud, the fronts on top, the picked model marked. */
export function paretoFigure(points: ScatterPoints, options: ParetoOptions, style: FigureStyle): Figure {
  const { theme, format } = style;
  const objectives = options.objectives ?? ['nrmse', 'decompRssd'];
  const ranking = objectives.length === 1;
  const upward = objectives.includes('mape') && !objectives.includes('decompRssd') ? 'mape' : 'decompRssd';
  const height = points[upward] ?? points.decompRssd;
  const behind: number[] = [];
  const fronts: ModelPoint[][] = Array.from({ length: options.fronts }, () => []);
  const point = (index: number): ModelPoint => {
    const front = points.front?.[index] ?? NaN;
    return {
      x: points.nrmse[index] ?? NaN, y: height[index] ?? NaN,
      id: `${points.trial[index]}_${points.iteration[index]}`, front: Number.isFinite(front) ? front : null,
    };
  };
  let picked: ModelPoint | null = null;
  for (let index = 0; index < points.count; index += 1) {
    if (!Number.isFinite(points.nrmse[index]) || !Number.isFinite(height[index])) continue;
    const front = fronts[(points.front?.[index] ?? NaN) - 1];
    if (front === undefined) behind.push(index);
    else front.push(point(index));
    if (options.picked !== null && options.picked === `${points.trial[index]}_${points.iteration[index]}`) picked = point(index);
  }
  for (const front of fronts) front.sort((a, b) => a.x - b.x);

  const groups = ranking && options.fronts > 0 ? [fronts.flat()] : fronts;
  const datasets: ChartDataset<'scatter', ModelPoint[]>[] = groups.map((front, index) => ({
    label: ranking ? 'Lowest prediction error' : `Front ${index + 1}`,
    data: front,
    // With another number of objectives the front is no line in this plane.
    showLine: index === 0 && objectives.length === 2,
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
    x: Float64Array.from(behind, (index) => points.nrmse[index] ?? NaN), y: Float64Array.from(behind, (index) => height[index] ?? NaN),
    label, colour: `${theme.neutral}80`, raw: (at) => point(behind[at] ?? -1),
  };
  const rows = [...fronts.flat(), ...behind.slice(0, TABLE_ROWS).map(point)].slice(0, TABLE_ROWS);
  const words: Words = { ...UPWARD[upward], front: ranking ? 'place' : 'front' };
  return {
    config: config({ datasets }, cloud, bounds(points.nrmse, height, points.count), words, style), table: table(rows, words, style),
    summary: summary(points.count, fronts, words, format),
  };
}

interface Words {
  name: string;
  title: string;
  short: string;
  front: string;
}

function config(
  data: { datasets: ChartDataset<'scatter', ModelPoint[]>[] }, cloud: Cloud, view: ReturnType<typeof bounds>, words: Words, { format }: FigureStyle,
): ChartConfiguration {
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
        y: { title: { text: words.title }, ticks: { includeBounds: false }, ...(view === null ? {} : { min: view.y[0], max: view.y[1] }) },
      },
      plugins: {
        cloud: { points: () => cloud },
        legend: { display: true },
        tooltip: {
          callbacks: {
            title: (items) => items.map((item) => `Model ${(item.raw as ModelPoint).id}`),
            label: (item) => {
              const point = item.raw as ModelPoint;
              const front = point.front === null ? `in no ${words.front}` : `${words.front} ${point.front}`;
              return `NRMSE ${format.significant(point.x)}, ${words.short} ${format.significant(point.y)}, ${front}`;
            },
          },
        },
      },
    },
  } as ChartConfiguration;
}

/** From the best to the 98 % quantile: a few wild candidates must not squeeze the rest into a corner. */
function bounds(right: ArrayLike<number>, up: ArrayLike<number>, count: number): { x: [number, number]; y: [number, number] } | null {
  const x = range(right, count);
  const y = range(up, count);
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

function table(rows: ModelPoint[], words: Words, { format }: FigureStyle): Figure['table'] {
  return {
    columns: [
      { label: 'Model' }, { label: words.front === 'place' ? 'Place' : 'Front' }, { label: 'NRMSE', format: (value) => format.significant(value, 4) },
      { label: words.name, format: (value) => format.significant(value, 4) },
    ],
    rows: rows.map((point) => [point.id, point.front, point.x, point.y]),
  };
}

function summary(count: number, fronts: ModelPoint[][], words: Words, format: FigureStyle['format']): string {
  const best = fronts[0]?.[0];
  const told = best === undefined ? '' : ` The lowest prediction error${words.front === 'place' ? '' : ' in the first front'} is ${format.significant(best.x)}.`;
  return `Scatter of ${count} candidates, prediction error against ${words.name}, ${fronts.flat().length} of them ${words.front === 'place' ? 'marked as the best' : 'in the fronts shown'}.${told}`;
}

/** Which model a click on the chart hit; null: none. */
export function pickedModel(raw: unknown): string | null {
  return typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null;
}
