import { PROGRESS_PER_SECOND, PROGRESS_POINTS } from '../../contract/engine.ts';

export interface TuningProgress {
  trialsDone: number;
  evaluations: number;
  evaluationsPerSecond: number;
  /** Null while there is nothing to tell from. */
  secondsLeft: number | null;
  /** 5 numbers per new candidate of a sample: trial, iteration, nrmse, decompRssd, mape. */
  points: Float64Array;
}

/** Adds up what the engines report and tells it on, at most ten times a second. */
export interface ProgressMeter {
  advance(trial: number, iterations: number, points: Float64Array): void;
  /** @param planned how many iterations it was to have */
  finished(trial: number, iterations: number, planned: number): void;
  /** Tells the last state and stops. */
  end(): void;
}

export function createMeter(
  whole: { evaluations: number; evaluationsDone: number; trialsDone: number; secondsMost?: number | undefined }, clock: () => number, tell: (progress: TuningProgress) => void,
): ProgressMeter {
  const start = clock();
  const inFlight = new Map<number, number>();
  let { evaluationsDone, trialsDone, evaluations: total } = whole;
  let points: Float64Array[] = [];
  let timer: NodeJS.Timeout | undefined;
  let toldAt = -Infinity;

  function tellNow(): void {
    clearTimeout(timer);
    timer = undefined;
    toldAt = clock();
    const evaluations = evaluationsDone + [...inFlight.values()].reduce((sum, iterations) => sum + iterations, 0);
    const seconds = (toldAt - start) / 1000;
    const rate = seconds > 0 ? Math.max(0, evaluations - whole.evaluationsDone) / seconds : 0;
    const most = Math.max(0, (whole.secondsMost ?? Infinity) - seconds);
    tell({
      trialsDone, evaluations, evaluationsPerSecond: rate,
      secondsLeft: rate > 0 ? Math.min((total - evaluations) / rate, most) : Number.isFinite(most) ? most : null,
      points: sample(points),
    });
    points = [];
  }

  function tellSoon(): void {
    timer ??= setTimeout(tellNow, Math.max(0, toldAt + 1000 / PROGRESS_PER_SECOND - clock()));
  }

  return {
    advance(trial, iterations, more) {
      inFlight.set(trial, iterations);
      points.push(more);
      tellSoon();
    },
    finished(trial, iterations, planned) {
      inFlight.delete(trial);
      total -= planned - iterations;
      evaluationsDone += iterations;
      trialsDone++;
      tellSoon();
    },
    end: tellNow,
  };
}

/** Evenly over all batches. */
function sample(batches: readonly Float64Array[]): Float64Array {
  const all = batches.flatMap((batch) => Array.from({ length: batch.length / 5 }, (_, i) => batch.subarray(i * 5, i * 5 + 5)));
  const count = Math.min(all.length, PROGRESS_POINTS);
  const out = new Float64Array(count * 5);
  for (let i = 0; i < count; i++) out.set(all[Math.floor((i * all.length) / count)] as Float64Array, i * 5);
  return out;
}
