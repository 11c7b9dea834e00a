import { describe, expect, it } from 'vitest';
import { addPeriods, daysFromIso, daysFromIsoWeek, findGrid, findSpacing, isoFromDays } from '../../../core/data/calendar.ts';

const days = (iso: string): number => daysFromIso(iso) ?? NaN;

describe('dates', () => {
  it('counts days since 1970-01-01 both ways', () => {
    expect(daysFromIso('1970-01-01')).toBe(0);
    expect(daysFromIso('2000-03-01')).toBe(11_017); // 30 years of 365 days, 7 leap days, 31 + 29
    for (const day of [-1, 0, 59, 18_993, 40_000]) expect(daysFromIso(isoFromDays(day))).toBe(day);
  });

  it('knows days that do not exist', () => {
    expect(daysFromIso('2023-02-29')).toBeNull();
    expect(daysFromIso('2024-02-29')).not.toBeNull();
    expect(daysFromIso('2024-13-01')).toBeNull();
    expect(daysFromIso('1.1.2024')).toBeNull();
  });

  it('finds the Monday of ISO weeks', () => {
    expect(isoFromDays(daysFromIsoWeek(2021, 5) ?? 0)).toBe('2021-02-01');
    expect(isoFromDays(daysFromIsoWeek(2020, 53) ?? 0)).toBe('2020-12-28');
    expect(isoFromDays(daysFromIsoWeek(2015, 1) ?? 0)).toBe('2014-12-29');
    expect(daysFromIsoWeek(2021, 53)).toBeNull();
  });
});

describe('periods', () => {
  it('steps days, weeks and months', () => {
    expect(isoFromDays(addPeriods(days('2024-02-28'), 2, 'day'))).toBe('2024-03-01');
    expect(isoFromDays(addPeriods(days('2024-02-28'), -1, 'week'))).toBe('2024-02-21');
    expect(isoFromDays(addPeriods(days('2023-11-15'), 3, 'month'))).toBe('2024-02-15');
    expect(isoFromDays(addPeriods(days('2024-01-31'), 1, 'month'))).toBe('2024-02-29');
    expect(isoFromDays(addPeriods(days('2024-02-29'), 1, 'month'))).toBe('2024-03-31');
    expect(isoFromDays(addPeriods(days('2024-01-30'), -11, 'month'))).toBe('2023-02-28');
  });

  it('finds spacing in spite of holes and repeats', () => {
    expect(findSpacing(['2024-01-01', '2024-01-08', '2024-01-08', '2024-01-22', '2024-01-29', '2024-02-05'].map(days))).toBe('week');
    expect(findSpacing(['2024-01-01', '2024-01-02', '2024-01-03'].map(days))).toBe('day');
    expect(findGrid(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30'].map(days))).toEqual({ spacing: 'month', phase: 31 });
    expect(findGrid(['2024-01-15', '2024-02-15', '2024-03-15'].map(days))).toEqual({ spacing: 'month', phase: 15 });
  });

  it('finds none where there is none', () => {
    expect(findSpacing(['2024-01-01', '2024-01-15', '2024-01-29'].map(days))).toBeNull();
    expect(findSpacing([])).toBeNull();
    expect(findSpacing([5])).toBeNull();
  });
});
