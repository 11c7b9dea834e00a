import { lineChart } from '../svg/lines.ts';
import type { Drawing, ParetoPoints } from './report-data.ts';
import { section } from './section.ts';
import { figureHtml } from './table.ts';

/** Points that are drawn of all models: more would only make the file large. */
const DRAWN = 2000;

/** The search as a picture: every model tried, and those no other beats in both errors. */
export function runSections({ all, front, chosen }: ParetoPoints, { format }: Drawing): string[] {
  if (all.length === 0) return [];
  // A few models far out would press all others into a corner: the picture ends at the 95 % quantiles.
  const cap = (axis: 0 | 1) => all.map((point) => point[axis]).sort((a, b) => a - b)[Math.floor(0.95 * (all.length - 1))] ?? Infinity;
  const [right, top] = [cap(0), cap(1)];
  const inside = (points: readonly [number, number][]) => points.filter(([x, y]) => x <= right && y <= top);
  const near = inside(all);
  const every = Math.ceil(near.length / DRAWN);
  const drawn = lineChart('Models by their two errors', [
    { name: 'All models', paint: 'baseline', points: [], marks: near.filter((_, index) => index % every === 0) },
    { name: 'Best fronts', paint: 'fitted', points: [], marks: inside(front) },
    ...(chosen === null ? [] : [{ name: 'This model', paint: 'negative', points: [chosen], marks: [chosen] }]),
  ], { xLabel: format.ratio, yLabel: format.ratio, xTitle: 'NRMSE (error of prediction)', yTitle: 'decomp.RSSD (distance of effect from spend)' });
  return [section('Where this model stands', figureHtml('Down and left is better. Drawn are the models within the 95 % quantiles of both errors, thinned out where there are many.', drawn, {
    caption: 'Models of the best fronts', columns: [{ title: 'NRMSE', style: 'ratio' }, { title: 'decomp.RSSD', style: 'ratio' }],
    rows: [...front].sort((a, b) => a[0] - b[0]),
  }, format))];
}
