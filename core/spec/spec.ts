/** The project file, format `mixwright/1`, after parsing: every default filled in. Keys as in the file. */
import type { MethodSettings, TuningMethod } from './methods.ts';

export const SPEC_FORMAT = 'mixwright/1';

export type ResponseKind = 'revenue' | 'conversion';
export type Sign = 'positive' | 'negative' | 'free';
export type AdstockKind = 'geometric' | 'weibull_cdf' | 'weibull_pdf';
export type BaselineTerm = 'trend' | 'season' | 'weekday' | 'monthly' | 'holiday';

/** A range to search, or a number that fixes the value. */
export type Range = [lower: number, upper: number] | number;

export interface ChannelSpec {
  name: string;
  /** Column of spend, in the project's currency per period. */
  spend: string;
  /** Column of impressions, clicks or GRPs that enters the model in place of spend. */
  exposure?: string;
  sign: Sign;
  /** Overrides the project's adstock. */
  adstock?: AdstockKind;
}

export interface OrganicSpec {
  name: string;
  column: string;
  sign: Sign;
  adstock?: AdstockKind;
}

export interface ContextSpec {
  column: string;
  type: 'number' | 'factor';
  sign: Sign;
  /** Reference level of a factor; the most frequent one when absent. */
  reference?: string;
}

export type BaselineSpec =
  | { source: 'prophet'; terms: BaselineTerm[]; country?: string }
  | { source: 'columns'; columns: Partial<Record<BaselineTerm, string>> }
  | { source: 'none' };

/** Ranges of one channel or organic variable; theta for geometric, shape and scale for Weibull adstock. */
export interface MediaRanges {
  theta?: Range;
  shape?: Range;
  scale?: Range;
  alpha?: Range;
  gamma?: Range;
}

export interface LiftStudy {
  /** Names of channels or organic variables, not columns. */
  channels: string[];
  /** ISO dates, both inclusive. */
  from: string;
  to: string;
  lift: number;
  spend?: number;
  /** 0..1 */
  confidence?: number;
  scope: 'immediate' | 'total';
}

export type ValidationScheme = ValidationSpec['scheme'];

interface ValidationCommon {
  /**
   * Where the Prophet baseline, which looks at the response, is fitted: inside the training part of each fold, or once
   * on the whole table as the reference does.
   */
  features: 'training' | 'whole_table';
  /** Periods at the end of the window that tuning never sees; 0: none. */
  test_periods: number;
}

/** How candidates are scored on periods they were not trained on; `foldPlan` gives the rows. Counts are periods. */
export type ValidationSpec = ValidationCommon & (
  | { scheme: 'holdout' }
  | {
    scheme: 'rolling_origin';
    folds: number;
    /** Periods each fold is scored on; absent: the later half of the window in equal parts. */
    block?: number;
    /** Training starts at the window's first row, or has the same length in every fold. */
    training: 'expanding' | 'sliding';
    /** Left out between training and validation. */
    gap: number;
  }
  | { scheme: 'blocked_kfold'; folds: number; gap: number });

/** What the ridge penalty pulls toward; `zero` is the reference's, which penalises every term. */
export type RidgeTarget = 'pooled' | 'zero';

/** When a search ends before its iterations are used up; whichever comes first. All but `seconds` look at each trial by itself. */
export interface StopSpec {
  /** Of the whole run, from the first evaluation on; what is done by then is kept. */
  seconds?: number;
  /** A trial ends with the first candidate that is at or under all of these. */
  target?: { nrmse?: number; decomp_rssd?: number; mape?: number };
  /** A trial ends when its hypervolume has grown by less than `gain` (a share of it) within the last `iterations`. */
  plateau?: { iterations: number; gain: number };
  /** A trial ends when the reference's rule of convergence holds for every objective. */
  convergence?: boolean;
}

export interface TuningSpec {
  method: TuningMethod;
  /** Settings of the method that differ from their default; METHOD_FACTS has them all. */
  settings: MethodSettings;
  /** Grid only: number of values of single hyperparameters, by name, where it is not the setting `levels`. */
  levels?: Record<string, number>;
  stop?: StopSpec;
  trials: number;
  iterations: number;
  seed: number;
  validation: ValidationSpec;
  /** NRMSE, decomp.RSSD, MAPE. */
  weights: [number, number, number];
  /** Whether decomp.RSSD is an objective; its size is reported either way. */
  decomp_rssd: boolean;
  /** decomp.RSSD times (1 + share of channels without effect). */
  zero_effect_penalty: boolean;
  /** Weight of each lift study in MAPE: its confidence, or the same for all as in the reference. */
  lift_weights: 'confidence' | 'equal';
  ridge: RidgeTarget;
  /** What goes along in the Prophet fit, so that trend and season do not absorb it: every driver, or factors as in the reference. */
  baseline_net_of: 'drivers' | 'factors';
}

/** Points of a channel's response measured outside the model: reach and frequency tables, geo holdouts. */
export interface CurveCalibration {
  channel: string;
  kind: 'reach_frequency' | 'holdout';
  /** Spend and response, in any unit of response; at least 4 points above spend 0. */
  points: { spend: number; response: number }[];
}

/** Set when the project refreshes an earlier model: the search then also holds effects near those of that model. */
export interface RefreshSpec {
  /** Where the earlier model is from, for people. */
  model: string;
  /** Periods of the window that the earlier model did not see. */
  new_periods: number;
  /** Share of the summed prediction by group of terms, `(intercept)` included. */
  shares: Record<string, number>;
}

/**
 * Settings of the pipeline that the search chooses, by the name of their hyperparameter. They take the place of what the
 * rest of the file says about them:
 * `tv.adstock`: kinds of adstock; `tv.input`: what a channel is modelled on; `holiday.use`: whether a baseline term is in
 * the model; `price.lag`: periods by which a context column is shifted, lowest and highest.
 */
export type ChoicesSpec = Record<string, AdstockKind[] | ('exposure' | 'spend')[] | ('on' | 'off')[] | [lowest: number, highest: number]>;

export interface Spec {
  format: typeof SPEC_FORMAT;
  name: string;
  /** Path of the table, relative to the project file. */
  data?: string;
  date: string;
  response: { column: string; kind: ResponseKind };
  /** ISO 4217 code. */
  currency: string;
  /** ISO dates, both inclusive; absent: the whole table. */
  window?: { from: string; to: string };
  baseline: BaselineSpec;
  channels: ChannelSpec[];
  organic: OrganicSpec[];
  context: ContextSpec[];
  adstock: AdstockKind;
  /** By channel or organic name; what is absent takes the default ranges of its kind. */
  hyperparameters: Record<string, MediaRanges>;
  choices?: ChoicesSpec;
  lambda: Range;
  train_size: Range;
  calibration: LiftStudy[];
  curves: CurveCalibration[];
  refresh?: RefreshSpec;
  tuning: TuningSpec;
}
