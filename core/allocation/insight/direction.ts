import type { ChannelExplanation } from './explanation.ts';

/** A change of less than this share of the larger spend is none; as reports round. */
const UNCHANGED = 5e-4;

export function directionOf(before: number, after: number): ChannelExplanation['direction'] {
  if (Math.abs(after - before) <= UNCHANGED * Math.max(before, after)) return 'same';
  return after > before ? 'up' : 'down';
}
