import type { Problem } from '../../core/errors.ts';
import type { CallError } from '../../electron/contract/result.ts';

/** A call that was answered with an error. `message` is written for the user. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(error: CallError) {
    super(error.message);
    this.code = error.code;
    this.problems = error.problems.map(asProblem);
  }
}

/** What to say to the user about anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The parsed schema allows `undefined` where `Problem` wants the key to be absent. */
export function asProblem(problem: CallError['problems'][number]): Problem {
  const { code, severity, message, mend, row, column, key } = problem;
  return {
    code, severity, message, mend,
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
    ...(key === undefined ? {} : { key }),
  };
}
