import { expect, it } from 'vitest';
import type { PreparedData } from '../../../../core/model/prepared.ts';
import { defaultTuning } from '../../../../core/spec/defaults.ts';
import type { TrialResult } from '../../../../core/tuning/trial-result.ts';
import type { EnginePool } from '../../../../electron/backend/runs/engine-pool.ts';
import { runTrials } from '../../../../electron/backend/runs/tuning.ts';

const trialOf = (iterations: number, ended: TrialResult['ended']): TrialResult =>
  ({ trial: 1, iterations, width: 1, values: Float64Array.from({ length: iterations }, (_, i) => i), ended });

/** What one trial, stopped before with 5 candidates, has come to when the engine gives `result`. */
async function goOn(result: TrialResult): Promise<{ kept: TrialResult[]; saved: TrialResult[]; complete: boolean }> {
  const saved: TrialResult[] = [];
  const pool: EnginePool = {
    size: 1,
    // One task is run here, and this is its result.
    run: () => Promise.resolve(result as never),
    warm: () => undefined, close: () => undefined,
  };
  const { trials, complete } = await runTrials({
    pool, data: { key: 'r', prepared: {} as PreparedData }, tuning: { ...defaultTuning(), trials: 1, iterations: 9 }, done: [trialOf(5, 'stopped')],
    onTrial: (each) => saved.push(each), onProgress: () => undefined, signal: new AbortController().signal, draining: () => false,
  });
  return { kept: trials, saved, complete };
}

it('a trial that is stopped again while it goes over what it had come to loses nothing', async () => {
  expect(await goOn(trialOf(3, 'stopped'))).toEqual({ kept: [trialOf(5, 'stopped')], saved: [], complete: false });
});

it('a trial that was stopped gives way to what it goes on to', async () => {
  expect(await goOn(trialOf(7, 'stopped'))).toEqual({ kept: [trialOf(7, 'stopped')], saved: [trialOf(7, 'stopped')], complete: false });
  expect(await goOn(trialOf(9, 'iterations'))).toEqual({ kept: [trialOf(9, 'iterations')], saved: [trialOf(9, 'iterations')], complete: true });
});
