import type { Limit } from '../allocation/problem.ts';
import type { ScenarioWords } from './scenario-report.ts';

const LIMITS: Readonly<Record<Limit, string>> = {
  floor: 'at its least', ceiling: 'at its most', fixed: 'fixed', off: 'switched off', held: 'no effect, left as it is', group: 'limit of its group',
  unchanged: 'left as it is: enough channels change', step: 'at a whole step',
};

/** Which limit a channel's spend is at, for a column of its own; empty for none. */
export function limitWords(limit: Limit | undefined): string {
  return limit === undefined ? '' : LIMITS[limit];
}

/** Title and style of the response to the next unit of money, and its value; null where money brings nothing. */
export function nextUnit({ responseKind }: Pick<ScenarioWords, 'responseKind'>): { title: string; style: 'ratio' | 'money'; of: (marginal: number | undefined) => number | null } {
  return responseKind === 'revenue'
    ? { title: 'Return on the next unit', style: 'ratio', of: (marginal) => marginal ?? null }
    : { title: 'Cost of the next conversion', style: 'money', of: (marginal) => (marginal !== undefined && marginal > 0 ? 1 / marginal : null) };
}
