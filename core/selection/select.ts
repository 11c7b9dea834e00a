import { convergenceOf } from '../tuning/convergence.ts';
import { isCalibrated } from './candidates.ts';
import type { CandidateColumns } from './candidates.ts';
import { automaticFronts } from './fronts.ts';
import { paretoFronts } from './pareto.ts';
import { passingQuantiles } from './quantile.ts';
import { errorScore } from './score.ts';
import type { Convergence, Objective, Selection } from './selection.ts';

export interface SelectOptions {
  /** Quantile of MAPE a candidate may be at or under, 0..1; matters with lift studies only. */
  calibrationConstraint?: number;
  /** NRMSE, decomp.RSSD, MAPE in the error score. */
  weights?: readonly [number, number, number];
  /** False: decomp.RSSD was no objective of the search, so it neither filters nor ranks nor counts in the score. */
  rssdObjective?: boolean;
  /** The automatic number of fronts holds at least as many candidates. */
  minCandidates?: number;
}

export const CALIBRATION_CONSTRAINT = 0.1;
export const MIN_CANDIDATES = 100;

/**
 * From all candidates of a run to its fronts, scores and convergence: DESIGN reference definition
 * (Robyn 3.12.1), "Selection". Fronts are made of the objective NRMSE; the score takes the test NRMSE where
 * there is a split. Without decomp.RSSD as an objective the fronts are those of NRMSE and MAPE, and without lift
 * studies too a ranking by NRMSE. Never aborts: what could not be done as usual is said in `notes`.
 */
export function select(candidates: CandidateColumns, options: SelectOptions = {}): Selection {
  const constraint = options.calibrationConstraint ?? CALIBRATION_CONSTRAINT;
  if (!(constraint >= 0 && constraint <= 1)) throw new RangeError(`Expected a calibration constraint in 0..1, got ${constraint}.`);
  const { nrmse, decompRssd, mape } = candidates;
  const calibrated = isCalibrated(candidates);
  const withRssd = options.rssdObjective ?? true;
  const objectives: Objective[] = ['nrmse', ...(withRssd ? ['decompRssd' as const] : []), ...(calibrated ? ['mape' as const] : [])];
  const notes: string[] = [];

  const finite = indicesWhere(nrmse.length, (i) =>
    Number.isFinite(nrmse[i]) && Number.isFinite(mape[i]) && (!withRssd || Number.isFinite(decompRssd[i])));
  if (finite.length < nrmse.length) {
    notes.push(`${nrmse.length - finite.length} of ${nrmse.length} candidates have no finite error and are in no front.`);
  }
  let considered = passingQuantiles(candidates, finite, constraint, objectives);
  if (considered.length === 0 && finite.length > 0) {
    considered = finite;
    notes.push('No candidate is good enough in all errors at once to pass the filters; all are considered.');
  }

  // MAPE filters and is no axis beside decomp.RSSD (reference); without that it is the other axis.
  const front = paretoFronts(withRssd ? [nrmse, decompRssd] : calibrated ? [nrmse, mape] : [nrmse], considered);
  const automatic = automaticFronts(front, considered.length, options.minCandidates ?? MIN_CANDIDATES);
  if (!withRssd) notes.push(withoutRssd(calibrated));
  return {
    front,
    score: errorScore(candidates, scoreWeights(options.weights ?? [1, 1, 1], withRssd)),
    ...(calibrated && withRssd ? { frontWithMape: paretoFronts([nrmse, decompRssd, mape], considered) } : {}),
    automaticFronts: automatic.fronts,
    considered: considered.length,
    convergence: Object.fromEntries(objectives.map((objective): [string, Convergence] =>
      [objective, convergenceOf(candidates.iteration, candidates[objective], objective)])),
    notes: [...notes, ...automatic.notes],
  };
}

function withoutRssd(calibrated: boolean): string {
  return `decomp.RSSD was not an objective of this run: models are chosen by their prediction error ${calibrated ? 'and their error against the lift studies' : 'alone'},`
    + ' and nothing pulls effects toward the present budget. Look at the spread of the models before you trust one.';
}

/** Weights that leave nothing to score by count alike. */
function scoreWeights([nrmse, rssd, mape]: readonly [number, number, number], withRssd: boolean): [number, number, number] {
  if (withRssd) return [nrmse, rssd, mape];
  return nrmse === 0 && mape === 0 ? [1, 0, 1] : [nrmse, 0, mape];
}

/** Fronts by NRMSE, decomp.RSSD and MAPE together of the candidates that `front` ranks, and how many of them to take. */
export function threeObjectiveFronts(
  candidates: CandidateColumns, front: readonly (number | null)[], minCandidates: number = MIN_CANDIDATES,
): { front: (number | null)[]; automaticFronts: number } {
  const considered = indicesWhere(front.length, (i) => front[i] !== null);
  const found = paretoFronts([candidates.nrmse, candidates.decompRssd, candidates.mape], considered);
  return { front: found, automaticFronts: automaticFronts(found, considered.length, minCandidates).fronts };
}

/** Candidates in the first `fronts` fronts (the automatic number unless given), best error score first. */
export function paretoModels(selection: Pick<Selection, 'front' | 'score' | 'automaticFronts'>, fronts: number = selection.automaticFronts): number[] {
  const { front, score } = selection;
  return indicesWhere(front.length, (i) => (front[i] ?? Infinity) <= fronts)
    .sort((a, b) => compare(score[a] as number, score[b] as number) || a - b);
}

/** Like a − b, but equal infinities compare as equal. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function indicesWhere(count: number, holds: (i: number) => boolean): number[] {
  const indices: number[] = [];
  for (let i = 0; i < count; i++) if (holds(i)) indices.push(i);
  return indices;
}
