import { describe, expect, test } from 'vitest';
import { periodsAsked, wholeBudget } from '../../../../renderer/pages/allocation/form/asked-periods.ts';
import { changed, redone, startHistory, undone } from '../../../../renderer/pages/allocation/form/form-history.ts';
import { problemsOf } from '../../../../renderer/pages/allocation/form/form-problems.ts';
import { assumptionWords, groupsWords, periodWords, rulesWords } from '../../../../renderer/pages/allocation/form/form-words.ts';
import { startOf } from '../../../../renderer/pages/allocation/form/goal-start.ts';
import { emptyForm, PLAIN_CHANNEL, recounted, withChannel } from '../../../../renderer/pages/allocation/form/scenario-form.ts';
import type { GroupForm } from '../../../../renderer/pages/allocation/form/scenario-form.ts';
import { allocation } from './answers.ts';

const empty = emptyForm('revenue');
const group: GroupForm = { name: 'online', channels: ['search'], unit: 'share', lower: 0.4, upper: null };

describe('what is wrong is said at its field', () => {
  test('nothing, at first', () => {
    expect(problemsOf(empty).size).toBe(0);
  });

  test.each([
    [{ kind: 'target_efficiency' as const }, 'target'], [{ kind: 'target_efficiency' as const, target: 0 }, 'target'], [{ kind: 'target_response' as const }, 'response'],
    [{ kind: 'hurdle' as const }, 'hurdle'], [{ per: 'periods' as const }, 'periods'], [{ per: 'periods' as const, periods: 1.5 }, 'periods'],
    [{ from: '2025-01-01' }, 'dates'], [{ from: '2025-02-01', to: '2025-01-01' }, 'dates'], [{ lower: 3 }, 'bounds'],
    [{ channels: { tv: { ...PLAIN_CHANNEL, lower: 2.5 } } }, 'channel.tv'], // the most is that of all, 2
    [{ channels: { tv: { ...PLAIN_CHANNEL, unit: 'money' as const, lower: 1 } } }, 'channel.tv'],
    [{ channels: { tv: { ...PLAIN_CHANNEL, unit: 'share' as const, lower: 0, upper: 1.2 } } }, 'channel.tv'],
    [{ channels: { tv: { ...PLAIN_CHANNEL, fixed: 1, orOff: true } } }, 'channel.tv'],
    [{ groups: [{ ...group, name: ' ' }] }, 'group.0'], [{ groups: [{ ...group, channels: [] }] }, 'group.0'], [{ groups: [{ ...group, lower: null }] }, 'group.0'],
    [{ groups: [group, { ...group, channels: ['tv'] }] }, 'group.1'], [{ groups: [group, { ...group, name: 'other' }] }, 'group.1'],
    [{ groups: [{ ...group, upper: 0.2 }] }, 'group.0'],
  ])('%j', (change, field) => {
    expect([...problemsOf({ ...empty, ...change }).keys()]).toEqual([field]);
  });
});

describe('changes', () => {
  test('are undone and done again; a new one forgets what was undone', () => {
    let history = changed(startHistory(empty), { budget: 10 }, 0);
    history = changed(history, { lower: 0.2 }, 0);
    history = undone(history);
    expect(history.present).toEqual({ ...empty, budget: 10 });
    expect(redone(history).present).toEqual({ ...empty, budget: 10, lower: 0.2 });
    history = changed(undone(history), { budget: 20 }, 10_000);
    expect(redone(history).present.budget).toBe(20);
    expect(undone(history).present).toEqual(empty);
  });

  test('of one thing in quick succession are one; the same again is none', () => {
    const quick = changed(changed(startHistory(empty), { budget: 1 }, 0), { budget: 12 }, 300);
    expect(undone(quick).present).toEqual(empty);
    const slow = changed(changed(startHistory(empty), { budget: 1 }, 0), { budget: 12 }, 3000);
    expect(undone(slow).present.budget).toBe(1);
    expect(changed(quick, { budget: 12 }, 9000)).toBe(quick);
  });
});

test('a channel without anything of its own is not kept', () => {
  const form = { ...empty, channels: withChannel(empty, 'tv', { orOff: true }) };
  expect(form.channels).toEqual({ tv: { ...PLAIN_CHANNEL, orOff: true } });
  expect(withChannel(form, 'tv', { orOff: false })).toEqual({});
});

test('money follows what it counts, shares and multiples do not', () => {
  const form = {
    ...empty, budget: 100, most: 50, response: 7, hurdle: 1.5,
    channels: { tv: { ...PLAIN_CHANNEL, unit: 'money' as const, lower: 1, upper: 4, step: 2 }, print: { ...PLAIN_CHANNEL, lower: 0.3 } },
    groups: [group, { ...group, name: 'paper', unit: 'money' as const, lower: 5 }],
  };
  const next = recounted(form, { per: 'periods', periods: 13 }, 13);
  expect(next).toMatchObject({ per: 'periods', periods: 13, budget: 1300, most: 650, response: 91, hurdle: 1.5 });
  expect(next.channels).toEqual({ tv: { ...PLAIN_CHANNEL, unit: 'money', lower: 13, upper: 52, step: 26 }, print: { ...PLAIN_CHANNEL, lower: 0.3 } });
  expect(next.groups.map(({ lower }) => lower)).toEqual([0.4, 65]);
  expect(recounted(next, { per: 'period', periods: 13 }, 1 / 13)).toEqual({ ...form, periods: 13 });
});

test('a goal starts at what is so today', () => {
  // Spend 100, response 300 a period today.
  expect(startOf('target_efficiency', empty, allocation, 1, true)).toEqual({ target: 3 });
  expect(startOf('target_efficiency', emptyForm('conversion'), allocation, 1, true)).toEqual({ target: 0.333 });
  expect(startOf('target_response', empty, allocation, 13, true)).toEqual({ response: 3900 });
  expect(startOf('hurdle', empty, null, 1, true)).toEqual({ hurdle: 1 });
  expect(startOf('hurdle', emptyForm('conversion'), allocation, 1, false)).toEqual({ hurdle: 1 / 0.333 });
  expect(startOf('target_response', { ...empty, response: 5 }, allocation, 1, true)).toEqual({ response: 5 });
});

test('folded parts tell what is set', () => {
  expect([rulesWords(empty), groupsWords(empty), periodWords(empty), assumptionWords(empty)]).toEqual([
    'none', 'none', 'today is the mean of the whole window; money counts per period', 'decided over the representatives of the clusters, for the mean; mean carry-over',
  ]);
  const form = {
    ...empty, maxChanged: 1, groups: [group, { ...group, name: ' ' }], models: 'model' as const, curve: 'steady' as const, per: 'periods' as const, periods: 13,
    channels: { tv: { ...PLAIN_CHANNEL, fixed: 3 }, print: { ...PLAIN_CHANNEL, upper: 1, step: 100 } },
  };
  expect(rulesWords(form)).toBe('tv fixed, print bounded and in steps, at most 1 channel changed');
  expect(groupsWords(form)).toBe('2 groups: online, unnamed');
  expect(periodWords(form)).toContain('money counts over 13 periods');
  expect(assumptionWords(form)).toBe('decided over the chosen model alone; long run of a steady spend');
});

test('a budget of the frontier is whole, but never beyond what can be placed', () => {
  expect(wholeBudget(1234.56, 1, 1000, 2000)).toBe(1235);
  expect(wholeBudget(1999.7, 1, 1000, 1999.7)).toBe(1999.7);
  expect(wholeBudget(100.2, 13, 50, 200)).toBe(1303);
  expect(periodsAsked({ per: 'dates' }, 26)).toBe(26);
  expect(periodsAsked({}, 26)).toBe(1);
});
