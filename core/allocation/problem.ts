import type { Curve } from './curve.ts';

/** Contract of `mixwright allocate --problem`. Money and response are per period. */
export interface AllocationProblem {
  channels: AllocationChannel[];
  scenario: Scenario;
  /** Channels that together have a budget of their own; no channel is in two groups. */
  groups?: ChannelGroup[];
  /** At most so many channels get another spend than they have. */
  maxChanged?: number;
  /** Share of the bound at which the search ends, DEFAULT_GAP unless said. */
  gap?: number;
  /** Plausible models to decide over, each with curves of its own; without, the channels' own curves are the one model. */
  models?: ProblemModel[];
  /** What is maximised over `models`; the weighted mean unless said. */
  objective?: Objective;
}

export interface AllocationChannel extends Curve, ChannelRules {
  name: string;
  /** Mean spend per period over the chosen dates. */
  spend: number;
  /** Bounds in `unit`. */
  lower: number;
  upper: number;
}

/** What `lower` and `upper` count: multiples of the channel's spend, money per period, or shares (0..1) of the total spend. */
export type BoundUnit = 'multiple' | 'money' | 'share';

/** What a channel's spend must keep to beside its bounds. */
export interface ChannelRules {
  /** `multiple` unless said. */
  unit?: BoundUnit;
  /** Held at so much money per period, whatever its bounds. */
  fixed?: number;
  /** Spend is a whole multiple, within the bounds, of so much money per period; under `maxChanged` it may also stay as it is. A budget is then an upper limit. */
  step?: number;
  /** May also be switched off: 0, or within its bounds. A budget is then an upper limit. */
  orOff?: boolean;
}

export interface ChannelGroup {
  name: string;
  channels: string[];
  /** Money per period, or shares (0..1) of the total spend. */
  unit: 'money' | 'share';
  lower?: number;
  upper?: number;
}

/** One plausible model: a curve for each channel of the problem. */
export interface ProblemModel {
  id: string;
  /** How much it counts, 1 unless said; weights are divided by their sum. */
  weight?: number;
  curves: Record<string, Curve>;
}

/**
 * Over plausible models: their weighted mean, the worst of them, or the mean of the worst `share` of them (0..1; conditional
 * value at risk, Rockafellar and Uryasev 2000). `worst` and `tail` look at each model's gain over the present spend, so that
 * a model that sees much in everything does not hide behind its level.
 */
export type Objective = { kind: 'mean' } | { kind: 'worst' } | { kind: 'tail'; share: number };

export type Scenario =
  /** The largest response of all spends of this sum. */
  | { kind: 'max_response'; budget: number }
  /** The least spend of all that bring so much. */
  | { kind: 'target_response'; response: number }
  /**
   * The largest response at a ROAS of at least (a CPA of at most) `target`: of all spend together (`average`, unless said), or
   * of the last unit of money in each channel (`marginal`).
   */
  | { kind: 'target_efficiency'; metric: 'roas' | 'cpa'; target: number; basis?: 'average' | 'marginal' }
  /** Spend as long as the next unit of money brings more than `hurdle`; no more than `budget` where one is given. */
  | { kind: 'hurdle'; hurdle: number; budget?: number }
  /** Nothing is sought: what these spends (absent: as now) bring. Bounds are not looked at. */
  | { kind: 'given'; spend: Record<string, number> };

export interface Allocation {
  spend: Record<string, number>;
  /** By the channels' own curves, or the weighted mean over `models`. */
  response: Record<string, number>;
  /** Response per extra unit of money at the suggestion. */
  marginalResponse: Record<string, number>;
  initial: { spend: Record<string, number>; response: Record<string, number> };
  total: { spend: number; response: number; initialSpend: number; initialResponse: number };
  /** Proven upper bound on the best total response (the mean over models; of the spends that reach the target with the least money for `target_response`). */
  upperBound: number;
  /** (upperBound − found) / upperBound, 0 when both are 0; of the spend for `target_response`, of the objective for `worst` and `tail`. */
  gap: number;
  status: 'optimal' | 'infeasible';
  notes: string[];
  /** `target_response`: no spend under this reaches the target. */
  leastSpend?: number;
  /** Which limit a channel's suggested spend is at; absent: none. */
  limits?: Record<string, Limit>;
  shadowPrices?: ShadowPrices;
  /** Where there are several models: what each thinks of it. */
  robust?: RobustResult;
  /** Where money was asked for more than one period: how many, and all of them together. */
  horizon?: { periods: number; spend: number; response: number; initialSpend: number; initialResponse: number };
}

export type Limit = 'floor' | 'ceiling' | 'fixed' | 'off' | 'held' | 'group' | 'unchanged' | 'step';

/** Change of the best total response per unit by which a limit is moved. */
export interface ShadowPrices {
  /** Of one more unit of budget; null where the scenario has none. */
  budget: number | null;
  /** Of one more unit of money at the bound the channel is at: ≥ 0 at a ceiling, ≤ 0 at a floor, 0 at none. */
  channels: Record<string, number>;
  /** As for channels, by name of the group. */
  groups: Record<string, number>;
}

/** One suggestion under every model. Response per period. */
export interface RobustResult {
  objective: Objective;
  /** The objective at the suggestion and its proven bound; for `worst` and `tail` a gain over the present spend. */
  value: number;
  bound: number;
  models: ModelOutcome[];
  /** Gains over the present spend: weighted mean, least, and mean of the worst TAIL_SHARE. */
  mean: number;
  worst: number;
  tail: number;
  /** Weight of the models in which it beats the present spend, 0..1. */
  probabilityOfGain: number;
}

export interface ModelOutcome {
  id: string;
  /** Shares of 1. */
  weight: number;
  response: number;
  initialResponse: number;
  gain: number;
  /** gain / initialResponse; null where that is 0. */
  share: number | null;
  /** The most that this model could get under the same constraints: what it found, and what is proven. */
  best: number;
  bestBound: number;
  /** best − response, at least 0. */
  regret: number;
}

/** The worst models of this weight are `RobustResult.tail`. */
export const TAIL_SHARE = 0.2;

/** `max_response` without a budget: as much as is spent now. */
export type OpenScenario = Scenario | { kind: 'max_response'; budget?: number };

/**
 * Scenario as asked for on a model (`allocate SPEC --params F --scenario F`): the problem's scenario plus the
 * choices that turn a model into a problem. All optional.
 */
export interface ModelScenario extends Pick<AllocationProblem, 'groups' | 'maxChanged' | 'gap'> {
  scenario: OpenScenario;
  /** ISO dates, inclusive: rows whose mean spend is "initial"; the whole window when absent. */
  dates?: { from: string; to: string };
  /** Bounds per channel as multiples of initial spend; `default` for all others, [0.5, 2] when absent. */
  bounds?: Record<string, [number, number]>;
  /** More rules by channel; `lower` and `upper` replace `bounds` and are in `unit`. */
  rules?: Record<string, ChannelRules & { lower?: number; upper?: number }>;
  /**
   * What money and response in this scenario count: one period unless said, else all of so many periods of steady spend, or all
   * periods of `dates`. Answers stay per period and have `horizon` beside them.
   */
  per?: { periods: number } | 'dates';
  /**
   * Response to spend s per period: with the mean carry-over there was, whatever s is (the reference's, unless said), or in
   * the long run of a steady s, where what is carried over grows with it.
   */
  curve?: CurveKind;
  /** Which models to decide over, and what to make of them; absent: the default, null: the one model alone. */
  robust?: RobustChoice | null;
  /** A calendar of the coming periods, with real carry-over. */
  plan?: PlanOptions;
}

export type CurveKind = 'mean_carryover' | 'steady';

/** Representatives of the clusters, all models of the chosen fronts, the candidates that predict about as well as the best, or resamples of those. */
export type ModelSet = 'representatives' | 'pareto' | 'plausible' | 'draws';

export interface RobustChoice {
  models: ModelSet;
  objective: Objective;
}

export interface PlanOptions {
  /** How many, 1..104. */
  periods: number;
  /** Total of the plan in money; absent: as much as the present spend brings in so many periods. */
  budget?: number;
  /** Carry-over left at the end counts, as if nothing were spent after it; true unless said. */
  valueEnd?: boolean;
  /** Once on, a channel is on for at least so many periods; by channel, `default` for all others; 1 unless said. */
  flights?: Record<string, number>;
  /** Money per period a channel may take while it is on, by channel; absent: up to its largest observed period. */
  limits?: Record<string, [number, number]>;
}
