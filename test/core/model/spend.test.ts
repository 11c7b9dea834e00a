import { describe, expect, it } from 'vitest';
import { meanSpend, windowSpend } from '../../../core/model/spend.ts';

/** Two channels over four rows; the window is the last three. */
const data = { spend: Float64Array.of(9, 1, 2, 3, 9, 10, 20, 60), rows: 4, windowStart: 1, windowRows: 3 };

describe('spend of a channel', () => {
  it('is that of the window', () => {
    expect([...windowSpend(data, 1)]).toEqual([10, 20, 60]);
    expect([meanSpend(data, 0), meanSpend(data, 1)]).toEqual([2, 30]);
  });

  it('has the mean of the rows that are chosen, counted in the whole table', () => {
    expect(meanSpend(data, 1, [2, 3])).toBe(40);
    expect(meanSpend(data, 1, [1, 2, 3])).toBe(meanSpend(data, 1));
  });
});
