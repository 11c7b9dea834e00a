/** Spend per channel and period for the time after the last row, with real carry-over. Money and response in totals. */
export interface Plan {
  /** ISO date of each period's start. */
  dates: string[];
  channels: PlanChannel[];
  total: PlanTotal;
  /** The same money spread evenly over periods, channels as in the plan. */
  even: PlanTotal;
  /** The same money in the pattern of the same periods a year before; null where history is too short for it. */
  lastYear: PlanTotal | null;
  /** Present mean spend in every period, whatever the budget. */
  today?: PlanTotal;
  /** No plan within the limits brings more than this, and (bound − found) / bound. */
  bound: number;
  gap: number;
  status: 'optimal' | 'infeasible';
  /** Whether carry-over left at the end is in `value`. */
  valueEnd: boolean;
  notes: string[];
}

export interface PlanChannel {
  channel: string;
  /** Money per period. */
  spend: number[];
  /** Response per period, of this spend and of what history carries over. */
  response: number[];
  /** Of the above: what came of history alone. */
  carriedIn: number;
  /** Response after the last period, with nothing spent then. */
  after: number;
}

export interface PlanTotal {
  spend: number;
  /** Within the periods. */
  response: number;
  /** After them. */
  after: number;
  /** What is maximised: response, and `after` where the end is valued. */
  value: number;
}

/** Progress of the solver. */
export interface PlanProgress {
  /** 0..1 of the work. */
  share: number;
  /** Best gap so far; null before the first plan. */
  gap: number | null;
}
