import { hypervolume2d, hypervolume3d } from '../selection/hypervolume.ts';
import type { StopSpec } from '../spec/spec.ts';
import { convergenceOf } from './convergence.ts';
import { METRICS } from './trial-result.ts';
import type { TrialEnd } from './trial-result.ts';

/** Told METRICS of each candidate in turn: why the trial is to end with this one, or null. */
export type StopRule = (metrics: Float64Array) => TrialEnd | null;

/** Candidates at the start whose medians scale the hypervolume. */
const SCALING = 20;
/** The rule of convergence cuts the iterations in 20; with fewer than this a cut holds too few to have a spread. */
const LEAST_FOR_CONVERGENCE = 200;
/** How often that rule is looked at, in iterations. */
const CONVERGENCE_EVERY = 50;

/**
 * The rules of `stop` that look at one trial by itself, so that the result depends neither on the number of engines nor
 * on the clock; `seconds` is the host's.
 * @param objectives which of METRICS the search makes small
 * @param iterations at most so many are told
 */
export function createStopRule(stop: StopSpec, objectives: readonly number[], iterations: number): StopRule {
  const rules = [
    ...(stop.target === undefined ? [] : [targetRule(stop.target)]),
    ...(stop.plateau === undefined ? [] : [plateauRule(stop.plateau, objectives)]),
    ...(stop.convergence === true ? [convergenceRule(objectives, iterations)] : []),
  ];
  return (metrics) => {
    let end: TrialEnd | null = null;
    // Every rule hears of every candidate.
    for (const rule of rules) end = rule(metrics) ?? end;
    return end;
  };
}

function targetRule(target: NonNullable<StopSpec['target']>): StopRule {
  const limits = ([['nrmse', target.nrmse], ['decompRssd', target.decomp_rssd], ['mape', target.mape]] as const)
    .flatMap(([name, limit]) => (limit === undefined ? [] : [{ metric: METRICS.indexOf(name), limit }]));
  return (metrics) => (limits.every(({ metric, limit }) => (metrics[metric] as number) <= limit) ? 'target' : null);
}

/** The hypervolume below the medians of the first candidates, with 0 as the ideal, as a share of the whole. */
function plateauRule({ iterations, gain }: NonNullable<StopSpec['plateau']>, objectives: readonly number[]): StopRule {
  const first: number[][] = [];
  const history: number[] = [];
  let scales: number[] = [];
  let front: number[][] = [];
  const add = (losses: number[]): boolean => {
    const scaled = losses.map((loss, k) => loss / (scales[k] as number));
    if (!scaled.every((loss) => loss < 1) || front.some((member) => member.every((loss, k) => loss <= (scaled[k] as number)))) return false;
    front = [...front.filter((member) => !member.every((loss, k) => loss >= (scaled[k] as number))), scaled];
    return true;
  };
  return (metrics) => {
    const losses = objectives.map((metric) => metrics[metric] as number);
    if (scales.length === 0) {
      first.push(losses);
      if (first.length < SCALING) return null;
      scales = objectives.map((_, k) => medianOf(first.map((each) => each[k] as number)));
      let grew = false;
      for (const each of first) grew = add(each) || grew;
      history.push(volumeOf(front));
      return null;
    }
    history.push(add(losses) ? volumeOf(front) : history.at(-1) ?? 0);
    const now = history.at(-1) ?? 0;
    const before = history.at(-1 - iterations);
    return before !== undefined && now > 0 && now - before < gain * now ? 'plateau' : null;
  };
}

function volumeOf(front: readonly number[][]): number {
  const axis = (k: number): number[] => front.map((member) => member[k] as number);
  const objectives = front[0]?.length ?? 0;
  if (objectives === 0) return 0;
  if (objectives === 1) return 1 - Math.min(...axis(0));
  if (objectives === 2) return hypervolume2d(axis(0), axis(1), [1, 1]);
  return hypervolume3d(axis(0), axis(1), axis(2), [1, 1, 1]);
}

/** Of the finite values above 0. Where there are none, all is past the scale and nothing counts as progress. */
function medianOf(values: number[]): number {
  const sorted = values.filter((value) => Number.isFinite(value) && value > 0).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.MIN_VALUE;
}

function convergenceRule(objectives: readonly number[], most: number): StopRule {
  const values = objectives.map(() => new Float64Array(most));
  const iterations = Float64Array.from({ length: most }, (_, i) => i + 1);
  let told = 0;
  return (metrics) => {
    objectives.forEach((metric, k) => {
      const column = values[k];
      if (column !== undefined) column[told] = metrics[metric] as number;
    });
    told++;
    if (told < LEAST_FOR_CONVERGENCE || told % CONVERGENCE_EVERY !== 0) return null;
    const settled = values.every((column) => convergenceOf(iterations.subarray(0, told), column.subarray(0, told), '').converged);
    return settled ? 'convergence' : null;
  };
}
