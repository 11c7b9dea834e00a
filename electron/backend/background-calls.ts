import { MixwrightError } from '../../core/errors.ts';
import { isAtWork } from '../contract/jobs.ts';
import type { JobState } from '../contract/jobs.ts';
import type { BackgroundQueue } from './runs/background-queue.ts';

/** What a kind of background job gives for its calls. */
export interface BackgroundCalls<Job extends { state: JobState }> {
  queue: BackgroundQueue;
  /** In messages: `check`. */
  word: string;
  /** Of the error when its state forbids what is asked. */
  code: string;
  /** Throws NOT_FOUND. */
  named(id: string): Job;
  setState(id: string, state: JobState): void;
  remove(id: string): void;
}

/** Stopping, going on and deleting, alike for all that works in the background. */
export function backgroundCalls<Job extends { state: JobState }>({ queue, word, code, named, setState, remove }: BackgroundCalls<Job>) {
  return {
    async cancel(id: string): Promise<Job> {
      const { state } = named(id);
      if (!isAtWork(state)) throw new MixwrightError(code, `The ${word} is ${state}; there is nothing to stop.`);
      await queue.cancel(id, 'stopped');
      return named(id);
    },
    resume(id: string): Job {
      const { state } = named(id);
      if (isAtWork(state) || state === 'finished') throw new MixwrightError(code, `The ${word} is ${state}; it cannot go on.`);
      setState(id, 'queued');
      queue.enqueue(id);
      return named(id);
    },
    async remove(id: string): Promise<{ done: true }> {
      named(id);
      await queue.cancel(id, 'interrupted');
      remove(id);
      return { done: true };
    },
  };
}
