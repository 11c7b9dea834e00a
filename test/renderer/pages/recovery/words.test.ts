import { expect, it } from 'vitest';
import { expectedSeconds, truthOf } from '../../../../renderer/pages/recovery/words.ts';
import { aCheck } from '../../recovery-check.ts';

const asked = { replicates: 20, trials: 5, iterations: 400 };
const run = { problems: [], ready: true, rows: 1, terms: 1, parameters: 1, evaluations: 20_000, seconds: 10 };

it('expects the pace of the newest check that got somewhere', () => {
  const checks = [
    aCheck({ replicatesDone: 0, seconds: 3 }),
    aCheck({ replicatesDone: 4, seconds: 8, options: { replicates: 10, trials: 5, iterations: 200, seed: 1, noise: ['low'] } }),
  ];
  // 2 s for a replicate of 1,000 candidates; 20 replicates of 2,000.
  expect(expectedSeconds(asked, checks, run)).toBe(80);
});

it('expects the pace of the runs and a second per replicate before any check, and nothing without either', () => {
  expect(expectedSeconds(asked, [], run)).toBe(20 + 20);
  expect(expectedSeconds(asked, [], { ...run, evaluations: 0 })).toBeNull();
  expect(expectedSeconds(asked, [], null)).toBeNull();
});

it('says where the effects are from', () => {
  expect(truthOf(aCheck())).toBe('Effects drawn anew');
  expect(truthOf(aCheck({ runNumber: 3, modelId: '1_2' }))).toBe('Run 3, model 1_2');
});
