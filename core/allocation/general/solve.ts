import { MixwrightError } from '../../errors.ts';
import type { Allocation, AllocationProblem } from '../problem.ts';
import { judge } from '../robust/judge.ts';
import { allocate } from '../solve.ts';

/** Problems that `allocate` hands on: several models, groups, steps, switched-off channels, targets of response, hurdles. */
export function solveGeneral({ models, objective: _, ...own }: AllocationProblem): Allocation {
  if (models === undefined) throw new MixwrightError('ALLOCATION_INPUT', `Scenarios of kind ${own.scenario.kind} with these constraints cannot be solved yet.`);
  const allocation = allocate(own);
  return { ...allocation, robust: judge({ ...own, models }, allocation.spend) };
}
