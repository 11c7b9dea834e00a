import type { Allocation, AllocationChannel, AllocationProblem, Limit, Scenario } from '../problem.ts';
import type { AssumptionChange } from './explanation.ts';
import { limitsOf } from './limits.ts';
import type { InsightWords } from './words.ts';

/** One assumption changed: what it is, to what, and the problem that results. */
export interface Changed {
  what: AssumptionChange;
  assumption: string;
  change: string;
  problem: AllocationProblem;
}

const BUDGET_CHANGE = 0.1;
const EFFECT_CHANGE = 0.2;
/** Limits that are a channel's own. */
const BINDING: readonly Limit[] = ['floor', 'ceiling', 'fixed', 'off', 'step'];

/** A tenth less and a tenth more, where the scenario has a budget. */
export function budgetChanges(problem: AllocationProblem, { money }: InsightWords): Changed[] {
  const { scenario } = problem;
  if (!('budget' in scenario) || scenario.budget === undefined) return [];
  const { budget } = scenario;
  return [1 - BUDGET_CHANGE, 1 + BUDGET_CHANGE].map((factor): Changed => ({
    what: { kind: 'budget', budget: factor * budget },
    assumption: 'Budget', change: `${money(factor * budget)} (${factor < 1 ? '−' : '+'}10 %)`, problem: { ...problem, scenario: { ...scenario, budget: factor * budget } satisfies Scenario },
  }));
}

/** Bounds half and twice as far from today's spend as they are; shares, which have no such middle, from their own. */
export function boundChanges(problem: AllocationProblem): Changed[] {
  const total = problem.channels.reduce((sum, { spend }) => sum + spend, 0);
  return ([[0.5, 'half as far from today'], [2, 'twice as far from today']] as const).map(([factor, change]): Changed => ({
    what: { kind: 'bounds', factor }, assumption: 'Bounds', change, problem: { ...problem, channels: problem.channels.map((channel) => widened(channel, factor, total)) },
  }));
}

function widened(channel: AllocationChannel, factor: number, total: number): AllocationChannel {
  const { spend, lower, upper, unit = 'multiple' } = channel;
  const today = unit === 'multiple' ? 1 : unit === 'money' ? spend : spend / total;
  const most = unit === 'share' ? 1 : Infinity;
  // Today may lie outside of the bounds: they then move toward it or away, and stay in order.
  const [low, high] = [today + factor * (lower - today), today + factor * (upper - today)];
  return { ...channel, lower: Math.max(0, Math.min(low, high)), upper: Math.min(most, Math.max(low, high, 0)) };
}

/** Every limit that holds a channel, each group and the number of changes: one at a time taken away. */
export function withoutLimits(problem: AllocationProblem, allocation: Allocation): Changed[] {
  const limits = limitsOf(problem, allocation);
  const { channels, groups = [], maxChanged } = problem;
  const freed = channels.flatMap((channel): Changed[] => {
    const limit = limits[channel.name];
    if (limit === undefined || !BINDING.includes(limit)) return [];
    const own = withoutLimit(channel, limit);
    return [{
      what: { kind: 'limit', channel: channel.name, limit }, assumption: `${channel.name}: ${WORDS[limit] ?? limit}`, change: 'lifted',
      problem: { ...problem, channels: channels.map((other) => (other === channel ? own : other)) },
    }];
  });
  return [
    ...freed,
    ...groups.map((group): Changed => ({
      what: { kind: 'group', name: group.name }, assumption: `Group "${group.name}"`, change: 'no limit of its own',
      problem: { ...problem, groups: groups.filter((other) => other !== group) },
    })),
    ...(maxChanged === undefined ? [] : [{ what: { kind: 'changes' } as const, assumption: `No more than ${maxChanged} channels may change`, change: 'all may', problem: anyChanged(problem) }]),
  ];
}

const WORDS: Partial<Record<Limit, string>> = { floor: 'least spend', ceiling: 'most spend', fixed: 'fixed', off: 'off, or at least its least', step: 'whole steps' };

function withoutLimit(channel: AllocationChannel, limit: Limit): AllocationChannel {
  switch (limit) {
    case 'floor':
      return { ...channel, lower: 0 };
    case 'ceiling':
      return { ...channel, upper: channel.unit === 'share' ? 1 : Math.max(10, 10 * channel.upper) };
    case 'fixed':
      return unfixed(channel);
    case 'off':
      return { ...channel, lower: 0, orOff: false };
    case 'step':
      return unstepped(channel);
    default:
      return channel;
  }
}

function unfixed({ fixed: _fixed, ...free }: AllocationChannel): AllocationChannel {
  return free;
}

function unstepped({ step: _step, ...smooth }: AllocationChannel): AllocationChannel {
  return smooth;
}

function anyChanged({ maxChanged: _maxChanged, ...kept }: AllocationProblem): AllocationProblem {
  return kept;
}

/** The mean where something else was maximised, else the worst case. */
export function otherObjective(problem: AllocationProblem): Changed[] {
  if (problem.models === undefined) return [];
  return problem.objective === undefined || problem.objective.kind === 'mean'
    ? [{ what: { kind: 'objective', objective: { kind: 'worst' } }, assumption: 'What is maximised', change: 'the gain in the worst model', problem: { ...problem, objective: { kind: 'worst' } } }]
    : [{ what: { kind: 'objective', objective: { kind: 'mean' } }, assumption: 'What is maximised', change: 'the mean over models', problem: { ...problem, objective: { kind: 'mean' } } }];
}

/** Each channel's effect a fifth smaller and larger, in every model. */
export function effectChanges(problem: AllocationProblem): Changed[] {
  return problem.channels.filter(({ coefficient }) => coefficient > 0 || problem.models !== undefined).flatMap(({ name }) =>
    [1 - EFFECT_CHANGE, 1 + EFFECT_CHANGE].map((factor): Changed => ({
      what: { kind: 'effect', channel: name, factor }, assumption: `Effect of ${name}`, change: factor < 1 ? '−20 %' : '+20 %', problem: withEffect(problem, name, factor),
    })));
}

function withEffect(problem: AllocationProblem, name: string, factor: number): AllocationProblem {
  const { channels, models } = problem;
  return {
    ...problem,
    channels: channels.map((channel) => (channel.name === name ? { ...channel, coefficient: factor * channel.coefficient } : channel)),
    ...(models === undefined ? {} : {
      models: models.map((model) => {
        const own = model.curves[name];
        return own === undefined ? model : { ...model, curves: { ...model.curves, [name]: { ...own, coefficient: factor * own.coefficient } } };
      }),
    }),
  };
}
