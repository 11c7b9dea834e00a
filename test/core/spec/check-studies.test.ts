import { describe, expect, it } from 'vitest';
import type { Column, Table } from '../../../core/data/table.ts';
import type { Problem } from '../../../core/errors.ts';
import { checkStudies } from '../../../core/spec/check-studies.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import type { LiftStudy } from '../../../core/spec/spec.ts';

/** Ten weeks from Monday 2024-01-01 (day 19,723): sales 1,000 each, tv 100, radio 50 but nothing in weeks 3 and 4. */
const dates = Int32Array.from({ length: 10 }, (_, week) => 19_723 + 7 * week);
const numbers = (name: string, value: (week: number) => number): Column => ({ name, type: 'number', values: Float64Array.from({ length: 10 }, (_, week) => value(week)) });
const table: Table = {
  rows: 10,
  columns: [{ name: 'week', type: 'date', values: dates }, numbers('sales', () => 1000), numbers('tv_spend', () => 100),
    numbers('radio_spend', (week) => (week === 2 || week === 3 ? 0 : 50)), numbers('mails', () => 3)],
};
/** Weeks 1 and 2: sales 2,000, tv 200. */
const study: LiftStudy = { channels: ['tv'], from: '2024-01-01', to: '2024-01-14', lift: 300, scope: 'immediate' };

const problems = (calibration: object[], change: object = {}): Problem[] => {
  const spec = parseSpec({
    format: 'mixwright/1', date: 'week', response: { column: 'sales', kind: 'revenue' }, baseline: { source: 'none' },
    channels: [{ name: 'tv', spend: 'tv_spend' }, { name: 'radio', spend: 'radio_spend' }], organic: [{ name: 'mail', column: 'mails' }],
    calibration, ...change,
  });
  return checkStudies(spec, table, dates, 'week');
};
const check = (studies: object[], change: object = {}): string[] =>
  problems(studies, change).map(({ code, severity, key }) => `${severity === 'error' ? 'error ' : ''}${code} ${key ?? ''}`);

describe('checkStudies', () => {
  it('has nothing to say of studies that fit', () => {
    expect(check([study, { ...study, channels: ['radio'] }, { ...study, channels: ['mail'] }, { ...study, channels: ['tv', 'radio'], from: '2024-02-05', to: '2024-02-18', spend: 300 }])).toEqual([]);
  });

  it('refuses dates outside the window', () => {
    expect(check([{ ...study, from: '2023-12-31' }])).toEqual(['error SPEC_STUDY_OUTSIDE calibration[0].from']);
    expect(check([{ ...study, to: '2024-03-10' }])).toEqual([]); // the last day of the last week
    expect(check([{ ...study, to: '2024-03-11' }])).toEqual(['error SPEC_STUDY_OUTSIDE calibration[0].to']);
  });

  it('warns of a study shorter than a period', () => {
    const [problem] = problems([{ ...study, to: '2024-01-03' }]);
    expect([problem?.code, problem?.severity, problem?.key]).toEqual(['SPEC_STUDY_SHORT', 'warning', 'calibration[0].to']);
    expect(problem?.message).toContain('3 days');
    expect(problem?.message).toContain('3/7');
    expect(check([{ ...study, to: '2024-01-07' }])).toEqual([]); // seven days
  });

  it('warns when a channel is measured twice in the same days in the same sense', () => {
    const later = { ...study, from: '2024-01-08', to: '2024-01-21' };
    expect(check([study, later])).toEqual(['SPEC_STUDY_OVERLAP calibration[1].from']);
    expect(problems([study, later])[0]?.message).toContain('Study 1 measured tv in part of the same days (2024-01-08 to 2024-01-14)');
    expect(check([study, { ...later, channels: ['radio', 'tv'] }])).toEqual(['SPEC_STUDY_OVERLAP calibration[1].from']);
    expect(check([study, study])).toEqual(['SPEC_STUDY_OVERLAP calibration[1]']);
    expect(check([study, { ...later, scope: 'total' }])).toEqual([]);
    expect(check([study, { ...study, from: '2024-01-15', to: '2024-01-21' }])).toEqual([]); // the day after the first ends
  });

  it('holds the spend against the table, by rows or by days', () => {
    expect(check([{ ...study, spend: 220 }])).toEqual([]); // 9.1 % off
    expect(check([{ ...study, spend: 223 }])).toEqual(['SPEC_STUDY_SPEND calibration[0].spend']); // 10.3 % off
    // Thursday to Wednesday: one row is dated within, half of each of two weeks lies within; both are 100.
    expect(check([{ ...study, from: '2024-01-04', to: '2024-01-10', spend: 100 }])).toEqual([]);
    // Monday to Thursday: the row says 100, four of seven days 57.
    expect(check([{ ...study, from: '2024-01-08', to: '2024-01-18', spend: 157 }])).toEqual([]);
    expect(check([{ ...study, from: '2024-01-08', to: '2024-01-18', spend: 200 }])).toEqual([]);
    expect(check([{ ...study, channels: ['mail'], spend: 10 }])).toEqual(['SPEC_STUDY_SPEND calibration[0].spend']);
    expect(check([{ ...study, channels: ['mail'], spend: 0 }])).toEqual([]);
  });

  it('warns of paid channels without spend', () => {
    expect(check([{ ...study, spend: 0 }])).toEqual(['SPEC_STUDY_NO_SPEND calibration[0].spend']);
    const idle = { ...study, channels: ['radio'], from: '2024-01-15', to: '2024-01-28' };
    expect(check([idle])).toEqual(['SPEC_STUDY_IDLE calibration[0].channels']);
    expect(check([{ ...idle, spend: 0 }])).toEqual(['SPEC_STUDY_IDLE calibration[0].channels']);
    const [problem] = problems([{ ...idle, channels: ['tv', 'radio'] }]);
    expect(problem?.message).toContain('no spend of radio within');
  });

  it('warns of organic variables in a group with paid channels', () => {
    expect(check([{ ...study, channels: ['tv', 'mail'] }])).toEqual(['SPEC_STUDY_MIXED calibration[0].channels']);
  });

  it('refuses a lift larger than all that was sold, and says the factor that fits', () => {
    const large = problems([{ ...study, lift: 300_000 }])[0]; // response 2,000; 300,000 / 1,000 = 300
    expect([large?.code, large?.severity, large?.key]).toEqual(['SPEC_STUDY_TOO_LARGE', 'error', 'calibration[0].lift']);
    expect(large?.mend).toContain('Divided by 1,000 it would fit');
    expect(problems([{ ...study, lift: 30_000 }])[0]?.mend).toContain('Divided by 100 it would fit');
    // Later effects may come on top of what was sold within the dates.
    expect(check([{ ...study, lift: 2001, scope: 'total' }])).toEqual(['SPEC_STUDY_TOO_LARGE calibration[0].lift']);
    expect(check([{ ...study, lift: 2000 }])).toEqual([]);
  });

  it('warns of a lift far from the spend, where both are money', () => {
    expect(check([{ ...study, lift: 2 }])).toEqual([]); // exactly 1/100 of 200
    const small = problems([{ ...study, lift: 1 }])[0];
    expect([small?.code, small?.severity]).toEqual(['SPEC_STUDY_UNITS', 'warning']);
    expect(small?.mend).toContain('Times 100 it would fit');
    expect(small?.mend).toContain('number of conversions');
    expect(problems([{ ...study, lift: 0.9 }])[0]?.mend).not.toContain('conversions'); // no count
    expect(check([{ ...study, lift: 1999, spend: 10 }])).toEqual(['SPEC_STUDY_SPEND calibration[0].spend', 'SPEC_STUDY_UNITS calibration[0].lift']);
    expect(check([{ ...study, lift: 1 }], { response: { column: 'sales', kind: 'conversion' } })).toEqual([]);
  });

  it('recognises money where the response counts conversions', () => {
    const money = problems([{ ...study, lift: 3000 }], { response: { column: 'sales', kind: 'conversion' } })[0];
    expect(money?.mend).toContain('looks like money');
  });

  it('warns of a negative lift that no model may reach', () => {
    expect(check([{ ...study, lift: -30 }])).toEqual(['SPEC_STUDY_NEGATIVE calibration[0].lift']);
    expect(check([{ ...study, lift: -30 }], { channels: [{ name: 'tv', spend: 'tv_spend', sign: 'free' }] })).toEqual([]);
  });

  it('tells of curves that are not in use, or twice', () => {
    const curve = { channel: 'tv', points: [1, 2, 3, 4].map((spend) => ({ spend, response: spend })) };
    expect(check([], { curves: [curve] })).toEqual(['SPEC_CURVE_UNUSED curves[0]']);
    const used = { hyperparameters: { tv: { alpha: [1, 2], gamma: [0.3, 0.5] } } };
    expect(check([], { curves: [curve], ...used })).toEqual([]);
    expect(check([], { curves: [curve, curve], ...used })).toEqual(['SPEC_CURVE_TWICE curves[1].channel']);
  });
});
