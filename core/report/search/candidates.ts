/**
 * All candidates of a run, laid out for looking at: one flat column per objective and per parameter, so that filters,
 * sorts and drawings work on indices (`Int32Array`) and never make an object per candidate.
 */

/** One hyperparameter as it was searched; bounds are included. */
export interface SearchParameter {
  name: string;
  lower: number;
  upper: number;
  /** Searched evenly in the logarithm of (value + this). */
  logOffset?: number | undefined;
  /** Labels of the values lower, lower + 1, …; they have no order. */
  choices?: string[] | undefined;
  /** Only whole numbers. */
  whole?: true | undefined;
}

export const OBJECTIVES = ['nrmse', 'decompRssd', 'mape', 'score'] as const;
/** What candidates are judged by; less is better. */
export type Objective = (typeof OBJECTIVES)[number];

/** n values each, in order of trial and iteration; NaN: not there. */
export type CandidateColumns = Record<Objective | 'trial' | 'iteration' | 'front', Float64Array>;

export interface SearchData extends CandidateColumns {
  /** n */
  count: number;
  /** Those that were searched; what is fixed is left out. */
  parameters: SearchParameter[];
  /** Per parameter n values. */
  values: Float64Array[];
  /** Per parameter n places in its range as searched, 0..1. */
  positions: Float64Array[];
}

/** `values`: n × q, row by row, for all q `parameters`. RangeError when the sizes do not fit. */
export function searchData(points: CandidateColumns & { count: number }, candidates: { parameters: readonly SearchParameter[]; values: Float64Array }): SearchData {
  const { count, trial, iteration, nrmse, decompRssd, mape, front, score } = points;
  const width = candidates.parameters.length;
  if (candidates.values.length !== count * width) {
    throw new RangeError(`Hyperparameters: expected ${count} × ${width} values, got ${candidates.values.length}.`);
  }
  const free = candidates.parameters.flatMap((parameter, at) => (parameter.upper > parameter.lower ? [{ parameter, at }] : []));
  const values = free.map(({ at }) => {
    const column = new Float64Array(count);
    for (let row = 0; row < count; row++) column[row] = candidates.values[row * width + at] as number;
    return column;
  });
  return {
    count, trial, iteration, nrmse, decompRssd, mape, front, score,
    parameters: free.map(({ parameter }) => parameter), values,
    positions: free.map(({ parameter }, i) => (values[i] as Float64Array).map((value) => positionOf(parameter, value))),
  };
}

/** How many values there are; 0: every number of the range. */
export function levelsOf({ lower, upper, choices, whole }: SearchParameter): number {
  return choices !== undefined || whole === true ? upper - lower + 1 : 0;
}

/** Place of a value in its range as searched, 0..1 inside; value c of k is the middle of [c/k, (c + 1)/k). */
export function positionOf(parameter: SearchParameter, value: number): number {
  const { lower, upper, logOffset } = parameter;
  const levels = levelsOf(parameter);
  if (levels > 0) return (value - lower + 0.5) / levels;
  if (logOffset === undefined) return (value - lower) / (upper - lower);
  return Math.log((value + logOffset) / (lower + logOffset)) / Math.log((upper + logOffset) / (lower + logOffset));
}

/** The value at a place, also outside 0..1; a whole number where there are only those. */
export function valueAt(parameter: SearchParameter, position: number): number {
  const { lower, upper, logOffset } = parameter;
  const levels = levelsOf(parameter);
  if (levels > 0) return lower + Math.floor(position * levels);
  if (logOffset === undefined) return lower + position * (upper - lower);
  return (lower + logOffset) * ((upper + logOffset) / (lower + logOffset)) ** position - logOffset;
}

/** The column of an objective or of a parameter by name; null: there is none. */
export function columnOf(data: SearchData, name: string): Float64Array | null {
  const objective = OBJECTIVES.find((one) => one === name);
  return objective === undefined ? data.values[data.parameters.findIndex((parameter) => parameter.name === name)] ?? null : data[objective];
}

/** Objectives that have values to tell apart: MAPE only with lift studies, the score only once it was selected from. */
export function objectivesOf(data: SearchData): Objective[] {
  return OBJECTIVES.filter((name) => (name === 'mape' ? data.mape.some((value) => value > 0) : data[name].some((value) => Number.isFinite(value))));
}

/** Label of a choice; null where the parameter is a number. */
export function choiceOf({ choices, lower }: SearchParameter, value: number): string | null {
  return choices === undefined ? null : choices[Math.round(value - lower)] ?? null;
}

/**
 * Those of `indices` that use a parameter: with a choice of adstock among the parameters a candidate has theta, shape and
 * scale, but only those of its own kind mean anything.
 */
export function usersOf(data: SearchData, parameter: number, indices: Int32Array): Int32Array {
  const name = data.parameters[parameter]?.name ?? '';
  const dot = name.lastIndexOf('.');
  const own = name.slice(dot + 1);
  if (own !== 'theta' && own !== 'shape' && own !== 'scale') return indices;
  const at = data.parameters.findIndex((one) => one.name === `${name.slice(0, dot)}.adstock`);
  const [choice, chosen] = [data.parameters[at], data.values[at]];
  if (choice === undefined || chosen === undefined) return indices;
  return indices.filter((index) => (choiceOf(choice, chosen[index] as number) === 'geometric') === (own === 'theta'));
}
