import { MixwrightError } from '../../errors.ts';
import { meanResponseAt, weightedCurves } from '../../response/mean-response.ts';
import type { Allocation, AllocationProblem } from '../problem.ts';
import { bestSpend } from './best-spend.ts';
import { boundChanges, budgetChanges, effectChanges, otherObjective, withoutLimits } from './assumptions.ts';
import type { Changed } from './assumptions.ts';
import type { SensitivityRow } from './explanation.ts';
import { ownBests } from './own-bests.ts';
import { insightWords } from './words.ts';
import type { InsightOptions } from './words.ts';

/** Rows in all, and of the kinds that have many. */
const MOST_ROWS = 15;
const MOST_MODELS = 3;
const MOST_EFFECTS = 4;

/**
 * The suggestion under other assumptions, each solved again, by money that moves: budget and bounds, each limit that binds
 * taken away, the most different single models, another objective, each channel's effect; a curve of steady spend where the
 * caller gives that problem too. `difference` sets the changed suggestion against the one there is, both judged under the changed
 * assumption: what is given up by not knowing it, or by a limit.
 */
export function sensitivityOf(problem: AllocationProblem, allocation: Allocation, options: InsightOptions & { otherCurve?: Changed } = {}): SensitivityRow[] {
  if (problem.channels.length === 0 || allocation.status === 'infeasible' || problem.scenario.kind === 'given') return [];
  const words = insightWords(options);
  const rowsOf = (changes: readonly Changed[]): SensitivityRow[] => changes.flatMap((change) => rowOf(change, allocation));
  const rows = [
    ...rowsOf([
      ...budgetChanges(problem, words), ...boundChanges(problem), ...withoutLimits(problem, allocation), ...otherObjective(problem),
      ...(options.otherCurve === undefined ? [] : [options.otherCurve]),
    ]),
    ...largest(modelRows(problem, allocation), MOST_MODELS),
    ...largest(rowsOf(effectChanges(problem)), MOST_EFFECTS),
  ];
  return largest(rows, MOST_ROWS);
}

/** None for an objective that the scenario can't have. */
function rowOf({ what, assumption, change, problem }: Changed, before: Allocation): SensitivityRow[] {
  try {
    const spend = bestSpend(problem);
    if (spend === null) return [{ what, assumption, change, status: 'infeasible', spend: {}, response: 0, difference: 0, moved: 0 }];
    const response = responseOf(problem, spend);
    return [{ what, assumption, change, status: 'optimal', spend, response, difference: response - responseOf(problem, before.spend), moved: movedBetween(before.spend, spend) }];
  } catch (error) {
    if (error instanceof MixwrightError && error.code === 'ALLOCATION_ROBUST_TARGET') return [];
    throw error;
  }
}

/** Each model alone, under the very constraints of the problem. */
function modelRows(problem: AllocationProblem, { spend: before }: Allocation): SensitivityRow[] {
  return ownBests(problem).map(({ id, spend: best }): SensitivityRow => {
    const spend = Object.fromEntries(problem.channels.map(({ name }, index) => [name, best[index] ?? 0]));
    const alone: AllocationProblem = { ...problem, models: (problem.models ?? []).filter((model) => model.id === id) };
    const response = responseOf(alone, spend);
    return {
      what: { kind: 'model', id }, assumption: 'Models', change: `model ${id} alone`, status: 'optimal', spend, response,
      difference: response - responseOf(alone, before), moved: movedBetween(before, spend),
    };
  });
}

function responseOf(problem: AllocationProblem, spend: Readonly<Record<string, number>>): number {
  return [...weightedCurves(problem)].reduce((sum, [name, curves]) => sum + meanResponseAt(curves, spend[name] ?? 0), 0);
}

/** Half of the sum of absolute changes. */
function movedBetween(before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): number {
  return Object.keys(before).reduce((sum, name) => sum + Math.abs((after[name] ?? 0) - (before[name] ?? 0)), 0) / 2;
}

function largest(rows: readonly SensitivityRow[], count: number): SensitivityRow[] {
  return [...rows].sort((a, b) => b.moved - a.moved).slice(0, count);
}
