import { METRICS } from '../tuning/trial-result.ts';
import { convergenceOf } from '../tuning/convergence.ts';
import { isCalibrated } from './candidates.ts';
import type { CandidateColumns } from './candidates.ts';
import { automaticFronts } from './fronts.ts';
import { paretoFronts } from './pareto.ts';
import { passingQuantiles } from './quantile.ts';
import { errorScore } from './score.ts';
import type { Convergence, Selection } from './selection.ts';

export interface SelectOptions {
  /** Quantile of MAPE a candidate may be at or under, 0..1; matters with lift studies only. */
  calibrationConstraint?: number;
  /** NRMSE, decomp.RSSD, MAPE in the error score. */
  weights?: readonly [number, number, number];
  /** The automatic number of fronts holds at least as many candidates. */
  minCandidates?: number;
}

export const CALIBRATION_CONSTRAINT = 0.1;
export const MIN_CANDIDATES = 100;

/** Objectives that convergence is judged by; MAPE with lift studies only. */
const OBJECTIVES = METRICS.slice(0, 3);

/**
 * From all candidates of a run to its fronts, scores and convergence: DESIGN reference definition
 * (Robyn 3.12.1), "Selection". Fronts are made of the objective NRMSE; the score takes the test NRMSE where
 * there is a split. Never aborts: what could not be done as usual is said in `notes`.
 */
export function select(candidates: CandidateColumns, options: SelectOptions = {}): Selection {
  const constraint = options.calibrationConstraint ?? CALIBRATION_CONSTRAINT;
  if (!(constraint >= 0 && constraint <= 1)) throw new RangeError(`Expected a calibration constraint in 0..1, got ${constraint}.`);
  const { nrmse, decompRssd, mape } = candidates;
  const calibrated = isCalibrated(candidates);
  const notes: string[] = [];

  const finite = indicesWhere(nrmse.length, (i) => [nrmse, decompRssd, mape].every((column) => Number.isFinite(column[i])));
  if (finite.length < nrmse.length) {
    notes.push(`${nrmse.length - finite.length} of ${nrmse.length} candidates have no finite error and are in no front.`);
  }
  let considered = passingQuantiles(candidates, finite, calibrated ? constraint : 1);
  if (considered.length === 0 && finite.length > 0) {
    considered = finite;
    notes.push('No candidate is good enough in all errors at once to pass the filters; all are considered.');
  }

  const front = paretoFronts([nrmse, decompRssd], considered);
  const automatic = automaticFronts(front, considered.length, options.minCandidates ?? MIN_CANDIDATES);
  const convergence: Record<string, Convergence> = {};
  for (const metric of OBJECTIVES) {
    if (metric !== 'mape' || calibrated) convergence[metric] = convergenceOf(candidates.iteration, candidates[metric], metric);
  }
  return {
    front,
    score: errorScore(candidates, options.weights),
    ...(calibrated ? { frontWithMape: paretoFronts([nrmse, decompRssd, mape], considered) } : {}),
    automaticFronts: automatic.fronts,
    considered: considered.length,
    convergence,
    notes: [...notes, ...automatic.notes],
  };
}

/** Candidates in the first `fronts` fronts (the automatic number unless given), best error score first. */
export function paretoModels(selection: Selection, fronts: number = selection.automaticFronts): number[] {
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
