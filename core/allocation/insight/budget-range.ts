import { weightedCurves } from '../../response/mean-response.ts';
import type { WeightedCurves } from '../../response/mean-response.ts';
import type { AllocationChannel, AllocationProblem, ChannelGroup } from '../problem.ts';

/** Ends of what can be spent in all, as far as bounds and budgets of groups in money tell. */
export interface BudgetRange {
  least: number;
  most: number;
}

/** Without a ceiling in money budgets are looked at up to so many times the largest that is of interest. */
const OPEN_REACH = 3;

/** Where budgets are worth a look; some of them may still be infeasible. `known`: budgets that are of interest. */
export function budgetRange(problem: AllocationProblem, known: readonly number[]): BudgetRange {
  const { channels, groups = [] } = problem;
  const curves = weightedCurves(problem);
  const rangeOf = (channel: AllocationChannel): BudgetRange => channelRange(channel, cannotMove(channel, curves));
  const alone = channels.filter(({ name }) => !groups.some((group) => group.channels.includes(name))).map(rangeOf);
  const grouped = groups.map((group) => groupRange(group, channels.filter(({ name }) => group.channels.includes(name)).map(rangeOf)));
  const { least, most } = summed([...alone, ...grouped]);
  return { least, most: Math.max(least, Number.isFinite(most) ? most : OPEN_REACH * Math.max(...known)) };
}

function groupRange({ unit, lower = 0, upper = Infinity }: ChannelGroup, ranges: readonly BudgetRange[]): BudgetRange {
  const { least, most } = summed(ranges);
  return unit === 'share' ? { least, most } : { least: Math.max(lower, least), most: Math.min(upper, most) };
}

function summed(ranges: readonly BudgetRange[]): BudgetRange {
  return ranges.reduce((sum, { least, most }) => ({ least: sum.least + least, most: sum.most + most }), { least: 0, most: 0 });
}

/** Money per period that a channel may take; shares of the total leave it open. */
export function channelRange(channel: AllocationChannel, isHeld: boolean): BudgetRange {
  const { spend, lower, upper, unit = 'multiple', fixed, orOff } = channel;
  if (fixed !== undefined) return { least: fixed, most: fixed };
  if (isHeld) return { least: spend, most: spend };
  if (unit === 'share') return { least: 0, most: Infinity };
  const scale = unit === 'multiple' ? spend : 1;
  return { least: orOff === true ? 0 : scale * lower, most: scale * upper };
}

/** Money has no effect on it in any model, or there is no spend for multiples to act on. */
export function cannotMove({ name, spend, unit = 'multiple' }: AllocationChannel, curves: ReadonlyMap<string, WeightedCurves>): boolean {
  return (curves.get(name) ?? []).every(({ curve }) => curve.coefficient <= 0) || (unit === 'multiple' && spend <= 0);
}
