import { suggestName } from '../data/nearest.ts';
import { MixwrightError } from '../errors.ts';
import type { Problem } from '../errors.ts';
import type { CandidateParameters } from './evaluation.ts';
import type { SearchParameter } from './prepared.ts';

/** A candidate as people read and write it: a choice by its word, `"tv.adstock": "weibull_pdf"`, all else a number. */
export type WrittenParameters = Record<string, number | string>;

/** Inside, a choice is an index into these. */
export type Labelled = Pick<SearchParameter, 'name' | 'choices'>;

/** Choices by their words; an index there is no word for stays. */
export function writtenParameters(parameters: readonly Labelled[], params: CandidateParameters): WrittenParameters {
  const known = choicesByName(parameters);
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, known.get(name)?.[value] ?? value]));
}

/**
 * The inverse; an index is taken as well. MixwrightError `CANDIDATE` listing every word that is no option, and every word
 * where a number belongs.
 */
export function numberedParameters(parameters: readonly Labelled[], written: WrittenParameters): CandidateParameters {
  const known = choicesByName(parameters);
  const problems: Problem[] = [];
  const params = Object.fromEntries(Object.entries(written).map(([name, value]): [string, number] => {
    if (typeof value === 'number') return [name, value];
    const options = known.get(name) ?? [];
    const index = options.indexOf(value);
    if (index < 0) problems.push(wrongWord(name, value, options));
    return [name, index];
  }));
  if (problems.length > 0) throw MixwrightError.ofProblems(problems);
  return params;
}

function wrongWord(name: string, value: string, options: readonly string[]): Problem {
  const place = { code: 'CANDIDATE', severity: 'error', key: name } as const;
  const expected = options.map((option) => `"${option}"`).join(' or ');
  return options.length === 0 ? { ...place, message: `Expected a number, got "${value}".`, mend: 'Give a number.' }
    : { ...place, message: `Expected ${expected}, got "${value}".`, mend: suggestName(value, options) };
}

function choicesByName(parameters: readonly Labelled[]): Map<string, readonly string[]> {
  return new Map(parameters.flatMap(({ name, choices }) => (choices === undefined ? [] : [[name, choices] as const])));
}
