import type { CandidateColumns } from '../selection/candidates.ts';
import { hypervolume2d } from '../selection/hypervolume.ts';
import { METRICS } from '../tuning/trial-result.ts';
import type { TrialResult } from '../tuning/trial-result.ts';

/** Iterations are cut into so many equal parts, as in the reference's rule of convergence. */
const CUTS = 20;

export interface HypervolumeCurve {
  /** Last iteration of each cut, ascending. */
  iterations: number[];
  /** 0..1: what the candidates up to there dominate, all trials together. */
  volume: number[];
  /** Candidates' columns it is made of. */
  objectives: ('nrmse' | 'decompRssd' | 'mape')[];
}

/** What the curve is made of, one value per candidate. */
export type SearchColumns = Pick<CandidateColumns, 'iteration' | 'nrmse' | 'decompRssd' | 'mape'>;

/** Those columns alone: cheap enough to be gathered where nothing may wait. */
export function searchColumns(trials: readonly TrialResult[]): SearchColumns {
  const count = trials.reduce((sum, { iterations }) => sum + iterations, 0);
  const column = (): Float64Array => new Float64Array(count);
  const columns = { iteration: column(), nrmse: column(), decompRssd: column(), mape: column() };
  const [nrmse, rssd, mape] = [METRICS.indexOf('nrmse'), METRICS.indexOf('decompRssd'), METRICS.indexOf('mape')];
  let row = 0;
  for (const { iterations, width, values } of trials) {
    for (let i = 0; i < iterations; i++, row++) {
      columns.iteration[row] = i + 1;
      columns.nrmse[row] = values[i * width + nrmse] as number;
      columns.decompRssd[row] = values[i * width + rssd] as number;
      columns.mape[row] = values[i * width + mape] as number;
    }
  }
  return columns;
}

/**
 * How the front grows: the area that all candidates up to each iteration dominate below the reference point (1, 1).
 * Objectives are scaled so that 0 is the least value of the run and 1 the median of the first twentieth of the iterations,
 * where nothing is tuned yet: with the largest value as 1 a few wild candidates would make every front look perfect. Two
 * objectives at most: NRMSE and decomp.RSSD, MAPE in place of a decomp.RSSD that is switched off; NRMSE alone otherwise.
 */
export function hypervolumeCurve(candidates: SearchColumns, { rssdObjective, studies }: { rssdObjective: boolean; studies: number }): HypervolumeCurve {
  const objectives: HypervolumeCurve['objectives'] = rssdObjective ? ['nrmse', 'decompRssd'] : studies > 0 ? ['nrmse', 'mape'] : ['nrmse'];
  const { iteration } = candidates;
  const last = iteration.reduce((most, value) => Math.max(most, value), 0);
  const parts: number[][] = Array.from({ length: CUTS }, () => []);
  iteration.forEach((value, i) => {
    if (objectives.every((name) => Number.isFinite(candidates[name][i]))) parts[Math.ceil((CUTS * value) / last) - 1]?.push(i);
  });
  const first = parts.find((part) => part.length > 0) ?? [];
  const scales = objectives.map((name) => scaleOf(candidates[name], first, parts));
  const scaled = (k: number, i: number): number => {
    const name = objectives[k];
    const scale = scales[k];
    if (name === undefined || scale === undefined) return 0;
    return ((candidates[name][i] as number) - scale.least) / scale.width;
  };
  let front: number[] = [];
  const iterations: number[] = [];
  const volume: number[] = [];
  parts.forEach((part, cut) => {
    if (part.length === 0) return;
    front = staircase([...front, ...part], (i) => scaled(0, i), (i) => scaled(1, i));
    iterations.push(Math.floor((last * (cut + 1)) / CUTS));
    volume.push(hypervolume2d(front.map((i) => scaled(0, i)), front.map((i) => scaled(1, i)), [1, 1]));
  });
  return { iterations, volume, objectives };
}

function scaleOf(values: Float64Array, first: readonly number[], parts: readonly number[][]): { least: number; width: number } {
  let least = Infinity;
  for (const part of parts) for (const i of part) least = Math.min(least, values[i] as number);
  const sorted = Float64Array.from(first, (i) => values[i] as number).sort();
  const width = (sorted[sorted.length >> 1] ?? NaN) - least;
  return { least, width: width > 0 ? width : 1 };
}

/** Those that no other is at least as good as, by rising first objective. */
function staircase(indices: number[], first: (i: number) => number, second: (i: number) => number): number[] {
  let lowest = Infinity;
  return indices.sort((a, b) => first(a) - first(b) || second(a) - second(b)).filter((i) => {
    const y = second(i);
    if (y >= lowest) return false;
    lowest = y;
    return true;
  });
}
