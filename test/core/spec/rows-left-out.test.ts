import { describe, expect, it } from 'vitest';
import { daysFromIso } from '../../../core/data/calendar.ts';
import { rowsLeftOut } from '../../../core/spec/check-window.ts';

/** Weeks from 2024-01-01 on. */
const weeks = (count: number): Int32Array => Int32Array.from({ length: count }, (_unused, i) => (daysFromIso('2024-01-01') ?? 0) + 7 * i);

describe('new rows after a window that reached the end of the former table', () => {
  it('are counted, with the day to move the window to', () => {
    // Ten weeks end on 4 March, fourteen on 1 April.
    expect(rowsLeftOut({ from: '2024-01-08', to: '2024-03-04' }, weeks(10), weeks(14))).toMatchObject([{
      code: 'SPEC_WINDOW_SHORT', severity: 'warning', key: 'window.to',
      message: 'The window ends on 2024-03-04: 4 new rows after it would not be modelled.', mend: expect.stringContaining('2024-04-01') as string,
    }]);
  });

  it.each([
    ['no window: every row is in', undefined, weeks(14)],
    ['a window that was meant to end earlier', { from: '2024-01-08', to: '2024-02-26' }, weeks(14)],
    ['the same rows', { from: '2024-01-08', to: '2024-03-04' }, weeks(10)],
    ['a table without dates', { from: '2024-01-08', to: '2024-03-04' }, new Int32Array()],
  ])('nothing is said: %s', (_, window, after) => {
    expect(rowsLeftOut(window, weeks(10), after)).toEqual([]);
  });
});
