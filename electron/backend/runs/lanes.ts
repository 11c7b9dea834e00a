import { setMaxListeners } from 'node:events';
import { MixwrightError } from '../../../core/errors.ts';

/** Pieces of work that engines take one after another, as many at a time as there are lanes. */
export interface LanesJob<Piece> {
  /** Taken in this order. */
  pieces: readonly Piece[];
  lanes: number;
  /** Does one piece and keeps what comes of it; `signal` ends it early. When it rejects, everything ends with that error. */
  work: (piece: Piece, signal: AbortSignal) => Promise<void>;
  /** The user's stop, or the app's end. */
  signal: AbortSignal;
  /** True: no new piece is begun, those in flight are finished. */
  draining?: () => boolean;
  /** Seconds after which it is stopped; no limit unless given. */
  secondsMost?: number | undefined;
}

/** Longer delays are taken for none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Works until nothing is left, it is stopped or the time is up, and no piece is in flight any more. Rejects with the first error of
 * a piece; what a stop or the time ended rejects as cancelled, and that is no error.
 */
export async function runLanes<Piece>({ pieces, lanes, work, signal, draining, secondsMost }: LanesJob<Piece>): Promise<{ timeUp: boolean }> {
  const waiting = [...pieces];
  const failed = new AbortController();
  const timeUp = new AbortController();
  const timer = secondsMost === undefined ? undefined : setTimeout(() => timeUp.abort(), Math.min(secondsMost * 1000, LONGEST_TIMER_MS));
  const any = AbortSignal.any([signal, failed.signal, timeUp.signal]);
  setMaxListeners(0, any); // one listener per piece in flight

  async function lane(): Promise<void> {
    try {
      while (!any.aborted && draining?.() !== true) {
        const piece = waiting.shift();
        if (piece === undefined) return;
        await work(piece, any);
      }
    } catch (error) {
      const ended = signal.aborted || timeUp.signal.aborted;
      // Anything else is told even then: that what was done could not be saved, for one.
      if (!ended || !isEnding(error)) failed.abort(error);
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(lanes, waiting.length) }, lane));
  } finally {
    clearTimeout(timer);
  }
  if (failed.signal.aborted) throw failed.signal.reason;
  return { timeUp: timeUp.signal.aborted };
}

function isEnding(error: unknown): boolean {
  return error instanceof MixwrightError && (error.code === 'CANCELLED' || error.code === 'ENGINE_CLOSED');
}
