import type { ChosenSetting } from '../model/chosen.ts';
import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import type { ModelSeries } from '../model/series.ts';
import type { FittedDesign, Influence } from './fitted-design.ts';

/** One model, as its page has it. */
export interface ModelToDiagnose {
  prepared: PreparedData;
  params: CandidateParameters;
  evaluation: Evaluation;
  series: ModelSeries;
  /** The rows evaluation and series were fitted on, as `createFit`; `tuning` when absent. */
  rows?: 'tuning' | 'all';
}

/** What the findings share; `prepared` is what the model means, with nothing left to choose. */
export interface Facts extends ModelToDiagnose {
  /** Settings the search chose; hyperparameters that have no effect for it; names of baseline terms left out. */
  chosen: ChosenSetting[];
  unused: ReadonlySet<string>;
  off: ReadonlySet<string>;
  design: FittedDesign;
  influence: Influence | null;
  /** Of the training rows: m values each. */
  residuals: Float64Array;
  fitted: Float64Array;
  dates: number[];
}
