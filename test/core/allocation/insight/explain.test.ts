import { describe, expect, it } from 'vitest';
import { slopeAt } from '../../../../core/allocation/curve.ts';
import { explain } from '../../../../core/allocation/insight/explain.ts';
import type { Allocation, AllocationProblem, Limit } from '../../../../core/allocation/problem.ts';
import { allocate } from '../../../../core/allocation/solve.ts';
import { channel, randomChannels, seeded, withBudgetShare } from '../problems.ts';

/**
 * Concave curves β·s/(s + 100) with slope 100·β/(s + 100)². Best split of 250: 300² : 150² = 3600 : 900, so 200 and 50, both
 * with slope 4; at today's 100 and 150 the slopes are 360,000/200² = 9 and 90,000/250² = 1.44.
 */
const two: AllocationProblem = {
  channels: [
    channel({ name: 'tv', coefficient: 3600, alpha: 1, inflexion: 100, spend: 100, lower: 0, upper: 5 }),
    channel({ name: 'radio', coefficient: 900, alpha: 1, inflexion: 100, spend: 150, lower: 0, upper: 5 }),
  ],
  scenario: { kind: 'max_response', budget: 250 },
};
const told = (problem: AllocationProblem, allocation = allocate(problem), options = { currency: 'EUR' }) =>
  Object.fromEntries(explain(problem, allocation, options).map(({ channel: name, sentence }) => [name, sentence]));
const bounded = (name: string, values: object): AllocationProblem => ({ ...two, channels: two.channels.map((item) => (item.name === name ? { ...item, ...values } : item)) });

describe('explanations', () => {
  it('set the return today against that of the last unit elsewhere', () => {
    const { tv, radio } = told(two);
    expect(tv).toContain('tv goes from €100 to €200 (+100 %): its next EUR returns 9');
    expect(tv).toContain('today, more than the 4.00 that the last EUR of the budget returns elsewhere; at €200 the two are equal.');
    expect(radio).toContain('radio goes from €150 to €50 (−67 %): its last EUR returns 1.44 today, less than the 4.00');
  });

  it('speak of cost for conversions', () => {
    const [tv] = explain(two, allocate(two), { responseKind: 'conversion', currency: 'EUR' });
    // 1/9 and 1/4 of a unit of money per conversion.
    expect(tv?.sentence).toContain('its next conversion costs €0.111 today, less than the €0.25 that the last conversion bought with the budget costs elsewhere');
  });

  it('say which bound holds a channel and what it is worth', () => {
    // tv at its ceiling of 150: slope 360,000/250² = 5.76; radio gets 100 with 90,000/200² = 2.25: a difference of 3.51.
    const { tv } = told(bounded('tv', { upper: 1.5 }));
    expect(tv).toContain('its ceiling holds it there, where the next still returns 5.76: one more EUR allowed would bring 3.51 more.');
    // radio at its floor of 75: slope 90,000/175² = 2.94; tv gets 175 with 360,000/275² = 4.76.
    expect(told(bounded('radio', { lower: 0.5 })).radio).toContain('its floor holds it there, where the last returns 2.94: one EUR less would bring 1.82 more elsewhere.');
  });

  it('say why a channel without effect stays', () => {
    expect(told(bounded('radio', { coefficient: 0 })).radio).toBe('radio stays at €150: it has no effect in this model, so its money is left where it is.');
  });

  it('speak of the whole step where the curve bends up', () => {
    // S-shaped and far below its bend today: the next unit brings next to nothing, the step a lot.
    const problem: AllocationProblem = {
      channels: [channel({ name: 'late', coefficient: 1000, alpha: 4, inflexion: 50, spend: 5, lower: 0, upper: 20 }), channel({ name: 'steady', coefficient: 50, alpha: 1, inflexion: 100, spend: 95, lower: 0, upper: 5 })],
      scenario: { kind: 'max_response', budget: 250 },
    };
    const allocation = allocate(problem);
    const { late } = told(problem, allocation);
    const average = ((allocation.response['late'] ?? NaN) - (allocation.initial.response['late'] ?? NaN)) / ((allocation.spend['late'] ?? NaN) - 5);
    expect(late).toContain(`the curve bends up first: on average over the step each EUR returns ${average.toFixed(2)}, more than`);
  });

  it('hold a channel against the hurdle that was asked for', () => {
    // Slope 2 in tv: √(360,000/2) − 100 = 324.26; radio's slope is 1.44 today and 2 at √(90,000/2) − 100 = 112.13.
    const hurdle: AllocationProblem = { ...two, scenario: { kind: 'hurdle', hurdle: 2 } };
    const { tv, radio } = told(hurdle, allocate(hurdle));
    expect(tv).toContain('more than the 2.00 that is asked of the last EUR; at €324.26 the two are equal.');
    expect(radio).toContain('radio goes from €150 to €112.13 (−25 %): its last EUR returns 1.44 today, less than the 2.00 that is asked of the last EUR');
  });

  it('hold the members of a group at its limit against each other', () => {
    // 160 for tv and web together, two to one as above: 100 + tv = 2·(100 + web), so 140 and 20 with slope 6.25; radio has the other 140.
    const grouped: AllocationProblem = {
      channels: [...two.channels, channel({ name: 'web', coefficient: 900, alpha: 1, inflexion: 100, spend: 50, lower: 0, upper: 5 })],
      scenario: { kind: 'max_response', budget: 300 }, groups: [{ name: 'screens', channels: ['tv', 'web'], unit: 'money', upper: 160 }],
    };
    const { tv, web } = told(grouped);
    expect(tv).toContain('tv goes from €100 to €140 (+40 %): its next EUR returns 9.00 today, more than the 6.25 that the last EUR within "screens" returns; at €140 the two are equal; the limit of "screens" holds them there: moved by one EUR it would bring');
    expect(web).toContain('web goes from €50 to €20 (−60 %): its last EUR returns 4.00 today, less than the 6.25');
  });

  it('name what the allocation says holds a channel', () => {
    const allocation = allocate(two);
    const held = (limit: Limit): Allocation => ({ ...allocation, spend: { tv: 100, radio: 150 }, marginalResponse: { tv: 9, radio: 4 }, limits: { tv: limit } });
    const groups: AllocationProblem = { ...two, groups: [{ name: 'screens', channels: ['tv'], unit: 'money', upper: 100 }] };
    expect(told(two, held('fixed')).tv).toContain('tv stays at €100: it is fixed; left free it would get more');
    expect(told({ ...two, maxChanged: 1 }, held('unchanged')).tv).toContain('no more than 1 channels may change');
    expect(told(groups, held('group')).tv).toContain('the limit of "screens" holds them there');
    expect(told(two, { ...held('off'), spend: { tv: 0, radio: 250 } }).tv).toContain('tv is switched off (€100 today)');
  });

  it('say nothing of an allocation there is not, and little of one set by hand', () => {
    expect(explain({ ...two, scenario: { kind: 'max_response', budget: 1e9 } }, allocate({ ...two, scenario: { kind: 'max_response', budget: 1e9 } }))).toEqual([]);
    const allocation = allocate(two);
    expect(told({ ...two, scenario: { kind: 'given', spend: allocation.spend } }, allocation).tv).toContain('set by hand; its next EUR returns 4.00 there.');
  });

  it.each([1, 2, 3, 4])('have the figures of the allocation, random problem %d', (seed) => {
    const problem = withBudgetShare(randomChannels(seeded(seed), 6), 0.4);
    const allocation = allocate(problem);
    for (const { channel: name, direction } of explain(problem, allocation)) {
      const item = problem.channels.find((own) => own.name === name) ?? channel({ name });
      const [today, now] = [item.spend, allocation.spend[name] ?? NaN];
      expect(direction).toBe(Math.abs(now - today) <= 5e-4 * Math.max(now, today) ? 'same' : now > today ? 'up' : 'down');
      expect(allocation.marginalResponse[name]).toBe(slopeAt(item, now));
    }
  });
});

describe('agreement', () => {
  const curves = (tv: number, radio: number) => ({
    tv: { coefficient: tv, alpha: 1, inflexion: 100, carryover: 0 }, radio: { coefficient: radio, alpha: 1, inflexion: 100, carryover: 0 },
  });
  const models = [{ id: 'a', curves: curves(3600, 900) }, { id: 'b', curves: curves(2500, 900) }, { id: 'c', curves: curves(100, 900) }];

  it('is the weight of the models whose own best moves it the same way', () => {
    const allocation = allocate(two);
    const explained = explain({ ...two, models }, allocation);
    expect(explained.map(({ agreement }) => agreement)).toEqual([2 / 3, 2 / 3]);
    expect(explained[0]?.sentence).toContain('2 of 3 models move it the same way when each decides alone.');
    const weighted = explain({ ...two, models: models.map((model) => ({ ...model, weight: model.id === 'c' ? 2 : 1 })) }, allocation);
    expect(weighted[0]?.agreement).toBe(0.5);
    expect(weighted[0]?.sentence).toContain('Models with 50 % of the weight');
    expect(explain(two, allocation)[0]?.agreement).toBeNull();
  });
});
