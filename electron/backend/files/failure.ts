import { describeProblem, MixwrightError } from '../../../core/errors.ts';
import { asStoreError } from '../store/errors.ts';

/** An error as a command ends with it: 2 the input is wrong, 130 cancelled, 1 our fault. */
export interface Failure {
  status: 1 | 2 | 130;
  /** Plain text, one problem a line. */
  text: string;
}

const MAX_PROBLEMS = 20;

export function describeFailure(error: unknown): Failure {
  const known = error instanceof MixwrightError ? error : asStoreError(error);
  if (known === null || known.code === 'INTERNAL') {
    return { status: 1, text: `INTERNAL: something went wrong inside Mixwright.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
  if (known.code === 'CANCELLED') return { status: 130, text: known.message };
  const wrong = known.problems.filter(({ severity }) => severity === 'error');
  const lines = wrong.slice(0, MAX_PROBLEMS).map((problem) => `${problem.code}: ${describeProblem(problem)}`);
  if (wrong.length > MAX_PROBLEMS) lines.push(`… and ${wrong.length - MAX_PROBLEMS} more.`);
  return { status: known.code.startsWith('ENGINE_') ? 1 : 2, text: lines.length > 0 ? lines.join('\n') : `${known.code}: ${known.message}` };
}
