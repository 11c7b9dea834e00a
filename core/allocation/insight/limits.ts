import { weightedCurves } from '../../response/mean-response.ts';
import type { Allocation, AllocationProblem, Limit } from '../problem.ts';
import { cannotMove, channelRange } from './budget-range.ts';
import { AT_BOUND } from './next-unit.ts';

/** Which limit each channel is at: the allocation's word, or from the bounds where it does not say. */
export function limitsOf(problem: AllocationProblem, allocation: Pick<Allocation, 'spend' | 'limits'>): Record<string, Limit> {
  if (allocation.limits !== undefined) return allocation.limits;
  const curves = weightedCurves(problem);
  return Object.fromEntries(problem.channels.flatMap((channel): [string, Limit][] => {
    const { name, fixed } = channel;
    if (fixed !== undefined) return [[name, 'fixed']];
    const isHeld = cannotMove(channel, curves);
    if (isHeld) return [[name, 'held']];
    const { least, most } = channelRange(channel, isHeld);
    const now = allocation.spend[name] ?? 0;
    if (now >= most * (1 - AT_BOUND)) return [[name, 'ceiling']];
    return now <= least * (1 + AT_BOUND) ? [[name, 'floor']] : [];
  }));
}
