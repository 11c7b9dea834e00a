import { describe, expect, it } from 'vitest';
import { consensusCovers, consensusRows, consensusSentences, verdictText } from '../../../core/report/consensus-words.ts';
import type { Verdict } from '../../../core/report/consensus-words.ts';
import { createFormat } from '../../../core/report/format.ts';
import { aConsensus, CHANNELS } from './consensus.ts';

const format = createFormat('en', 'EUR');

describe('rows', () => {
  it('come by spend, with a verdict from the whole interval', () => {
    expect(consensusRows(aConsensus(), 'revenue').map(({ channel, verdict }) => [channel, verdict])).toEqual([
      ['tv', 'above'], ['search', 'between'], ['radio', 'unclear'], ['print', 'unclear'], ['outdoor', 'below'], ['idle', null],
    ]);
  });

  it('leave the consensus as it was', () => {
    const consensus = aConsensus();
    consensusRows(consensus, 'revenue');
    expect(consensus.channels.map(({ channel }) => channel)).toEqual(CHANNELS);
  });

  it.each<[string, Verdict, estimate: number, lower: number, upper: number]>([
    ['an end at break-even is not above it', 'between', 1.5, 1, 2], ['an end at break-even is not below it', 'between', 0.8, 0.6, 1],
    ['from exactly half to exactly twice is told', 'between', 1.2, 0.6, 2.4], ['wide on one side only is told', 'between', 1.2, 0.9, 9],
    ['wide on both sides is not', 'unclear', 1.2, 0.59, 2.41], ['from 0 is not', 'unclear', 1, 0, 1.1], ['wide but above is above', 'above', 4, 1.1, 20],
    ['from 0 to under break-even is below', 'below', 0.2, 0, 0.9],
  ])('%s', (_name, verdict, estimate, lower, upper) => {
    expect(consensusRows(aConsensus({ tv: { estimate, lower, upper } }), 'revenue')[0]?.verdict).toBe(verdict);
  });

  it('turn a ROAS into a cost per conversion, without end where there may be no effect', () => {
    const [tv, , , print] = consensusRows(aConsensus(), 'conversion');
    expect(tv).toMatchObject({ value: 1 / 2, interval: { lower: 1 / 2.5, upper: 1 / 1.5 }, verdict: 'between' });
    expect(print).toMatchObject({ interval: { lower: 1 / 2, upper: Infinity }, verdict: 'unclear' });
    const none = consensusRows(aConsensus({ tv: { estimate: 0, lower: 0, upper: 1 } }), 'conversion')[0];
    expect(none?.value).toBeNull();
  });
});

describe('words', () => {
  it('name the channels that pay, those that don’t and those that can’t be told', () => {
    expect(consensusSentences(aConsensus(), 'revenue', format)).toEqual([
      'Clearly above break-even (the whole interval over a ROAS of 1, margin not counted): tv.',
      'Clearly below it: outdoor.',
      'On either side of it, by these data: search.',
      'Can’t be told from these data: radio and print; their intervals reach from under half to over twice the estimate, or from no effect at all.',
      'All paid channels together bring 30% of the response (20% to 45%).',
    ]);
  });

  it('say so when there is none of a kind', () => {
    const sure = { estimate: 0.9, lower: 0.8, upper: 1.1 };
    const [first, second, third] = consensusSentences(aConsensus(Object.fromEntries(CHANNELS.map((name) => [name, sure]))), 'revenue', format);
    expect(first).toBe('No channel is clearly above break-even (its whole interval over a ROAS of 1, margin not counted).');
    expect(second).toContain('On either side');
    expect(third).toBe('No channel’s interval is so wide that nothing can be told.');
  });

  it('know no break-even for conversions', () => {
    expect(consensusSentences(aConsensus(), 'conversion', format).join(' ')).not.toMatch(/break-even|ROAS/);
    expect(verdictText('between', 'conversion')).toBe('can be told');
    expect(verdictText(null, 'revenue')).toBe('nothing was spent');
  });

  it('tell what the intervals cover and how they were made', () => {
    expect(consensusCovers(aConsensus(), format)).toBe('90 % interval, sampling and models, from 50 plausible models and 1,000 draws: covers sampling and choice of model;'
      + ' half-widths stretched by 1.45, the factor at which such intervals held the truth in 9 of 10 simulated advertisers (that of all channels together by more).');
  });
});
