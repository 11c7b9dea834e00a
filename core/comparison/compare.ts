import type { TuningMethod } from '../spec/methods.ts';
import { bandsOf, finalOf, secondsGrid, secondsOf, spreadOf } from './bands.ts';
import type { Axis, Bands, Figure, Spread } from './bands.ts';
import { duelOf } from './duel.ts';
import type { Duel } from './duel.ts';
import { checkpointsOf } from './track.ts';
import type { MethodTrial } from './track.ts';
import { verdictOn } from './verdict.ts';
import type { ComparisonVerdict } from './verdict.ts';
import { warningsOf } from './warnings.ts';

/** Tuning methods side by side: same data, same seeds, same number of evaluations. */
export interface MethodComparison {
  verdict: ComparisonVerdict;
  /** What to keep in mind, in words. */
  warnings: string[];
  /** Best first: by the mean probability to beat each of the others in hypervolume. */
  ranking: Ranked[];
  /** Those with at least one trial, in the order asked for. */
  methods: MethodFigures[];
  /** Where the bands are: numbers of evaluations, and seconds. */
  axes: Record<Axis, number[]>;
  /** `beats.hypervolume[a][b]`: the method at place a of `methods` against the one at b; null with itself. */
  beats: Record<Figure, (Duel | null)[][]>;
}

export interface Ranked {
  method: TuningMethod;
  /** Mean probability to beat each of the others; ½ when there are none. */
  probability: number;
}

export interface MethodFigures {
  method: TuningMethod;
  trials: number;
  /** Candidates of all trials that could not be evaluated. */
  failed: number;
  bands: Record<Figure, Record<Axis, Bands>>;
  /** At the end of the trials. */
  final: Record<Figure | 'nrmse', Spread>;
  secondsPerTrial: Spread;
  /** Ascending by trial. */
  finals: { trial: number; evaluations: number; seconds: number; hypervolume: number; nrmse: number | null; error: number | null }[];
}

export interface ComparisonOptions {
  methods: readonly TuningMethod[];
  /** Asked for per trial. */
  iterations: number;
  /** Asked for per method. */
  trials: number;
  /** The project file's. */
  own: TuningMethod;
}

/** Null while fewer than two methods have a trial. The trials may come in any order. */
export function compareMethods(trials: readonly MethodTrial[], options: ComparisonOptions): MethodComparison | null {
  const byMethod = options.methods.map((method) => trials.filter((trial) => trial.method === method).sort((a, b) => a.trial - b.trial))
    .filter((own) => own.length > 0);
  if (byMethod.length < 2) return null;
  const axes = { evaluations: checkpointsOf(options.iterations), seconds: secondsGrid(trials) };
  const methods = byMethod.map((own): MethodFigures => figuresOf(own, axes));
  const beats = { hypervolume: duels(byMethod, 'hypervolume'), error: duels(byMethod, 'error') };
  const ranking = rank(methods, beats.hypervolume);
  return {
    verdict: verdictOn({ methods, beats, ranking, iterations: options.iterations, own: options.own }),
    warnings: warningsOf(methods, options), ranking, methods, axes, beats,
  };
}

function figuresOf(trials: readonly MethodTrial[], places: Record<Axis, readonly number[]>): MethodFigures {
  const bands = (figure: Figure): Record<Axis, Bands> => ({
    evaluations: bandsOf(trials, figure, 'evaluations', places.evaluations), seconds: bandsOf(trials, figure, 'seconds', places.seconds),
  });
  const final = (figure: Figure | 'nrmse'): Spread => spreadOf(trials.map((trial) => finalOf(trial, figure)));
  return {
    method: (trials[0] as MethodTrial).method, trials: trials.length, failed: trials.reduce((sum, { failed }) => sum + failed, 0),
    bands: { hypervolume: bands('hypervolume'), error: bands('error') },
    final: { hypervolume: final('hypervolume'), error: final('error'), nrmse: final('nrmse') },
    secondsPerTrial: spreadOf(trials.map(secondsOf)),
    finals: trials.map((trial) => ({
      trial: trial.trial, evaluations: trial.evaluations.at(-1) ?? 0, seconds: secondsOf(trial), hypervolume: finalOf(trial, 'hypervolume'),
      nrmse: trial.nrmse.at(-1) ?? null, error: trial.error.at(-1) ?? null,
    })),
  };
}

function duels(byMethod: readonly (readonly MethodTrial[])[], figure: Figure): (Duel | null)[][] {
  // Larger is to be better.
  const finals = byMethod.map((own) => own.map((trial) => (figure === 'hypervolume' ? finalOf(trial, figure) : -finalOf(trial, figure))));
  return finals.map((a, i) => finals.map((b, j) => (i === j ? null : duelOf(a, b))));
}

function rank(methods: readonly MethodFigures[], beats: readonly (readonly (Duel | null)[])[]): Ranked[] {
  const median = (method: TuningMethod): number => methods.find((one) => one.method === method)?.final.hypervolume.median ?? 0;
  return methods.map(({ method }, i): Ranked => {
    const others = (beats[i] ?? []).flatMap((duel) => (duel === null ? [] : [duel.probability]));
    return { method, probability: others.length === 0 ? 0.5 : others.reduce((sum, value) => sum + value, 0) / others.length };
  }).sort((a, b) => b.probability - a.probability || median(b.method) - median(a.method));
}
