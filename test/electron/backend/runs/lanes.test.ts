import { describe, expect, it } from 'vitest';
import { MixwrightError } from '../../../../core/errors.ts';
import { runLanes } from '../../../../electron/backend/runs/lanes.ts';

const never = new AbortController().signal;
/** Rejects when it is ended, as the job of an engine does. */
const untilEnded = (signal: AbortSignal): Promise<undefined> => {
  const { promise, reject } = Promise.withResolvers<undefined>();
  signal.addEventListener('abort', () => reject(new MixwrightError('CANCELLED', 'Cancelled.')), { once: true });
  return promise;
};

describe('lanes', () => {
  it('do every piece once, in order, so many at a time', async () => {
    const begun: number[] = [];
    let [inFlight, most] = [0, 0];
    await runLanes({
      pieces: [1, 2, 3, 4, 5], lanes: 2, signal: never,
      async work(piece) {
        begun.push(piece);
        most = Math.max(most, ++inFlight);
        await Promise.resolve();
        inFlight--;
      },
    });
    expect(begun).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('when drained, finish what is in flight and begin nothing', async () => {
    const done: number[] = [];
    await expect(runLanes({
      pieces: [1, 2, 3], lanes: 1, signal: never, draining: () => done.length > 0,
      work(piece) {
        done.push(piece);
        return Promise.resolve();
      },
    })).resolves.toEqual({ timeUp: false });
    expect(done).toEqual([1]);
  });

  it('stopped, tell what went wrong otherwise, such as that nothing could be saved', async () => {
    const stop = new AbortController();
    await expect(runLanes({
      pieces: [1], lanes: 1, signal: stop.signal,
      async work() {
        stop.abort();
        await Promise.reject(new MixwrightError('STORE_FULL', 'The disk is full.'));
      },
    })).rejects.toThrow('The disk is full.');
  });

  it('stopped, wait for what is in flight; that it was cancelled is no error', async () => {
    const stop = new AbortController();
    let settled = 0;
    await runLanes({
      pieces: [1, 2, 3], lanes: 2, signal: stop.signal,
      async work(piece, signal) {
        if (piece === 2) queueMicrotask(() => stop.abort());
        await untilEnded(signal).finally(() => settled++);
      },
    });
    expect(settled).toBe(2);
  });

  it('end with the first error, and end the others', async () => {
    const ended: number[] = [];
    await expect(runLanes({
      pieces: [1, 2, 3], lanes: 2, signal: never,
      async work(piece, signal) {
        if (piece === 2) throw new Error('broken');
        await untilEnded(signal).finally(() => ended.push(piece));
      },
    })).rejects.toThrow('broken');
    expect(ended).toEqual([1]);
  });

  it('end when the time is up', async () => {
    await expect(runLanes({ pieces: [1, 2], lanes: 1, signal: never, secondsMost: 0, async work(_, signal) { await untilEnded(signal); } }))
      .resolves.toEqual({ timeUp: true });
  });
});
