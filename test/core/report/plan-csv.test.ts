import { expect, it } from 'vitest';
import { planCsv } from '../../../core/report/plan-csv.ts';

it('writes a row per period with dates, spend, response and their sums', () => {
  const text = planCsv({
    dates: ['2026-01-05', '2026-01-12'],
    channels: [
      { channel: 'tv', spend: [100, 0], response: [30, 12.5], carriedIn: 1, after: 2 },
      { channel: 'paid, search', spend: [5, 7], response: [1, 2], carriedIn: 0, after: 0 },
    ],
  });
  expect(text.split('\r\n')).toEqual([
    'date,tv,"paid, search",total,tv_response,"paid, search_response",total_response', '2026-01-05,100,5,105,30,1,31', '2026-01-12,0,7,7,12.5,2,14.5', '',
  ]);
});
