import type { Spacing } from '../data/table.ts';

/** Which lift study would improve the budget decision most. Response and money in totals over `periods`. */
export interface ExperimentRanking {
  /** For how long the decision is made, counted from the end of the study. */
  periods: number;
  spacing?: Spacing;
  /** What knowing the right model would add to the best decision under all of them: no study brings more. */
  perfectInformation: number;
  /** Response that the best budget brings without a study, by the weighted mean of the models. */
  withoutStudy?: number;
  models: number;
  /** The most worth running first. */
  channels: ExperimentAdvice[];
  notes: string[];
}

export interface ExperimentAdvice {
  channel: string;
  /** Expected gain of deciding after this channel's effect is known exactly. */
  perfectInformation: number;
  /** Of the suggested study, before its cost. */
  value: number;
  /** Probability that the study changes the decision by more than 1 % of the budget, 0..1. */
  changesDecision: number;
  /** Null: no study of a sensible size would tell enough. */
  design: ExperimentDesign | null;
  /** All designs that were looked at. */
  designs: ExperimentDesign[];
  sentence: string;
}

export interface ExperimentDesign {
  /** Share by which spend is changed during the study (−1: off, 0.5: half more). */
  change: number;
  periods: number;
  /** Money more (or less) spent during the study. */
  extraSpend: number;
  /** Lift the models expect: weighted mean, and standard deviation between them. */
  expectedLift: number;
  liftSpread: number;
  /** Least and largest lift any model expects. */
  liftLower?: number;
  liftUpper?: number;
  /** Standard deviation of the measurement. */
  noise: number;
  value: number;
  /** What running it is expected to lose, in the response's unit, at least 0: response forgone and money spent. */
  cost?: number;
  /** value − cost */
  net?: number;
}
