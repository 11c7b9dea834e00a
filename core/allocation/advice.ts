import type { GainInterval } from '../uncertainty/gain.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import type { Reconciliation } from '../response/reconciliation.ts';
import type { ChannelExplanation } from './insight/explanation.ts';
import type { Allocation, AllocationProblem, ModelOutcome, ModelSet } from './problem.ts';

/** A budget suggestion with all that is needed to defend it. */
export interface Advice {
  /** Decided over several models, or over the chosen one. */
  basis: 'robust' | 'model';
  modelSet: { kind: ModelSet | 'model'; models: number; note: string };
  problem: AllocationProblem;
  allocation: Allocation;
  /** What the chosen model alone would have: beside the robust one, judged by the same models. Null where it is the suggestion itself. */
  own: { problem: AllocationProblem; allocation: Allocation } | null;
  /** What the chosen model, which need not be one of the set, thinks of the suggestion; absent where it is its own or there is none. */
  chosen?: ModelOutcome;
  curves: AdviceCurve[];
  explanations: ChannelExplanation[];
  reconciliation: Reconciliation;
  /** Channels whose suggested spend per period lies where nothing was observed, with what to think of it. */
  extrapolation: { channel: string; level: 'pass' | 'look' | 'fail'; text: string }[];
  /** How sure the gain is; null where there is no allocation. */
  gain: GainInterval | null;
  notes: string[];
}

export interface AdviceCurve {
  channel: string;
  /** Spend and response per period, same length; the weighted mean over models. */
  spend: Float64Array;
  response: Float64Array;
  /** Least and largest of the models; absent with one. */
  lower?: Float64Array;
  upper?: Float64Array;
  /** Largest spend ever observed in one period. */
  observedMax: number;
}

/** One of the models a decision is made over. */
export interface ModelCandidate {
  id: string;
  params: CandidateParameters;
  /** 1 unless said. */
  weight?: number;
}
