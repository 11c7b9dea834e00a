import type { CandidateParameters } from './evaluation.ts';
import { paramsToVector } from './params.ts';
import type { AdstockPlaces, MediaTerm, PreparedChoice, PreparedData, PreparedValidation } from './prepared.ts';

/**
 * What a candidate means, where it chooses settings of the pipeline: the same data as if the project file had said so and
 * left nothing to choose. A medium gets its adstock and the places of its hyperparameters; a channel on "spend" its
 * spend in place of the exposure; a baseline term that is off is 0 throughout, which gives it the coefficient 0; a context
 * column with a lag of k has at each row the value of k rows earlier, at the table's first k rows that of the first. The
 * search space stays, so vectors keep their layout, and so does the range of the penalty, which is that of the file's own
 * settings. Returns `prepared` itself where there is nothing to choose.
 * @param vector as `prepared.space.parameters`; RangeError for a choice there is not
 */
export function settle(prepared: PreparedData, vector: ArrayLike<number>): PreparedData {
  if (prepared.choices.length === 0) return prepared;
  return settleMedia(settleFixed(prepared, vector), vector);
}

/** The same by name. MixwrightError as `paramsToVector`. */
export function settleModel(prepared: PreparedData, params: CandidateParameters): PreparedData {
  return prepared.choices.length === 0 ? prepared : settle(prepared, paramsToVector(prepared.space, params));
}

/** Whether a setting changes what a fit keeps from candidate to candidate: columns of baseline and context. */
export function isFixedChoice({ setting }: PreparedChoice): boolean {
  return setting === 'use' || setting === 'lag';
}

/** Baseline and context as the candidate chooses them; its choices of media are left. */
export function settleFixed(prepared: PreparedData, vector: ArrayLike<number>): PreparedData {
  const { choices } = prepared;
  const left = choices.filter((choice) => !isFixedChoice(choice));
  if (left.length === choices.length) return prepared;
  const columns = prepared.columns.slice();
  const off: number[] = [];
  for (const choice of choices) {
    const value = vector[choice.parameter] as number;
    if (choice.setting === 'use') {
      if (optionAt(choice.options, value) === 'off') off.push(choice.term);
    } else if (choice.setting === 'lag') {
      for (const term of choice.terms) delay(columns, term * prepared.rows, prepared.rows, value);
    }
  }
  for (const term of off) columns.fill(0, term * prepared.rows, (term + 1) * prepared.rows);
  return { ...prepared, columns, validation: withoutTerms(prepared.validation, off, prepared.rows), choices: left };
}

/** Media as the candidate chooses them. */
export function settleMedia(prepared: PreparedData, vector: ArrayLike<number>): PreparedData {
  const { rows, spend, choices } = prepared;
  if (choices.length === 0) return prepared;
  const media = prepared.media.slice();
  let columns = prepared.columns;
  for (const choice of choices) {
    if (choice.setting !== 'adstock' && choice.setting !== 'input') continue;
    const medium = prepared.media[choice.medium] as MediaTerm;
    const value = vector[choice.parameter] as number;
    if (choice.setting === 'adstock') {
      media[choice.medium] = { ...medium, ...optionAt<AdstockPlaces>(choice.options, value) };
    } else if (optionAt(choice.options, value) === 'spend') {
      if (columns === prepared.columns) columns = columns.slice();
      // Paid channels come first among media, in the order of `spend`.
      columns.set(spend.subarray(choice.medium * rows, (choice.medium + 1) * rows), medium.term * rows);
    }
  }
  return { ...prepared, media, columns, choices: choices.filter(isFixedChoice) };
}

/** Hyperparameters of adstocks that the candidate did not choose: their values have no effect. */
export function unusedParameters({ choices, space }: Pick<PreparedData, 'choices' | 'space'>, params: CandidateParameters): Set<string> {
  const nameAt = (index: number): string => space.parameters[index]?.name ?? '';
  return new Set(choices.flatMap((choice) => {
    if (choice.setting !== 'adstock') return [];
    const own = choice.options[params[nameAt(choice.parameter)] ?? NaN];
    const used = new Set(own === undefined ? [] : [own.first, own.second]);
    return own === undefined ? [] : choice.options.flatMap(({ first, second }) => [first, second]).filter((index) => !used.has(index)).map(nameAt);
  }));
}

function optionAt<T>(options: readonly T[], value: number): T {
  const option = options[value];
  if (option === undefined) throw new RangeError(`Expected a choice from 0 to ${options.length - 1}, got ${value}.`);
  return option;
}

/** In place, `count` values from `offset` on. */
function delay(values: Float64Array, offset: number, count: number, lag: number): void {
  if (!Number.isInteger(lag) || lag < 0) throw new RangeError(`Expected a whole lag of 0 or more, got ${lag}.`);
  const shift = Math.min(lag, count - 1);
  const first = values[offset] as number;
  values.copyWithin(offset + shift, offset, offset + count - shift);
  values.fill(first, offset, offset + shift);
}

function withoutTerms(validation: PreparedValidation, off: readonly number[], rows: number): PreparedValidation {
  if (off.length === 0 || validation.baselines.length === 0) return validation;
  return {
    ...validation,
    baselines: validation.baselines.map((baseline) => {
      const own = baseline.slice();
      for (const term of off) own.fill(0, term * rows, (term + 1) * rows);
      return own;
    }),
  };
}
