import type { CallError } from '../../electron/contract/result.ts';

/** `Problem` of core/ as it arrives over the bridge. */
export type ShownProblem = CallError['problems'][number];

/** A call that was answered with an error. `message` is written for the user. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly code: string;
  readonly problems: readonly ShownProblem[];

  constructor(error: CallError) {
    super(error.message);
    this.code = error.code;
    this.problems = error.problems;
  }
}

/** What to say to the user about anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
