import { expect, it } from 'vitest';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { consensusOf } from '../../../core/uncertainty/consensus.ts';
import { modelIntervals } from '../../../core/uncertainty/intervals.ts';
import { golden, loadWeekly } from '../../fixtures/weekly.ts';

it('a channel that may only lessen the response has intervals below 0 that hold its figures', () => {
  const { prepared } = loadWeekly('geometric', (spec) => {
    for (const channel of spec.channels) if (channel.name === 'print' || channel.name === 'tv') channel.sign = 'negative';
    spec.tuning.ridge = 'zero';
  });
  // What tv did is turned round, so that it has an effect to find.
  const tv = prepared.media.find(({ name }) => name === 'tv')?.term ?? 0;
  prepared.columns.subarray(tv * prepared.rows, (tv + 1) * prepared.rows).forEach((spend, t) => {
    prepared.response[t] = (prepared.response[t] as number) - 8 * spend;
  });
  const [params = {}] = golden<{ adstock: string; params: CandidateParameters }[]>('models.json')
    .filter(({ adstock }) => adstock === 'geometric').map((model) => ({ ...model.params, lambda: 0.0001 }));
  const { channels } = consensusOf(prepared, [params], 1);
  const said = channels.find(({ channel }) => channel === 'tv')?.roas;
  expect(said?.estimate).toBeLessThan(0);
  expect(said?.lower).toBeLessThanOrEqual(said?.estimate ?? NaN);
  expect(said?.upper).toBeGreaterThanOrEqual(said?.estimate ?? NaN);
  const { roas } = modelIntervals(prepared, params, { seed: 1, resamples: 100 });
  expect(roas['tv']?.lower).toBeLessThan(0);
  expect(roas['tv']?.upper).toBeLessThan(1); // stretched, it may pass 0, but tv cannot be taken to pay
});
