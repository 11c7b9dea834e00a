import { describe, expect, it } from 'vitest';
import { kindsInWords, rssdInWords, searchInWords, sharesInWords } from '../../../core/report/choice-words.ts';
import { createFormat } from '../../../core/report/format.ts';
import { searchSpread } from '../../../core/selection/search-spread.ts';
import type { ChannelSpread } from '../../../core/selection/spread.ts';

const format = createFormat('en', 'EUR');
const spread = (channel: string, means: number[], within: number, between: number): ChannelSpread =>
  ({ channel, count: 20, mean: 1, means, within, between, shareBetween: between ** 2 / (within ** 2 + between ** 2) });

describe('words on the choice of a model', () => {
  // Search differs more, but tv holds ninety times the money.
  const channels = [spread('search', [1, 9], 3, 4), spread('tv', [2.9, 1.2], 1, 1)];
  const share = { tv: 0.9, search: 0.01 };

  it('name the kinds and where they differ most, weighed by spend', () => {
    expect(kindsInWords(channels, share, [0.05, 0.054], 'ROAS', format)).toBe('Two kinds of models fit about equally well: they differ most in tv (ROAS 1.20 against 2.90).');
    const three = [spread('tv', [3, 1, 2], 1, 1)];
    expect(kindsInWords(three, share, [0.05, 0.05, 0.05], 'ROAS', format)).toBe('Three kinds of models fit about equally well: they differ most in tv (ROAS 1.00, 2.00 and 3.00).');
    expect(kindsInWords(three, share, [0.05], 'ROAS', format)).toBe('All models that fit are of one kind.');
    expect(kindsInWords([], share, [], 'ROAS', format)).toBeNull();
  });

  it('do not call errors equal that are not, and name the ends of many kinds', () => {
    expect(kindsInWords([spread('tv', [3, 1, 2, 4], 1, 1)], share, [0.05, 0.08, 0.06, 0.05], 'ROAS', format)).toBe(
      'Four kinds of models come into question, with prediction errors from 0.0500 to 0.0800: they differ most in tv (ROAS from 1.00 to 4.00).');
  });

  it('say how much of the disagreement the kinds settle', () => {
    expect(sharesInWords(channels, format)).toBe('Which kind of model holds decides 64% of the disagreement about search, but only 50% of that about tv.');
    expect(sharesInWords(channels.slice(1), format)).toBe('Which kind of model holds decides 50% of the disagreement about tv.');
    expect(sharesInWords([spread('tv', [1, 1], 0, 0)], format)).toBeNull();
  });
});

it('words on the search name the channel seeds differ about', () => {
  const trial = (number: number, tv: number) => ({ trial: number, id: `${number}_1`, score: 0, roi: { tv }, lowestNrmse: number / 10 });
  const search = searchSpread([trial(1, 1), trial(2, 3)]);
  if (search === null) throw new Error('two trials have a spread');
  const words = searchInWords(search, { tv: 1 }, 'ROAS', format);
  expect(words).toContain('Each of 2 trials');
  expect(words).toContain('Seeds differ most about tv: nine in ten put its ROAS between 1.10 and 2.90.');
  expect(words).toContain('between 0.100 and 0.200');
});

it('words on decomp.RSSD name what it pulls toward and what it moves most', () => {
  const roi = (tv: number, radio: number) => ({ tv: { median: tv, lower: tv - 0.3, upper: tv + 0.5 }, radio: { median: radio, lower: radio, upper: radio } });
  const comparison = { pullsToward: 'budget' as const, with: { count: 100, nrmse: 0.1, roi: roi(1.4, 1) }, without: { count: 40, nrmse: 0.1, roi: roi(0.8, 1.1) } };
  expect(rssdInWords(comparison, { tv: 0.5, radio: 0.5 }, 'ROAS', format)).toContain(
    'decomp.RSSD pulls effects toward the present budget; judged by prediction error alone the ROAS of tv would be 0.80 (0.50 to 1.30) instead of 1.40.');
  expect(rssdInWords({ ...comparison, pullsToward: 'earlier model' }, {}, 'ROAS', format)).toContain('toward the earlier model');
});
