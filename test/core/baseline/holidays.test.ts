import { afterEach, describe, expect, it } from 'vitest';
import { holidayCountries, holidayRows, publicHolidays } from '../../../core/baseline/holidays.ts';
import { isoFromDays } from '../../../core/data/calendar.ts';
import { MixwrightError } from '../../../core/errors.ts';
import { days } from './fixtures.ts';

const range = (first: string, step: number, rows: number): Int32Array => Int32Array.from({ length: rows }, (_, i) => days(first) + step * i);
const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('holidayCountries', () => {
  it('lists codes with English names, by name', () => {
    const countries = holidayCountries();
    expect(countries.length).toBeGreaterThan(150);
    expect(countries).toContainEqual({ code: 'DE', name: 'Germany' });
    expect(countries.map(({ name }) => name)).toEqual([...countries.map(({ name }) => name)].sort());
    expect(countries.every(({ code }) => /^[A-Z]{2}$/.test(code))).toBe(true);
  });
});

describe('publicHolidays', () => {
  it('knows the nine nationwide ones of Germany in 2023', () => {
    expect(publicHolidays('DE', days('2023-01-01'), days('2023-12-31')).map(({ day }) => isoFromDays(day))).toEqual([
      '2023-01-01', '2023-04-07', '2023-04-10', '2023-05-01', '2023-05-18', '2023-05-29', '2023-10-03', '2023-12-25', '2023-12-26',
    ]);
  });

  it('gives the country\'s own dates in any time zone of the host', () => {
    const ask = (timeZone: string): unknown => {
      process.env.TZ = timeZone;
      return ['US', 'JP', 'NZ', 'SA'].map((country) => publicHolidays(country, days('2022-01-01'), days('2023-12-31')));
    };
    const inUtc = ask('UTC');
    expect(ask('Pacific/Kiritimati')).toEqual(inUtc);
    expect(ask('America/Los_Angeles')).toEqual(inUtc);
  });

  it('includes a New Year\'s Day kept on 31 December of the year before', () => {
    expect(publicHolidays('US', days('2021-12-31'), days('2021-12-31')).map(({ name }) => name)).toEqual(['New Year\'s Day (substitute day)']);
  });

  it.each([['UK', 'GB'], ['germany', 'DE'], ['Frankreich', null]])('refuses "%s"', (country, near) => {
    const ask = (): unknown => publicHolidays(country, 0, 365);
    expect(ask).toThrow(MixwrightError);
    try {
      ask();
    } catch (error) {
      if (!(error instanceof MixwrightError)) throw error;
      expect(error.code).toBe('BASELINE_UNKNOWN_COUNTRY');
      if (near !== null) expect(error.problems[0]?.mend).toContain(`"${near}"`);
    }
  });
});

describe('holidayRows', () => {
  it('keeps days in daily data, one name over the years', () => {
    const found = holidayRows('DE', range('2022-01-01', 1, 730), 'day').find(({ name }) => name === 'Christmas Day');
    expect(found?.rows).toEqual([days('2022-12-25') - days('2022-01-01'), days('2023-12-25') - days('2022-01-01')]);
  });

  it('moves them to the week, joins those of one week and one year', () => {
    // Weeks from Monday 19 December 2022: Christmas Day is a Sunday, the day after and New Year's Day share the next week.
    const found = holidayRows('DE', range('2022-12-19', 7, 3), 'week');
    expect(found).toEqual([
      { name: 'Christmas Day', rows: [0] }, { name: 'Boxing Day', rows: [1] }, { name: 'New Year\'s Day', rows: [1] },
    ]);
    // The same days in weeks from Sunday: both Christmas days in one.
    expect(holidayRows('DE', range('2022-12-18', 7, 3), 'week')).toEqual([
      { name: 'Christmas Day, Boxing Day', rows: [1] }, { name: 'New Year\'s Day', rows: [2] },
    ]);
  });

  it('takes a substitute day for its holiday in weekly data', () => {
    // 24 and 25 December 2021 lie in one week of the United States.
    const names = holidayRows('US', range('2021-12-20', 7, 1), 'week').map(({ name }) => name);
    expect(names).toEqual(['Christmas Day']);
  });

  it('moves them to the month, joined', () => {
    const dates = Int32Array.from({ length: 12 }, (_, i) => Date.UTC(2023, i, 1) / 86_400_000);
    expect(holidayRows('DE', dates, 'month').map(({ name, rows }) => [name, ...rows])).toEqual([
      ['New Year\'s Day', 0], ['Good Friday, Easter Monday', 3], ['Labour Day, Ascension Day, Whit Monday', 4],
      ['National Holiday', 9], ['Christmas Day, Boxing Day', 11],
    ]);
  });
});
