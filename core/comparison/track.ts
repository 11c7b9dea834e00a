import { hypervolume2d, hypervolume3d } from '../selection/hypervolume.ts';
import type { TuningMethod } from '../spec/methods.ts';
import type { TrialResult } from '../tuning/trial-result.ts';

/** What one trial of one method had come to at each checkpoint. Plain JSON: it is kept and sent as it is. */
export interface MethodTrial {
  method: TuningMethod;
  /** 1-based. */
  trial: number;
  /** Candidates evaluated at each checkpoint, ascending; the last is where the trial ended. */
  evaluations: number[];
  /** Computing time since the trial began. */
  seconds: number[];
  /** Of the objectives against 1 each, 0..1; never falls. */
  hypervolume: number[];
  /** Lowest so far; null before the first candidate that could be evaluated. */
  nrmse: (number | null)[];
  /** Lowest mean of the objectives so far, weighted as in the project file; null likewise. */
  error: (number | null)[];
  /** Candidates whose objectives were not all finite. */
  failed: number;
}

/** What the search makes small: columns of METRICS and what each counts for. */
export interface ComparedObjectives {
  /** One to three. */
  metrics: readonly number[];
  /** One per objective, ≥ 0; all 0 counts as all alike. */
  weights: readonly number[];
}

const EVEN_POINTS = 20;
const EARLY_POINTS = 20;

/**
 * About forty numbers of evaluations at which methods are looked at, ascending, the last one always: half of them spread
 * evenly, half by the logarithm, since much happens at the start.
 */
export function checkpointsOf(iterations: number): number[] {
  const points = new Set([iterations]);
  for (let i = 1; i <= EVEN_POINTS; i++) points.add(Math.ceil((i * iterations) / EVEN_POINTS));
  for (let i = 0; i < EARLY_POINTS; i++) points.add(Math.round(iterations ** (i / EARLY_POINTS)));
  return [...points].sort((a, b) => a - b);
}

/**
 * The track of one trial. The hypervolume is that of the non-dominated candidates alone, against 1 in every objective; with
 * one objective it is 1 less its lowest value, at least 0.
 * @param checkpoints as the trial was stopped at, ascending, within its iterations
 */
export function trackTrial(
  { iterations, width, values }: Pick<TrialResult, 'iterations' | 'width' | 'values'>, checkpoints: readonly number[],
  { metrics, weights }: ComparedObjectives,
): Pick<MethodTrial, 'evaluations' | 'hypervolume' | 'nrmse' | 'error' | 'failed'> {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => (sum > 0 ? weight / sum : 1 / weights.length));
  const track = { evaluations: [] as number[], hypervolume: [] as number[], nrmse: [] as (number | null)[], error: [] as (number | null)[], failed: 0 };
  const front = createFront();
  let nrmse = Infinity;
  let error = Infinity;
  let next = 0;
  for (let row = 0; row < iterations; row++) {
    const losses = metrics.map((metric) => values[row * width + metric] as number);
    if (losses.every((loss) => Number.isFinite(loss))) {
      front.add(losses);
      nrmse = Math.min(nrmse, values[row * width] as number);
      error = Math.min(error, losses.reduce((total, loss, k) => total + loss * (shares[k] as number), 0));
    } else track.failed++;
    if (row + 1 !== checkpoints[next]) continue;
    next++;
    track.evaluations.push(row + 1);
    track.hypervolume.push(front.volume());
    track.nrmse.push(Number.isFinite(nrmse) ? nrmse : null);
    track.error.push(Number.isFinite(error) ? error : null);
  }
  return track;
}

interface Front {
  add(losses: readonly number[]): void;
  volume(): number;
}

/** The non-dominated points below 1 in every objective: no other adds anything to the volume. */
function createFront(): Front {
  let members: (readonly number[])[] = [];
  let known: number | null = 0;
  return {
    add(losses) {
      if (losses.some((loss) => loss >= 1) || members.some((member) => atLeastAsGood(member, losses))) return;
      members = members.filter((member) => !atLeastAsGood(losses, member));
      members.push(losses);
      known = null;
    },
    volume: () => (known ??= volumeOf(members)),
  };
}

function atLeastAsGood(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, k) => value <= (b[k] as number));
}

function volumeOf(front: readonly (readonly number[])[]): number {
  const axis = (k: number): number[] => front.map((member) => member[k] as number);
  const objectives = front[0]?.length ?? 0;
  if (objectives === 1) return 1 - Math.min(...axis(0));
  if (objectives === 2) return hypervolume2d(axis(0), axis(1), [1, 1]);
  return hypervolume3d(axis(0), axis(1), axis(2), [1, 1, 1]);
}
