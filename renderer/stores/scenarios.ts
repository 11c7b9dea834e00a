import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { SavedAllocation } from '../../electron/contract/allocation.ts';
import type { Request } from '../../electron/contract/calls.ts';
import { call } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';

const LONGEST_NAME = 120;

/** The saved scenarios of a project; every change reads the list anew. */
export const useScenariosStore = defineStore('scenarios', () => {
  const list = useAsync((projectId: string) => call('allocation.list', { projectId }));
  const reopened = useAsync((allocationId: string) => call('allocation.reopen', { allocationId }));

  async function changed(scenario: SavedAllocation): Promise<SavedAllocation> {
    await list.load(scenario.projectId);
    return scenario;
  }

  return {
    /** Newest first. */
    scenarios: computed(() => (list.value.value === null ? null : [...list.value.value].sort((a, b) => b.createdAt - a.createdAt))),
    error: list.error,
    load: list.load,
    reopened: reopened.value,
    reopenError: reopened.error,
    reopening: reopened.loading,
    reopen: reopened.load,
    save: async (request: Request<'allocation.save'>) => changed(await call('allocation.save', request)),
    /** Another scenario under the same name, solved anew. */
    update: async (request: Request<'allocation.update'>) => changed(await call('allocation.update', request)),
    rename: async (scenario: SavedAllocation, name: string) => changed(await call('allocation.rename', { allocationId: scenario.id, name })),
    duplicate: async (scenario: SavedAllocation) => changed(await call('allocation.duplicate', { allocationId: scenario.id, name: copyName(scenario.name, list.value.value ?? []) })),
    /** Resolves with what brings it back. */
    async remove(scenario: SavedAllocation): Promise<() => Promise<void>> {
      await call('allocation.delete', { allocationId: scenario.id });
      await changed(scenario);
      return async () => { await changed(await call('allocation.restore', { allocation: scenario })); };
    },
    exportFile: (allocationIds: string[], format: 'csv' | 'xlsx') => call('allocation.export', { allocationIds, format }),
  };
});

/** `Spring, copy`, `Spring, copy 2`: a name that none of the others has. */
export function copyName(name: string, others: readonly { name: string }[]): string {
  const stem = name.replace(/, copy( \d+)?$/, '');
  for (let copy = 1; ; copy += 1) {
    const end = copy === 1 ? ', copy' : `, copy ${copy}`;
    const candidate = `${stem.slice(0, LONGEST_NAME - end.length)}${end}`;
    if (!others.some((other) => other.name === candidate)) return candidate;
  }
}
