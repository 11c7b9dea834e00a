import { describe, expect, it } from 'vitest';
import { judge } from '../../../../core/allocation/robust/judge.ts';
import { allocate } from '../../../../core/allocation/solve.ts';
import { randomModels, splitByHand } from './problems.ts';

describe('what each model thinks of a spend', () => {
  it('holds it against the model\'s own optimum, counted by hand', () => {
    const { models, ...all } = judge(splitByHand({ kind: 'mean' }), { a: 200, b: 100 });
    // Model 1 has 100 now and at best the 110 there is; model 2 has 74 now, which is its best, and would have 73.
    expect(models).toMatchObject([{ id: '1', weight: 0.5 }, { id: '2', weight: 0.5 }]);
    expect(models.map(({ response }) => response)).toEqual([expect.closeTo(110, 9), expect.closeTo(73, 9)]);
    expect(models.map(({ best }) => best)).toEqual([expect.closeTo(110, 9), expect.closeTo(74, 9)]);
    expect(models.map(({ regret }) => regret)).toEqual([expect.closeTo(0, 9), expect.closeTo(1, 9)]);
    expect(models.map(({ share }) => share)).toEqual([expect.closeTo(0.1, 9), expect.closeTo(-1 / 74, 9)]);
    expect(all.mean).toBeCloseTo(4.5, 9);
    expect(all.worst).toBeCloseTo(-1, 9);
    expect(all.probabilityOfGain).toBe(0.5);
  });

  it('has no regret below 0 and a bound no lower than the best, for today\'s spend, a suggestion and one by hand', () => {
    const problem = randomModels(9, 5, 6, { kind: 'mean' });
    const today = Object.fromEntries(problem.channels.map(({ name, spend }) => [name, spend]));
    const byHand = { ...today, 'channel 0': 0, 'channel 1': 100 };
    for (const spend of [today, allocate(problem).spend, byHand]) {
      for (const { regret, best, bestBound, response } of judge(problem, spend).models) {
        expect(regret).toBeGreaterThanOrEqual(0);
        expect(best).toBeGreaterThanOrEqual(response);
        expect(bestBound).toBeGreaterThanOrEqual(best);
      }
    }
  });

  it('finds no regret where a model is alone with its own suggestion', () => {
    const { models = [], ...problem } = randomModels(4, 4, 1, { kind: 'mean' });
    const [only] = models;
    const own = allocate({ ...problem, channels: problem.channels.map((channel) => ({ ...channel, ...only?.curves[channel.name] })) });
    const [outcome] = judge({ ...problem, models }, own.spend).models;
    // Solved twice to 1e-8 of the response.
    expect(outcome?.regret).toBeLessThanOrEqual(1e-7 * (outcome?.response ?? 0));
  });

  it('lets a model take money from a channel it sees nothing in', () => {
    const curve = { coefficient: 100, alpha: 1, inflexion: 100, carryover: 0 };
    const channels = ['a', 'b'].map((name) => ({ ...curve, name, spend: 100, lower: 0, upper: 2 }));
    const models = [{ id: '1', curves: { a: curve, b: { ...curve, coefficient: 0 } } }];
    const [outcome] = judge({ channels, models, scenario: { kind: 'max_response', budget: 200 } }, { a: 100, b: 100 }).models;
    // All 200 in a: 100·2/3 instead of 50.
    expect(outcome?.best).toBeCloseTo(200 / 3, 6);
    expect(outcome?.regret).toBeCloseTo(50 / 3, 6);
  });
});
