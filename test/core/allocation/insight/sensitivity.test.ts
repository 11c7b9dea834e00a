import { describe, expect, it } from 'vitest';
import { sensitivityOf } from '../../../../core/allocation/insight/sensitivity.ts';
import type { AllocationProblem } from '../../../../core/allocation/problem.ts';
import { allocate } from '../../../../core/allocation/solve.ts';
import { channel, randomChannels, seeded, sum, withBudgetShare } from '../problems.ts';

/** Best split where (100 + tv)² : (100 + radio)² = 3600 : 900, so 100 + tv = 2·(100 + radio). */
const two: AllocationProblem = {
  channels: [
    channel({ name: 'tv', coefficient: 3600, alpha: 1, inflexion: 100, spend: 100, lower: 0, upper: 5 }),
    channel({ name: 'radio', coefficient: 900, alpha: 1, inflexion: 100, spend: 150, lower: 0, upper: 5 }),
  ],
  scenario: { kind: 'max_response', budget: 250 },
};
const rowsOf = (problem: AllocationProblem) => sensitivityOf(problem, allocate(problem), { currency: 'EUR' });

describe('sensitivity', () => {
  const rows = rowsOf(two);
  const row = (assumption: string, change: string) => rows.find((item) => item.assumption === assumption && item.change.includes(change));

  it('solves each changed assumption again', () => {
    // 225: 100 + tv = 2/3·425, so tv 183.3 and radio 41.7: 16.7 and 8.3 less than 200 and 50.
    const less = row('Budget', '−10 %');
    expect(less?.spend['tv']).toBeCloseTo(550 / 3, 6);
    expect(less?.moved).toBeCloseTo(12.5, 6);
    expect(less?.difference).toBeLessThan(0);
    // Effect of tv +20 %: 100 + tv = √(4320/900)·(100 + radio) = 2.1909·(450 − (100 + tv)), so tv = 208.97.
    const ratio = Math.sqrt(4320 / 900);
    const tv = (450 * ratio) / (1 + ratio) - 100;
    expect(row('Effect of tv', '+20 %')?.spend['tv']).toBeCloseTo(tv, 6);
    expect(row('Effect of tv', '+20 %')?.moved).toBeCloseTo(tv - 200, 6);
    // Both judged with tv's effect at 4320: β·s/(s + 100) at the new split and at 200 and 50.
    const value = (a: number): number => (4320 * a) / (a + 100) + (900 * (250 - a)) / (350 - a);
    expect(row('Effect of tv', '+20 %')?.difference).toBeCloseTo(value(tv) - value(200), 6);
    // Half of 0..5 around 1: radio may not go under 75, 25 above its best.
    expect(row('Bounds', 'half')?.moved).toBeCloseTo(25, 6);
  });

  it('has the rows that move most money first', () => {
    expect(rows.map(({ moved }) => moved)).toEqual(rows.map(({ moved }) => moved).sort((a, b) => b - a));
    expect(rows.length).toBeLessThanOrEqual(15);
  });

  it('lifts what binds', () => {
    const bounded: AllocationProblem = { ...two, channels: two.channels.map((item) => (item.name === 'tv' ? { ...item, upper: 1.5 } : item)) };
    const allocation = { ...allocate(bounded), limits: { tv: 'ceiling' as const } };
    const freed = sensitivityOf(bounded, allocation).find(({ assumption }) => assumption === 'tv: most spend');
    expect(freed?.spend['tv']).toBeCloseTo(200, 6);
    expect(freed?.moved).toBeCloseTo(50, 6);
    expect(freed?.difference).toBeGreaterThan(0);
  });

  it('says what cannot be met, and nothing of what was not sought', () => {
    const tight: AllocationProblem = { ...two, scenario: { kind: 'max_response', budget: 1200 } };
    const cut = rowsOf(tight).find(({ assumption, change }) => assumption === 'Bounds' && change.startsWith('half'));
    expect(cut?.status).toBe('infeasible');
    expect(sensitivityOf({ ...two, scenario: { kind: 'given', spend: {} } }, allocate(two))).toEqual([]);
    expect(rowsOf({ ...two, scenario: { kind: 'max_response', budget: 1e9 } })).toEqual([]);
  });

  it('shows the single models that differ most', () => {
    const curves = (tv: number) => ({ tv: { coefficient: tv, alpha: 1, inflexion: 100, carryover: 0 }, radio: { coefficient: 900, alpha: 1, inflexion: 100, carryover: 0 } });
    const models = [3600, 3500, 900, 100, 14400].map((tv) => ({ id: String(tv), curves: curves(tv) }));
    const problem: AllocationProblem = { ...two, models };
    const alone = sensitivityOf(problem, allocate(two)).filter(({ assumption }) => assumption === 'Models');
    // Alone they give tv 200, 198.7, 125, 12.5 and 250: the last three move most.
    expect(alone.map(({ change }) => change).sort()).toEqual(['model 100 alone', 'model 14400 alone', 'model 900 alone']);
  });

  it.each([1, 2])('keeps to each changed problem, random problem %d', (seed) => {
    const problem = withBudgetShare(randomChannels(seeded(seed), 5), 0.4);
    for (const { spend, status, moved, response } of rowsOf(problem)) {
      expect(status === 'infeasible' || sum(Object.values(spend)) > 0).toBe(true);
      expect(moved).toBeGreaterThanOrEqual(0);
      expect(response).toBeGreaterThan(0);
    }
  });
});
