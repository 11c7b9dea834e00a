import type { RouteLocationRaw } from 'vue-router';
import type { SavedAllocation } from '../../../electron/contract/allocation.ts';

/** Side by side; more is not read any more. */
export const MOST_COMPARED = 6;

/** Where a saved scenario is worked on: plans on their own page. */
export function placeOf({ id, projectId, runId, modelId, scenario }: SavedAllocation): RouteLocationRaw {
  return { name: scenario.plan === undefined ? 'allocation' : 'plan', params: { projectId, runId, modelId }, query: { scenario: id } };
}

/** Ids of an address' query, each once. */
export function idsOf(query: unknown): string[] {
  return typeof query === 'string' ? [...new Set(query.split(',').filter((id) => id !== ''))] : [];
}
