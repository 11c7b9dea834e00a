import type { Allocation, AllocationProblem } from '../problem.ts';
import type { ChannelExplanation } from './explanation.ts';

/** One sentence per channel. */
export function explain(problem: AllocationProblem, allocation: Allocation): ChannelExplanation[] {
  return problem.channels.map(({ name, spend }): ChannelExplanation => {
    const now = allocation.spend[name] ?? 0;
    return { channel: name, direction: now > spend ? 'up' : now < spend ? 'down' : 'same', sentence: '', agreement: null };
  });
}
