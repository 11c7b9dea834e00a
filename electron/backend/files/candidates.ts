import { MixwrightError } from '../../../core/errors.ts';
import type { CandidateParameters } from '../../../core/model/evaluation.ts';
import { numberedParameters } from '../../../core/model/labels.ts';
import type { WrittenParameters } from '../../../core/model/labels.ts';
import type { PreparedData } from '../../../core/model/prepared.ts';

/** Candidates of a file as the model takes them. Throws CANDIDATE for a word that is no option, with the candidate's place. */
export function numberedCandidates({ space }: Pick<PreparedData, 'space'>, written: readonly WrittenParameters[]): CandidateParameters[] {
  return written.map((candidate, index) => {
    try {
      return numberedParameters(space.parameters, candidate);
    } catch (error) {
      if (!(error instanceof MixwrightError)) throw error;
      throw MixwrightError.ofProblems(error.problems.map((problem) => ({ ...problem, key: placeOfParameter(index, problem.key) })));
    }
  });
}

/** `[0]["tv.theta"]`; the empty name where none is known. */
export function placeOfParameter(index: number, name = ''): string {
  return `[${index}]["${name}"]`;
}
