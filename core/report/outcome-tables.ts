import type { RobustResult } from '../allocation/problem.ts';
import type { ReportTable } from './tables.ts';

/** What each model thinks of a suggestion, largest gain first. Response per period. */
export function outcomesTable({ models }: RobustResult): ReportTable {
  return {
    caption: 'The suggestion by each model',
    columns: [
      { title: 'Model', style: 'text' }, { title: 'Weight', style: 'percent' }, { title: 'Response today', style: 'amount' }, { title: 'Response suggested', style: 'amount' },
      { title: 'Gain', style: 'amount' }, { title: 'Gain in percent', style: 'percent' }, { title: "This model's own best", style: 'amount' }, { title: 'Regret', style: 'amount' },
    ],
    rows: [...models].sort((a, b) => b.gain - a.gain).map(({ id, weight, initialResponse, response, gain, share, best, regret }) =>
      [id, weight, initialResponse, response, gain, share, best, regret]),
  };
}
