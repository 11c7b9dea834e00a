import { suggestName } from '../data/nearest.ts';
import { MixwrightError } from '../errors.ts';

export interface EncodedFactor {
  /** The level without a column: its effect is in the intercept. */
  reference: string;
  /** One column of 0 and 1 for every other level, in order of first appearance. */
  levels: { level: string; values: Float64Array }[];
}

/**
 * One-hot encoding of a factor. The reference level is the most frequent one over the whole table (the first of
 * them on a tie) unless named. MixwrightError for an unknown reference or fewer than two levels.
 * @param key place in the project file, for messages
 */
export function encodeFactor(column: string, values: readonly string[], reference: string | undefined, key: string): EncodedFactor {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const levels = [...counts.keys()];
  if (levels.length < 2) {
    throw problem('FACTOR_ONE_LEVEL', `"${column}" has only one level, "${levels[0] ?? ''}".`, 'Leave it out of the context.', key, column);
  }
  if (reference !== undefined && !counts.has(reference)) {
    throw problem('FACTOR_REFERENCE', `"${column}" has no level "${reference}".`, suggestName(reference, levels), `${key}.reference`, column);
  }
  const chosen = reference ?? levels.reduce((best, level) => ((counts.get(level) ?? 0) > (counts.get(best) ?? 0) ? level : best));
  return {
    reference: chosen,
    levels: levels.filter((level) => level !== chosen)
      .map((level) => ({ level, values: Float64Array.from(values, (value) => (value === level ? 1 : 0)) })),
  };
}

function problem(code: string, message: string, mend: string, key: string, column: string): MixwrightError {
  return MixwrightError.ofProblems([{ code, severity: 'error', message, mend, key, column }]);
}
