import type { Allocation, ModelScenario } from '../../allocation/problem.ts';
import type { Evaluation } from '../../model/evaluation.ts';
import type { Convergence } from '../../selection/selection.ts';
import type { Spec } from '../../spec/spec.ts';
import type { Consensus } from '../../uncertainty/consensus.ts';
import type { ModelIntervals } from '../../uncertainty/interval.ts';
import type { Format } from '../format.ts';
import type { ModelPage } from '../model-page.ts';
import type { ScenarioReport } from '../scenario-report.ts';
import type { ModelEntry } from '../tables.ts';

/** All a report says, as data; the host passes in the date, nothing here looks at a clock. */
export interface ReportData {
  /** ISO date the report was made on. */
  date: string;
  /** Of Mixwright. */
  version: string;
  /** BCP 47, for numbers and dates; the words are English. */
  locale: string;
  spec: Spec;
  data: { name: string; rows: number };
  run: RunFacts;
  convergence: Record<string, Convergence>;
  pareto: ParetoPoints;
  /** Models of the best fronts; may be empty. */
  models: ModelEntry[];
  model: ReportModel;
  /** What all plausible models of the run say together; absent or null where the run does not have it. */
  consensus?: Consensus | null;
  /** One scenario without detail; `allocations` goes before it. */
  allocation: { name: string; scenario: ModelScenario; allocation: Allocation } | null;
  /** Saved scenarios, the one to lead with first; several are also shown side by side. */
  allocations?: readonly ScenarioReport[];
  /** Sentences from data checks, selection and run. */
  notes: string[];
}

export interface ReportModel {
  id: string;
  chosen: boolean;
  page: ModelPage;
  evaluation: Evaluation;
  /** Evaluation of the same hyperparameters with every row trained on; null where tuning left none out. */
  refit: Evaluation | null;
  /** Null where they could not be calculated; the report then says that there are none. */
  intervals: ModelIntervals | null;
}

export interface RunFacts {
  method: string;
  trials: number;
  iterations: number;
  evaluations: number;
  seed: number;
  seconds: number;
}

/** [NRMSE, decomp.RSSD] pairs; `all` may be a sample. */
export interface ParetoPoints {
  all: [number, number][];
  front: [number, number][];
  chosen: [number, number] | null;
}

/** What every section draws with. */
export interface Drawing {
  format: Format;
  /** CSS class of a channel or organic variable. */
  paint(channel: string): string;
}
