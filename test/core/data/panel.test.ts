import { describe, expect, it } from 'vitest';
import { parseTable } from '../../../core/data/parse.ts';
import { columnNamed } from '../../../core/data/table.ts';

const text = `geo,week,revenue,tv_spend,price,balance,promo,shop
north,2024-01-01,10,1,2,-4,0,a
south,2024-01-01,30,2,4,2,1,a
north,2024-01-08,20,3,6,0,0,b
south,2024-01-08,40,4,8,2,0,c
north,2024-01-15,50,5,1,1,1,d
south,2024-01-15,60,6,2,1,1,d
`;

describe('long tables', () => {
  it('are recognised, with their groups, in one problem', () => {
    const { problems, table, format } = parseTable(text);
    expect(table.rows).toBe(6);
    expect(format.spacing).toBe('week');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'DATA_PANEL', severity: 'error', column: 'geo' });
    expect(problems[0]?.message).toContain('2 rows per period');
    expect(problems[0]?.mend).toContain('Sum it up over "geo" (when importing; --sum-over geo on the command line)');
  });

  it('are summed up, amounts added and levels averaged', () => {
    const { table, notes, problems, sourceRows, format } = parseTable(text, { aggregateOver: 'geo' });
    const of = (name: string): number[] => [...columnNamed(table, name)?.values as Float64Array];
    expect(of('revenue')).toEqual([40, 60, 110]);
    expect(of('tv_spend')).toEqual([3, 7, 11]);
    expect(of('price')).toEqual([3, 7, 1.5]);
    expect(of('balance')).toEqual([-1, 1, 1]);
    expect(of('promo')).toEqual([0.5, 0, 1]);
    expect(columnNamed(table, 'shop')).toBeUndefined();
    expect(columnNamed(table, 'geo')).toBeUndefined();
    expect([...sourceRows]).toEqual([2, 4, 6]);
    expect(problems).toEqual([]);
    expect(format.aggregateOver).toBe('geo');
    expect(notes).toContain('Summed: "revenue", "tv_spend".');
    expect(notes).toContain('Averaged (simple mean): "price", "balance", "promo".');
  });
});
