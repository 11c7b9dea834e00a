import { meanResponseAt, weightedCurves } from '../../response/mean-response.ts';
import type { AllocationProblem } from '../problem.ts';
import { breakEvenOf, breakEvenWords } from './break-even.ts';
import { budgetRange } from './budget-range.ts';
import { frontierChannels } from './frontier-channels.ts';
import { frontierSolver } from './frontier-points.ts';
import { insightWords } from './words.ts';
import type { InsightOptions } from './words.ts';

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
  /** Response to the next unit of money; 0 where no channel may take one. */
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

/** Budgets of the grid; today's and the scenario's come beside them. */
const BUDGETS = 33;

/**
 * The most response for every budget between the least and the most that the constraints allow, today's spend and the
 * scenario's budget among them. Rules stay as they are, shares follow the budget; over several models response is their
 * weighted mean. Budgets that cannot be placed are left out.
 */
export function frontierOf(problem: AllocationProblem, options: InsightOptions = {}): Frontier {
  const { channels, scenario, models, objective } = problem;
  const curves = weightedCurves(problem);
  const sum = (value: (channel: (typeof channels)[number]) => number): number => channels.reduce((total, channel) => total + value(channel), 0);
  const today = { budget: sum(({ spend }) => spend), response: sum(({ name, spend }) => meanResponseAt(curves.get(name) ?? [], spend)) };
  const asked = 'budget' in scenario && scenario.budget !== undefined ? [scenario.budget] : [];
  const range = budgetRange(problem, [today.budget, ...asked]);
  const solver = frontierSolver(problem);
  const grid = Array.from({ length: BUDGETS }, (_, i) => (i === BUDGETS - 1 ? range.most : range.least + (i * (range.most - range.least)) / (BUDGETS - 1)));
  const budgets = [...new Set([...grid, today.budget, ...asked])].sort((a, b) => a - b);
  const points = budgets.flatMap((budget) => solver.at(budget) ?? []);
  const words = insightWords(options);
  const breakEven = breakEvenOf(points, solver);
  const notes = points.length === 0 ? ['No budget can be placed within the constraints.'] : [
    ...(words.isRevenue ? [breakEvenWords(points, breakEven, words)] : []),
    ...(models !== undefined && objective !== undefined && objective.kind !== 'mean'
      ? ['The curve is of the mean over models, though the suggestion looks at the models that gain least: its response may lie under the curve.'] : []),
  ];
  return { points, today, channels: frontierChannels(problem, points, solver), breakEven, models: models?.length ?? 1, notes };
}
