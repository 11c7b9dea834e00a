import type { AllocationProblem } from '../allocation/problem.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import type { Reconciliation } from './reconciliation.ts';

/** What the steps are made of: a model, what it became when fitted on all rows, and the problem that was solved. */
export interface ReconcileFacts {
  prepared: PreparedData;
  params: CandidateParameters;
  evaluation: Evaluation;
  /** Null where tuning left no test period out. */
  refit: Evaluation | null;
  /** The model's own curves. */
  own: AllocationProblem;
  /** What was solved, with several models where there were. */
  problem: AllocationProblem;
  /** Rows of the whole table that count as today. */
  rows: readonly number[];
}

export function reconcile({ prepared, rows }: ReconcileFacts): Reconciliation {
  return { windowPeriods: prepared.windowRows, todayPeriods: rows.length, channels: [], total: [] };
}
