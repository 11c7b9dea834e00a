import type { Allocation } from '../../../../core/allocation/problem.ts';
import type { ResponseText } from '../../../composables/useResponse.ts';
import type { Format } from '../../../composables/format.ts';

/** Smaller than this share of the largest price is nothing. */
const NOTHING = 1e-6;

/** Shadow prices in sentences: the budget first, then the limits that cost most. */
export function priceSentences({ shadowPrices }: Allocation, format: Format, words: Pick<ResponseText, 'isMoney' | 'text' | 'response'>): string[] {
  if (shadowPrices === undefined) return [];
  const { budget, channels, groups } = shadowPrices;
  const bring = (price: number): string => (words.isMoney ? words.text(Math.abs(price)) : `${format.significant(Math.abs(price))} ${words.response}`);
  const one = format.money(1);
  const limits = [
    ...Object.entries(channels).map(([name, price]) => ({ name, price, what: price > 0 ? 'ceiling' : 'floor' })),
    ...Object.entries(groups).map(([name, price]) => ({ name, price, what: price > 0 ? 'most of the group' : 'least of the group' })),
  ];
  const largest = Math.max(...limits.map(({ price }) => Math.abs(price)), Math.abs(budget ?? 0));
  return [
    ...(budget === null ? [] : [`${one} more budget brings ${bring(budget)}.`]),
    ...limits.filter(({ price }) => Math.abs(price) > NOTHING * largest).sort((a, b) => Math.abs(b.price) - Math.abs(a.price))
      .map(({ name, price, what }) => `${name}, ${what}: ${one} ${price > 0 ? 'higher' : 'lower'} brings ${bring(price)} more.`),
  ];
}
