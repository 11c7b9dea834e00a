import type { Limit } from '../../../../core/allocation/problem.ts';
import type { AllocationView } from '../../../../electron/contract/allocation.ts';
import { change } from '../../../charts/allocation/words.ts';

export interface TableRow {
  name: string;
  direction: Direction;
  /** Money and response per period. */
  before: number;
  spend: number;
  /** Share of today's spend. */
  change: number | null;
  response: number | null;
  gain: number;
  /** Response to the next unit of money. */
  marginal: number | null;
  /** The most ever spent in one period. */
  most: number | null;
  past: { label: string; color: 'warning' | 'error' } | null;
  limit: string;
}

export type Direction = 'up' | 'down' | 'same';

export const DIRECTIONS: Readonly<Record<Direction, { icon: string; look: string; word: string }>> = {
  up: { icon: 'i-lucide-arrow-up', look: 'text-success', word: 'more' },
  down: { icon: 'i-lucide-arrow-down', look: 'text-warning', word: 'less' },
  same: { icon: 'i-lucide-minus', look: 'text-dimmed', word: 'as today' },
};

export const LIMIT_WORDS: Readonly<Record<Limit, string>> = {
  floor: 'at its floor', ceiling: 'at its ceiling', fixed: 'fixed', off: 'switched off', held: 'held as it is', group: 'limit of its group',
  unchanged: 'not among those changed', step: 'nearest step',
};

/** Changes smaller than this share are rounding. */
const SAME = 1e-4;

export function tableRows(view: AllocationView): TableRow[] {
  const { allocation, curves, extrapolation, problem } = view;
  return problem.channels.map(({ name }) => {
    const before = allocation.initial.spend[name] ?? 0;
    const spend = allocation.spend[name] ?? 0;
    const most = curves.find(({ channel }) => channel === name)?.observedMax ?? null;
    return {
      name, before, spend, most, change: change(before, spend), direction: directionOf(before, spend),
      response: allocation.response[name] ?? null,
      gain: (allocation.response[name] ?? 0) - (allocation.initial.response[name] ?? 0),
      marginal: allocation.marginalResponse[name] ?? null,
      past: pastOf(extrapolation.find(({ channel }) => channel === name)?.level, spend, most),
      limit: limitOf(view, name, spend),
    };
  });
}

function directionOf(before: number, spend: number): Direction {
  if (Math.abs(spend - before) <= SAME * Math.max(before, spend)) return 'same';
  return spend > before ? 'up' : 'down';
}

function pastOf(level: 'pass' | 'look' | 'fail' | undefined, spend: number, most: number | null): TableRow['past'] {
  if (level === undefined || level === 'pass') return null;
  if (level === 'fail') return { label: 'far beyond', color: 'error' };
  return { label: spend > (most ?? 0) ? 'beyond' : 'in peaks only', color: 'warning' };
}

/** As the solver says; from plain bounds where it does not. */
function limitOf({ allocation, problem }: AllocationView, name: string, spend: number): string {
  const channel = problem.channels.find((one) => one.name === name);
  if (allocation.limits !== undefined) {
    const limit = allocation.limits[name];
    return limit === undefined ? '' : LIMIT_WORDS[limit];
  }
  if (channel === undefined || (channel.unit ?? 'multiple') !== 'multiple') return '';
  const [lower, upper] = [channel.lower * channel.spend, channel.upper * channel.spend];
  const slack = 1e-6 * Math.max(1, upper);
  return spend <= lower + slack ? LIMIT_WORDS.floor : spend >= upper - slack ? LIMIT_WORDS.ceiling : '';
}
