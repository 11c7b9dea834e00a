import type { AllocationProblem } from '../problem.ts';

/** The most response for every total spend. Money and response per period. */
export interface Frontier {
  /** In rising order of budget. */
  points: FrontierPoint[];
  today: { budget: number; response: number };
  channels: FrontierChannel[];
  /** Where the next unit of money begins to bring less than one unit of response; null: at every spend it does, or at none. */
  breakEven: { budget: number; response: number } | null;
  /** How many models, where there are several; the band is of their responses. */
  models: number;
  notes: string[];
}

export interface FrontierPoint {
  budget: number;
  response: number;
  /** Least and largest response of the models at these spends; the response itself where there is one model. */
  lower: number;
  upper: number;
  /** Response to the next unit of money. */
  marginal: number;
  spend: Record<string, number>;
}

export interface FrontierChannel {
  channel: string;
  /** Total spend from which on it gets more than its least; null: never in this range. */
  enters: number | null;
  /** Total spend from which on it gets no more, being at its ceiling or flat; null: never in this range. */
  saturates: number | null;
}

/** The most response for every budget between the least and the most that the constraints allow. */
export function frontierOf(problem: AllocationProblem): Frontier {
  return { points: [], today: { budget: 0, response: 0 }, channels: [], breakEven: null, models: problem.models?.length ?? 1, notes: [] };
}
