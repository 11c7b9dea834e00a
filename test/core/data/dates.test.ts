import { describe, expect, it } from 'vitest';
import { isoFromDays } from '../../../core/data/calendar.ts';
import { findDateColumn, findDateFormat, readDate } from '../../../core/data/dates.ts';

const iso = (cell: string, format: string): string | null => {
  const days = readDate(cell, format);
  return days === null ? null : isoFromDays(days);
};

describe('date formats', () => {
  it.each([
    ['2024-01-31', 'yyyy-mm-dd', '2024-01-31'], ['2024-01-31T00:00:00Z', 'yyyy-mm-dd', '2024-01-31'],
    ['2024-01-31 00:00:00', 'yyyy-mm-dd', '2024-01-31'], ['2024/1/31', 'yyyy/mm/dd', '2024-01-31'],
    ['31.01.2024', 'dd.mm.yyyy', '2024-01-31'], ['31/1/2024', 'd/m/yyyy', '2024-01-31'], ['1/31/24', 'm/d/yyyy', '2024-01-31'],
    ['2021-W05', 'yyyy-Www', '2021-02-01'], ['2024-02', 'yyyy-mm', '2024-02-01'], ['02/2024', 'mm/yyyy', '2024-02-01'],
    ['Jan 2024', 'mmm yyyy', '2024-01-01'], ['Dezember 2023', 'mmm yyyy', '2023-12-01'], ['5 Feb 2024', 'd mmm yyyy', '2024-02-05'],
    ['February 5, 2024', 'mmm d, yyyy', '2024-02-05'], ['20240205', 'yyyymmdd', '2024-02-05'],
  ])('reads %j', (cell, format, expected) => {
    expect(findDateFormat([cell])?.format).toBe(cell === '1/31/24' ? 'm/d/yyyy' : format);
    expect(iso(cell, format)).toBe(expected);
  });

  it('refuses times of day and days that do not exist', () => {
    expect(findDateFormat(['2024-01-31 12:30:00'])).toBeNull();
    expect(findDateFormat(['2024-02-30'])).toBeNull();
    expect(findDateFormat(['spend', '12.5'])).toBeNull();
  });

  it('tells day first from month first by a day over 12', () => {
    expect(findDateFormat(['01/02/2024', '15/02/2024'])).toMatchObject({ format: 'd/m/yyyy', rival: null });
    expect(findDateFormat(['02/01/2024', '02/15/2024'])).toMatchObject({ format: 'm/d/yyyy', rival: null });
  });

  it('tells them apart by even spacing', () => {
    const firsts = Array.from({ length: 24 }, (_, i) => `01/${String((i % 12) + 1).padStart(2, '0')}/${2021 + Math.floor(i / 12)}`);
    expect(findDateFormat(firsts)).toMatchObject({ format: 'd/m/yyyy', rival: null });
    expect(findDateFormat(firsts.map((date) => date.replace(/^(\d+)\/(\d+)/, '$2/$1')))).toMatchObject({ format: 'm/d/yyyy', rival: null });
  });

  it('says when nothing decides', () => {
    expect(findDateFormat(['01/01/2024'])?.rival).toBe('m/d/yyyy');
  });

  it('prefers a column with a telling name', () => {
    expect(findDateColumn(['start', 'week', 'spend'], [['2024-01-01'], ['2024-01-01'], ['1']])).toBe(1);
    expect(findDateColumn(['a', 'b'], [['1'], ['2024-01-01']])).toBe(1);
    expect(findDateColumn(['a'], [['1']])).toBeNull();
  });
});
