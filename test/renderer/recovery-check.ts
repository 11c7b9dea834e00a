import type { Recovery } from '../../electron/contract/recovery.ts';

export function aCheck(changes: Partial<Recovery> = {}): Recovery {
  return {
    id: 'c1', projectId: 'p1', runId: null, runNumber: null, modelId: null, options: { replicates: 4, trials: 2, iterations: 60, seed: 1, noise: ['low'] },
    state: 'running', replicatesDone: 1, seconds: 2, createdAt: 1, endedAt: null, error: null, verdict: null, ...changes,
  };
}
