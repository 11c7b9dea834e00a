import { expect, it } from 'vitest';
import { questionOf, verdictWords } from '../../../../renderer/pages/experiments/words.ts';
import { aRanking, anAdvice } from '../../experiment-ranking.ts';

const text = (value: number): string => `€${value}`;

it('names the study that helps most', () => {
  expect(verdictWords(aRanking(), text)).toBe('A study of tv would help the budget most: deciding after it is worth €400 over 52 weeks. Knowing for certain which of the 20 models is right would be worth €1000.');
});

it('says when none is worth it, and when there is nothing to tell apart', () => {
  expect(verdictWords(aRanking({ channels: [anAdvice({ design: null })] }), text)).toMatch(/^No study is worth its cost.*would bring €1000 over 52 weeks/);
  expect(verdictWords(aRanking({ models: 1 }), text)).toMatch(/^One model alone/);
});

it('asks for the decision of a saved scenario, but not for its plan, over the models chosen here', () => {
  expect(questionOf(null, 'plausible')).toEqual({ scenario: { kind: 'max_response' } });
  const saved = { scenario: { kind: 'max_response' as const, budget: 9 }, robust: null, plan: { periods: 4 }, bounds: { tv: [0, 1] as [number, number] } };
  expect(questionOf(saved, 'plausible')).toEqual({ scenario: { kind: 'max_response', budget: 9 }, bounds: { tv: [0, 1] } });
  expect(questionOf(saved, 'draws').robust).toEqual({ models: 'draws', objective: { kind: 'mean' } });
  expect(saved.plan).toEqual({ periods: 4 });
});
