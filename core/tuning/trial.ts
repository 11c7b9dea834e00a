import type { PreparedData } from '../model/prepared.ts';
import { streamFor } from '../random/stream.ts';
import type { MethodSettings, TuningMethod } from '../spec/methods.ts';
import type { StopSpec } from '../spec/spec.ts';
import { createOptimiser } from './optimiser.ts';
import { unitSpace } from './space.ts';
import { createStopRule } from './stopping.ts';
import { METRICS } from './trial-result.ts';
import type { TrialEnd, TrialResult } from './trial-result.ts';

/** One trial: an optimiser with its own random stream, run for a number of iterations, in chunks as the host likes. */
export interface Trial {
  readonly trial: number;
  /** Iterations done so far. */
  readonly iterations: number;
  /** Nothing is left to do: all iterations are done, the method has no more to propose, or a rule of `stop` held. */
  readonly done: boolean;
  /**
   * Candidates so far whose objectives were not all finite. They are kept in the result as they came; the
   * optimiser is told +Infinity for each such objective, so it never builds on them.
   */
  readonly failed: number;
  /** The next iteration is taken from `replay` as it is. */
  readonly replaying: boolean;
  /** Runs up to `count` more iterations; returns how many it ran. Ends early where replaying ends: from there on it is slower. */
  step(count: number): number;
  /** What is filled: every iteration when done, fewer when the trial was stopped. */
  result(): TrialResult;
}

/** Writes METRICS of a candidate (full parameter vector, in the order of the space) into `out`. */
export type Evaluate = (params: Float64Array, out: Float64Array) => void;

export interface TrialOptions {
  /** 1-based. */
  trial: number;
  seed: number;
  method: TuningMethod;
  iterations: number;
  /** Of how many trials this is one; 1 unless given. */
  trials?: number | undefined;
  settings?: MethodSettings | undefined;
  /** By name of the hyperparameter, as in the project file. */
  levels?: Record<string, number> | undefined;
  /** `seconds` is the host's to keep. */
  stop?: StopSpec | undefined;
  /**
   * What this very trial, with fewer iterations, has come to before: its candidates are not evaluated again. Each is
   * taken only while the optimiser proposes exactly the same; from the first that differs on all are evaluated.
   */
  replay?: TrialResult | undefined;
}

const [NRMSE, RSSD, MAPE] = (['nrmse', 'decompRssd', 'mape'] as const).map((metric) => METRICS.indexOf(metric)) as [number, number, number];

/** Places in METRICS of what the search makes small: NRMSE, decomp.RSSD unless it is switched off and, with lift studies, MAPE. */
export function objectivesOf(prepared: Pick<PreparedData, 'studies' | 'rssdObjective'>): number[] {
  return [NRMSE, ...(prepared.rssdObjective ? [RSSD] : []), ...(prepared.studies.length > 0 ? [MAPE] : [])];
}

/**
 * Objectives are traded by `prepared.weights`. The result depends on prepared data, seed, trial, method and iterations
 * alone, not on the chunks it was run in.
 */
export function createTrial(
  prepared: Pick<PreparedData, 'space' | 'studies' | 'weights' | 'rssdObjective'>, evaluate: Evaluate, options: TrialOptions,
): Trial {
  const { trial, iterations } = options;
  if (!Number.isInteger(iterations) || iterations < 1) throw new RangeError(`Expected at least one iteration, got ${iterations}.`);
  const space = unitSpace(prepared.space);
  const objectives = objectivesOf(prepared);
  const weights = objectives.map((metric) => prepared.weights[metric] as number);
  const optimiser = createOptimiser(options.method, space.dimensions, objectives.length, streamFor(options.seed, trial), {
    // Weights all 0 leave nothing to trade by; the objectives then count alike.
    ...(weights.some((weight) => weight > 0) ? { weights } : {}),
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    levels: space.free.map((i) => options.levels?.[prepared.space.parameters[i]?.name ?? ''] ?? 0),
    budget: iterations,
    part: { index: trial - 1, of: options.trials ?? 1, seed: options.seed },
  });
  const rule = createStopRule(options.stop ?? {}, objectives, iterations);
  const width = METRICS.length + space.parameters;
  const values = new Float64Array(iterations * width);
  const losses = new Float64Array(objectives.length);
  let filled = 0;
  let failed = 0;
  let ended: TrialEnd | null = null;
  let replay = options.replay?.trial === trial && options.replay.width === width ? options.replay : null;

  /** Copies the metrics of the candidate from the replay, if it is the same there. */
  function replayed(start: number, params: Float64Array, out: Float64Array): boolean {
    if (replay === null) return false;
    const known = replay.values.subarray(start + METRICS.length, start + width);
    if (filled < replay.iterations && params.every((value, i) => value === known[i])) {
      out.set(replay.values.subarray(start, start + METRICS.length));
      return true;
    }
    replay = null;
    return false;
  }

  function iterate(): void {
    const proposal = optimiser.ask();
    if (proposal === null) {
      ended = 'exhausted';
      return;
    }
    const { id, point } = proposal;
    const start = filled * width;
    const out = values.subarray(start, start + METRICS.length);
    const params = values.subarray(start + METRICS.length, start + width);
    space.toParams(point, params);
    if (!replayed(start, params, out)) evaluate(params, out);
    let finite = true;
    for (let i = 0; i < objectives.length; i++) {
      const loss = out[objectives[i] as number] as number;
      finite &&= Number.isFinite(loss);
      losses[i] = Number.isFinite(loss) ? loss : Infinity;
    }
    if (!finite) failed++;
    optimiser.tell(id, losses);
    filled++;
    ended = rule(out) ?? (filled === iterations ? 'iterations' : null);
  }

  return {
    trial,
    get iterations() {
      return filled;
    },
    get done() {
      return ended !== null;
    },
    get failed() {
      return failed;
    },
    get replaying() {
      return replay !== null && filled < replay.iterations;
    },
    step(count) {
      const until = Math.min(filled + Math.max(0, Math.floor(count)), iterations);
      const before = filled;
      const fast = this.replaying;
      while (filled < until && ended === null && this.replaying === fast) iterate();
      return filled - before;
    },
    result: () => ({ trial, iterations: filled, width, values: values.slice(0, filled * width), ended: ended ?? 'stopped' }),
  };
}
