import { suggestName } from '../data/nearest.ts';
import { MixwrightError } from '../errors.ts';
import type { Problem } from '../errors.ts';
import type { CandidateParameters } from './evaluation.ts';
import { LARGEST_LAG } from '../spec/choices.ts';
import type { SearchParameter, SearchSpace } from './prepared.ts';

/** Where a hyperparameter makes sense at all, whatever range is searched. `above`: not included. */
const DOMAINS: Record<string, { above?: number; min?: number; max?: number }> = {
  theta: { min: 0, max: 1 },
  shape: { min: 0 },
  scale: { min: 0, max: 1 },
  alpha: { above: 0 },
  gamma: { above: 0 },
  lambda: { min: 0 },
  train_size: { above: 0, max: 1 },
};

/**
 * Hyperparameters by name as a vector in the order of the space, inside or outside its ranges. MixwrightError
 * `CANDIDATE` listing every one that is missing, unknown, not finite or outside its domain (theta −1), every choice there is not,
 * and every lag that is no whole number.
 */
export function paramsToVector(space: SearchSpace, params: CandidateParameters): Float64Array {
  const names = space.parameters.map((parameter) => parameter.name);
  const byName = new Map(space.parameters.map((parameter) => [parameter.name, parameter]));
  const problems: Problem[] = [];
  const report = (key: string, message: string, mend: string): number =>
    problems.push({ code: 'CANDIDATE', severity: 'error', key, message, mend });
  for (const key of Object.keys(params)) {
    if (!names.includes(key)) report(key, 'The model has no such hyperparameter.', suggestName(key, names));
  }
  const vector = Float64Array.from(names, (name) => {
    const value: unknown = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) report(name, 'The hyperparameter is missing.', 'Give its value.');
    else if (typeof value !== 'number' || !Number.isFinite(value)) report(name, `Expected a finite number, got ${String(value)}.`, 'Give a number.');
    else if (!inDomain(name, value)) report(name, `Expected ${describeDomain(name)}, got ${value}.`, 'Give a value inside.');
    else return checkStep(byName.get(name), value, report);
    return NaN;
  });
  if (problems.length > 0) throw MixwrightError.ofProblems(problems);
  return vector;
}

/** The inverse; `vector` from `offset` on. */
export function vectorToParams(space: SearchSpace, vector: ArrayLike<number>, offset = 0): CandidateParameters {
  return Object.fromEntries(space.parameters.map((parameter, i) => [parameter.name, vector[offset + i] as number]));
}

type Report = (key: string, message: string, mend: string) => void;

/** The value of a choice or a whole number, NaN when it is neither. */
function checkStep(parameter: SearchParameter | undefined, value: number, report: Report): number {
  if (parameter?.choices !== undefined && parameter.choices[value] === undefined) {
    report(parameter.name, `Expected ${parameter.choices.map((label, i) => `${i} for "${label}"`).join(' or ')}, got ${value}.`, 'Give one of the choices.');
    return NaN;
  }
  if (parameter?.whole === true && !(Number.isInteger(value) && value >= 0 && value <= LARGEST_LAG)) {
    report(parameter.name, `Expected a whole number from 0 to ${LARGEST_LAG}, got ${value}.`, 'Give a number of periods.');
    return NaN;
  }
  return value;
}

function domainOf(name: string): { above?: number; min?: number; max?: number } {
  return DOMAINS[name.slice(name.lastIndexOf('.') + 1)] ?? {};
}

function inDomain(name: string, value: number): boolean {
  const { above = -Infinity, min = -Infinity, max = Infinity } = domainOf(name);
  return value > above && value >= min && value <= max;
}

function describeDomain(name: string): string {
  const { above, min, max } = domainOf(name);
  const low = above !== undefined ? `more than ${above}` : `at least ${min}`;
  return max === undefined ? low : `${low} and at most ${max}`;
}
