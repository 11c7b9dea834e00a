import { describe, expect, it } from 'vitest';
import { advertiser } from '../../bench/advertisers/generator.ts';
import { rankCorrelation } from '../../bench/advertisers/statistics.ts';
import { baselineWithVariants } from '../../core/baseline/variants.ts';
import { columnNamed } from '../../core/data/table.ts';
import { loadProphet } from '../../electron/engine/prophet/load.ts';

const revenueOf = ({ table }: ReturnType<typeof advertiser>): Float64Array => {
  const column = columnNamed(table, 'revenue');
  return column?.type === 'number' ? column.values : new Float64Array();
};
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe('simulated advertisers', () => {
  const simulated = advertiser(1, 'medium', 'low');

  it('are the same for a seed, and others for another', () => {
    expect(revenueOf(advertiser(1, 'medium', 'low'))).toEqual(revenueOf(simulated));
    expect(revenueOf(advertiser(2, 'medium', 'low'))).not.toEqual(revenueOf(simulated));
  });

  it('know what every channel brought in', () => {
    const { truth, table } = simulated;
    expect(truth.length).toBeGreaterThanOrEqual(5);
    for (const { channel, spend, contribution, roas } of truth) {
      const column = columnNamed(table, channel);
      expect(sum(column?.type === 'number' ? column.values : [])).toBe(spend);
      expect(roas * spend).toBeCloseTo(contribution, 3); // of hundreds of thousands: rounding
    }
    // Media bring 15 to 40 % of the response before noise; its mean is near 0.
    const share = sum(truth.map(({ contribution }) => contribution)) / sum(revenueOf(simulated));
    expect(share).toBeGreaterThan(0.13);
    expect(share).toBeLessThan(0.43);
  });

  it('have channels that move together as far as asked', () => {
    const common = (collinearity: 'low' | 'high'): number => {
      const { table, truth } = advertiser(3, collinearity, 'low');
      const logs = truth.map(({ channel }) => columnNamed(table, channel)).flatMap((column) =>
        (column?.type === 'number' && column.values.every((value) => value > 0) ? [[...column.values].map(Math.log)] : []));
      const pairs = logs.flatMap((a, i) => logs.slice(i + 1).map((b) => rankCorrelation(a, b)));
      return sum(pairs) / pairs.length;
    };
    expect(common('high')).toBeGreaterThan(common('low') + 0.3); // 0.85 against 0.1 of their variance in common
  });

  // Its Stan model steps out of bounds from the usual start; a flat start finds the way.
  it('get a baseline even where the optimiser has to begin anew', async () => {
    const hard = advertiser(9206, 'medium', 'low');
    const { variants } = await baselineWithVariants(hard.spec, hard.table, 'week', await loadProphet());
    expect(variants.folds).toHaveLength(4);
    expect(variants.folds.flat().every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });
});

describe('rankCorrelation', () => {
  it('is 1 for the same order, −1 for the reverse, by hand between, 0 without variation', () => {
    expect(rankCorrelation([1, 2, 3], [10, 20, 90])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(rankCorrelation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12); // 1 − 6·2/(4·15)
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBe(0);
  });
});
