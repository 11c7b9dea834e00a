import type { Allocation, AllocationProblem } from '../problem.ts';
import { averageMoves, channelFacts, groupPrices, priceOf } from './channel-facts.ts';
import { sentenceOf } from './explain-words.ts';
import type { ChannelExplanation } from './explanation.ts';
import { insightWords } from './words.ts';
import type { InsightOptions } from './words.ts';

/**
 * One sentence per channel: what it gets, why (its marginal return against that of the budget's last unit of money
 * elsewhere), which limit holds it and what that costs, and in how many of the models its own best moves it the same way.
 * Figures are those of `allocation` and its curves. Nothing where there is no allocation.
 */
export function explain(problem: AllocationProblem, allocation: Allocation, options: InsightOptions = {}): ChannelExplanation[] {
  if (allocation.status === 'infeasible') return [];
  const facts = channelFacts(problem, allocation);
  const models = problem.models ?? [];
  const setting = {
    words: insightWords(options), problem, price: priceOf(problem, allocation, facts), groupPrices: groupPrices(facts), averages: averageMoves(facts), models: models.length,
    isEven: models.every(({ weight }) => (weight ?? 1) === (models[0]?.weight ?? 1)),
  };
  return facts.map((own): ChannelExplanation => ({ channel: own.channel, direction: own.direction, sentence: sentenceOf(own, setting), agreement: own.agreement }));
}
