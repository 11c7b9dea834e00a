/** How the figures that all say what a channel brings go over into each other, step by step. */
export interface Reconciliation {
  /** Periods of the window, and of the dates that count as today. */
  windowPeriods: number;
  todayPeriods: number;
  channels: ReconciledChannel[];
  /** The same steps summed over channels. */
  total: ReconciliationStep[];
}

export interface ReconciledChannel {
  channel: string;
  /** From the contribution on the model's page to the response today in the allocation; each value is the one before plus `difference`. */
  steps: ReconciliationStep[];
}

export interface ReconciliationStep {
  /** Same steps in the same order for every channel; steps of choices that were not made (`refit`, `dates`, `curve`, `models`) are left out. */
  key: StepKey;
  label: string;
  value: number;
  /** Against the step before; 0 for the first. `contribution` to `mean_response` divides, so it has none. */
  difference: number | null;
  why: string;
}

/**
 * `contribution` is the model page's, `carryover` the point of its curve at the mean spend, `today` the allocation's
 * response today.
 */
export type StepKey = 'contribution' | 'mean_response' | 'variation' | 'carryover' | 'refit' | 'dates' | 'curve' | 'models' | 'today';
