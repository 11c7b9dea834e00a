import type { Context, Handlers } from './context.ts';
import { adviceOn, decisionOf, planOn } from './decisions.ts';
import { rankingOn } from './experiments.ts';
import { savedAllocationCalls } from './saved-allocations.ts';

type Questions = 'allocation.solve' | 'allocation.frontier' | 'allocation.sensitivity' | 'allocation.plan' | 'experiments.rank' | 'work.cancel';

/** Budget questions, answered by engines, and the scenarios that are kept. */
export function allocationCalls(context: Context): Handlers<Questions> & ReturnType<typeof savedAllocationCalls> {
  const { pool, work } = context;
  return {
    'allocation.solve': (question) => adviceOn(context, decisionOf(context, question)),
    'allocation.frontier': (question) => {
      const { request, data } = decisionOf(context, question);
      return pool.run('frontier', request, { label: 'the frontier', data });
    },
    'allocation.sensitivity': (question) => {
      const { request, data } = decisionOf(context, question);
      return pool.run('sensitivity', request, { label: 'the sensitivity', data });
    },
    'allocation.plan': ({ requestId, ...question }) => planOn(context, decisionOf(context, question), requestId),
    'experiments.rank': ({ requestId, periods, ...question }) => rankingOn(context, decisionOf(context, question), requestId, periods),
    'work.cancel': ({ requestId }) => {
      work.cancel(requestId);
      return { done: true };
    },
    ...savedAllocationCalls(context),
  };
}
