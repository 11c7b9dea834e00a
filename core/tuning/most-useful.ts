import { dominates } from './dominates.ts';

/**
 * At most `limit` of the observations, in their order: half of them the best, those that the fewest others dominate, and
 * half the latest of the rest. O(n²) where there are more than the limit.
 */
export function mostUseful<T extends { losses: Float64Array }>(observations: readonly T[], limit: number): T[] {
  if (observations.length <= limit) return [...observations];
  const dominators = observations.map(({ losses }) => observations.reduce((count, other) => count + (dominates(other.losses, losses) ? 1 : 0), 0));
  const ranked = observations.map((_, i) => i).sort((a, b) => (dominators[a] as number) - (dominators[b] as number) || b - a);
  const best = Math.ceil(limit / 2);
  const latest = ranked.slice(best).sort((a, b) => b - a).slice(0, limit - best);
  return [...ranked.slice(0, best), ...latest].sort((a, b) => a - b).map((i) => observations[i] as T);
}
