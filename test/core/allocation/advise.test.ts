import { describe, expect, it } from 'vitest';
import { advise } from '../../../core/allocation/advise.ts';
import { askedProblem } from '../../../core/allocation/asked.ts';
import type { DecisionModels } from '../../../core/allocation/asked.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { golden, loadWeekly } from '../../fixtures/weekly.ts';

const { prepared } = loadWeekly('geometric');
const candidates = golden<{ adstock: string; params: CandidateParameters }[]>('models.json')
  .filter(({ adstock }) => adstock === 'geometric').slice(0, 3).map(({ params }, i) => ({ id: `1_${i + 1}`, params }));
const [chosen = { id: '', params: {} }] = candidates;
const set: DecisionModels = { kind: 'representatives', objective: { kind: 'mean' }, candidates, note: '3 cluster representatives of run 1' };
const scenario = { scenario: { kind: 'max_response' as const } };

describe('a suggestion over several models', () => {
  const advice = advise(prepared, chosen, set, scenario, 5);

  it('says what the set is, what each model gains and what the chosen one thinks of it', () => {
    expect(advice.basis).toBe('robust');
    expect(advice.modelSet).toEqual({ kind: 'representatives', models: 3, note: '3 cluster representatives of run 1' });
    expect(advice.allocation.robust?.models.map(({ id }) => id)).toEqual(['1_1', '1_2', '1_3']);
    // The chosen model is one of the set here: it says the same in both places.
    expect(advice.chosen?.gain).toBeCloseTo(advice.allocation.robust?.models[0]?.gain ?? NaN, 6);
    expect(advice.own?.allocation.robust?.models).toHaveLength(3);
  });

  it('has an interval that covers what the models disagree in, reaches to their mean and is the same every time', () => {
    const { gain, allocation } = advice;
    expect(gain?.covers).toBe('sampling and models');
    const mean = allocation.robust?.mean ?? NaN;
    expect(gain?.gain.lower).toBeLessThanOrEqual(mean + 1e-9 * Math.abs(mean));
    expect(gain?.gain.upper).toBeGreaterThanOrEqual(mean - 1e-9 * Math.abs(mean));
    expect(advise(prepared, chosen, set, scenario, 5).gain).toEqual(gain);
    expect(advise(prepared, chosen, set, scenario, 6).gain).not.toEqual(gain);
  });
});

it('takes resamples as models of their own, and their gains as the draws', () => {
  const draws: DecisionModels = { ...set, kind: 'draws', draws: { perModel: 4, seed: 2 } };
  const { problem } = askedProblem(prepared, chosen, draws, scenario);
  expect(problem.models).toHaveLength(12);
  expect(problem.models?.[0]?.id).toBe('1_1/1');
  expect(advise(prepared, chosen, draws, scenario, 5).gain).toEqual(advise(prepared, chosen, draws, scenario, 6).gain);
});

it('is decided by the chosen model alone where a set is empty, and says why', () => {
  const advice = advise(prepared, chosen, { ...set, candidates: [], note: 'Too few.' }, scenario, 5);
  expect(advice).toMatchObject({ basis: 'model', modelSet: { kind: 'model', models: 1, note: 'Too few.' }, own: null });
  expect(advice.chosen).toBeUndefined();
  expect(advice.gain?.covers).toBe('sampling');
});
