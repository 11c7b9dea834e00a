import { MixwrightError } from '../../core/errors.ts';
import type { WorkProgress } from '../contract/allocation.ts';

/** Long calls by the caller's name for them: they tell their progress and can be ended. */
export interface Work {
  /** Rejects with WORK_NAME when something of this name is under way. */
  start<T>(requestId: string, run: (signal: AbortSignal, onProgress: (permille: number, points: Float64Array) => void) => Promise<T>): Promise<T>;
  cancel(requestId: string): void;
  close(): void;
}

export function createWork(emit: (progress: WorkProgress) => void, now: () => number): Work {
  const active = new Map<string, AbortController>();
  return {
    async start(requestId, run) {
      if (active.has(requestId)) throw new MixwrightError('WORK_NAME', 'A calculation of this name is under way. Wait for it, or stop it.');
      const stop = new AbortController();
      active.set(requestId, stop);
      const startedAt = now();
      try {
        return await run(stop.signal, (permille, [gap = NaN]) => {
          const share = permille / 1000;
          const seconds = (now() - startedAt) / 1000;
          emit({ requestId, share, gap: Number.isNaN(gap) ? null : gap, secondsLeft: share > 0 ? (seconds * (1 - share)) / share : null });
        });
      } finally {
        active.delete(requestId);
      }
    },
    cancel: (requestId) => active.get(requestId)?.abort(),
    close() {
      for (const stop of active.values()) stop.abort();
    },
  };
}
