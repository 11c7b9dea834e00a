import { MixwrightError } from '../../core/errors.ts';
import type { Problem } from '../../core/errors.ts';
import { checkSpec } from '../../core/spec/check.ts';
import { readSpec } from '../../core/spec/parse.ts';
import { readTuning } from '../../core/spec/read-tuning.ts';
import { Reader } from '../../core/spec/reader.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { StoredData } from './store/index.ts';

/** Of a table that is kept, or one just read. */
export type CheckedData = Pick<StoredData, 'table' | 'format' | 'problems' | 'sourceRows'>;

/** Everything that is wrong with a project file, by itself and against its table; null: not readable. */
export function examine(draft: unknown, data: CheckedData): { spec: Spec | null; problems: Problem[] } {
  const { spec, problems } = readSpec(draft);
  return spec === null ? { spec, problems } : { spec, problems: [...problems, ...checkSpec(spec, data)] };
}

/** The project file when a run may start on it. Throws MixwrightError with every problem otherwise. */
export function readySpec(draft: unknown, data: CheckedData): Spec {
  const { spec, problems } = examine(draft, data);
  if (spec === null || problems.some(({ severity }) => severity === 'error')) throw MixwrightError.ofProblems(problems);
  return spec;
}

/** A draft as saved by an earlier version, with the keys that have come since. What is in it stays as the user left it. */
export function completeDraft(draft: Spec): Spec {
  const filled = readTuning(new Reader(), draft.tuning);
  return { ...draft, curves: draft.curves ?? [], tuning: { ...filled, ...draft.tuning, validation: { ...filled.validation, ...draft.tuning.validation } } };
}
