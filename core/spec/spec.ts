/** The project file, format `mixwright/1`, after parsing: every default filled in. Keys as in the file. */
export const SPEC_FORMAT = 'mixwright/1';

export type ResponseKind = 'revenue' | 'conversion';
export type Sign = 'positive' | 'negative' | 'free';
export type AdstockKind = 'geometric' | 'weibull_cdf' | 'weibull_pdf';
export type BaselineTerm = 'trend' | 'season' | 'weekday' | 'monthly' | 'holiday';
export type TuningMethod = 'two_points_de' | 'random';

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

export interface TuningSpec {
  method: TuningMethod;
  trials: number;
  iterations: number;
  seed: number;
  validation: { scheme: 'holdout' };
  /** NRMSE, decomp.RSSD, MAPE. */
  weights: [number, number, number];
}

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
  lambda: Range;
  train_size: Range;
  calibration: LiftStudy[];
  tuning: TuningSpec;
}
