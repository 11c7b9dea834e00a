import { z } from 'zod';

/**
 * What works in the background of runs: recovery checks, comparisons of methods. queued → running → finished. `stopped`: the
 * user ended it; `interrupted`: the app ended. Both can go on, and so can `failed`.
 */
export const jobStateSchema = z.enum(['queued', 'running', 'finished', 'stopped', 'interrupted', 'failed']);
export type JobState = z.infer<typeof jobStateSchema>;

/** Still going to change by itself. */
export function isAtWork(state: JobState): boolean {
  return state === 'queued' || state === 'running';
}
