/** Contract of `mixwright allocate --problem`. Money and response are per period. */
export interface AllocationProblem {
  channels: AllocationChannel[];
  scenario: Scenario;
}

export interface AllocationChannel {
  name: string;
  /** β ≥ 0 of response β / (1 + inflexion^α / (s + carryover)^α). */
  coefficient: number;
  alpha: number;
  inflexion: number;
  /** Mean carry-over c̄ over the window, in adstocked spend. */
  carryover: number;
  /** Mean spend per period over the chosen dates. */
  spend: number;
  /** Bounds as multiples of `spend`. */
  lower: number;
  upper: number;
}

export type Scenario =
  | { kind: 'max_response'; budget: number }
  | { kind: 'target_efficiency'; metric: 'roas' | 'cpa'; target: number };

export interface Allocation {
  spend: Record<string, number>;
  response: Record<string, number>;
  /** Response per extra unit of money at the suggestion. */
  marginalResponse: Record<string, number>;
  initial: { spend: Record<string, number>; response: Record<string, number> };
  total: { spend: number; response: number; initialSpend: number; initialResponse: number };
  /** Proven upper bound on the best total response. */
  upperBound: number;
  /** (upperBound − found) / upperBound, 0 when both are 0. */
  gap: number;
  status: 'optimal' | 'infeasible';
  notes: string[];
}

/**
 * Scenario as asked for on a model (`allocate SPEC --params F --scenario F`): the problem's scenario plus the
 * choices that turn a model into a problem. All optional.
 */
export interface ModelScenario {
  scenario: Scenario | { kind: 'max_response'; budget?: number };
  /** ISO dates, inclusive: rows whose mean spend is "initial"; the whole window when absent. */
  dates?: { from: string; to: string };
  /** Bounds per channel as multiples of initial spend; `default` for all others, [0.5, 2] when absent. */
  bounds?: Record<string, [number, number]>;
}
