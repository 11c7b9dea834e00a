/** What a user can be told about bad input: where it is and how to mend it. */
export type Severity = 'error' | 'warning';

export interface Problem {
  /** Stable, upper snake case, e.g. `DATA_BAD_NUMBER`. */
  code: string;
  severity: Severity;
  /** One plain sentence: what is wrong, with what was found. */
  message: string;
  /** One plain sentence: what to do about it. */
  mend: string;
  /** 1-based row as a spreadsheet shows it (the header row counts). */
  row?: number;
  column?: string;
  /** Path of the key in a project file or request, e.g. `channels[2].spend`. */
  key?: string;
}

/** Thrown for everything a user can mend. `code` is the first problem's unless given. */
export class MixwrightError extends Error {
  override readonly name = 'MixwrightError';
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(code: string, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.code = code;
    this.problems = problems;
  }

  /** One error for a list of problems; the message joins at most five of them. */
  static ofProblems(problems: readonly Problem[]): MixwrightError {
    const errors = problems.filter((problem) => problem.severity === 'error');
    const shown = errors.slice(0, 5).map(describeProblem);
    const more = errors.length > shown.length ? [`… and ${errors.length - shown.length} more.`] : [];
    return new MixwrightError(errors[0]?.code ?? 'INVALID', [...shown, ...more].join('\n'), problems);
  }
}

/** `row 12, column "tv": message Mend.` */
export function describeProblem(problem: Problem): string {
  const place = [
    problem.key === undefined ? '' : problem.key,
    problem.row === undefined ? '' : `row ${problem.row}`,
    problem.column === undefined ? '' : `column "${problem.column}"`,
  ].filter((part) => part !== '');
  return `${place.length > 0 ? `${place.join(', ')}: ` : ''}${problem.message} ${problem.mend}`.trim();
}
