import type { Allocation } from '../../core/allocation/problem.ts';
import type { SavedAllocation } from '../../electron/contract/allocation.ts';

/** Spend and response today and as suggested; two channels. */
export function anAllocation(changes: Partial<Allocation> = {}): Allocation {
  return {
    spend: { tv: 60, radio: 40 }, response: { tv: 150, radio: 70 }, marginalResponse: { tv: 1, radio: 1 },
    initial: { spend: { tv: 50, radio: 50 }, response: { tv: 120, radio: 80 } },
    total: { spend: 100, response: 220, initialSpend: 100, initialResponse: 200 },
    upperBound: 220, gap: 0, status: 'optimal', notes: [], ...changes,
  };
}

export function aScenario(changes: Partial<SavedAllocation> = {}): SavedAllocation {
  return {
    id: 's1', projectId: 'p1', runId: 'r1', runNumber: 1, modelId: '1_1', name: 'Spring', createdAt: 1,
    scenario: { scenario: { kind: 'max_response' } }, allocation: anAllocation(), detail: null, ...changes,
  };
}
