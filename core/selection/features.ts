import type { CandidateParameters, Evaluation } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { unusedParameters } from '../model/settle.ts';

/** By what models are told apart: their ROAS per paid channel (the answer), or their hyperparameters (the reference's way). */
export type Features = 'roas' | 'hyperparameters';

export interface FeatureTable {
  names: string[];
  /** models × names, row-major. */
  values: Float64Array;
}

/**
 * ROAS that is undefined counts as 0. No column without a model. Among hyperparameters a choice has a column of 0 and 1 for
 * each of its options, for they have no order; a hyperparameter without effect in a model is NaN, which counts as the mean.
 * @param searched tells of choices; none when absent
 */
export function modelFeatures(
  models: readonly { params: CandidateParameters; evaluation: Pick<Evaluation, 'roi'> }[], features: Features,
  searched: Pick<PreparedData, 'choices' | 'space'> = { choices: [], space: { parameters: [] } },
): FeatureTable {
  const rows = models.map(({ params, evaluation }) => (features === 'roas' ? evaluation.roi : comparable(params, searched)));
  const names = Object.keys(rows[0] ?? {});
  return { names, values: Float64Array.from(rows.flatMap((row) => names.map((name) => row[name] ?? 0))) };
}

function comparable(params: CandidateParameters, { choices, space }: Pick<PreparedData, 'choices' | 'space'>): Record<string, number> {
  const unused = unusedParameters({ choices, space }, params);
  const labels = new Map(space.parameters.map(({ name, choices: options }) => [name, options]));
  return Object.fromEntries(Object.entries(params).flatMap(([name, value]): [string, number][] => {
    const options = labels.get(name);
    if (options !== undefined) return options.map((label, i) => [`${name}=${label}`, value === i ? 1 : 0]);
    return [[name, unused.has(name) ? Number.NaN : value]];
  }));
}

/**
 * Columns to mean 0 and sample standard deviation 1; a constant column, and values that are not finite, to 0.
 * `values` is count × width, row-major, and left as it is.
 */
export function standardised(values: Float64Array, count: number, width: number): Float64Array {
  const points = new Float64Array(values.length);
  for (let j = 0; j < width; j++) {
    const column = Array.from({ length: count }, (_, i) => values[i * width + j] as number);
    const finite = column.filter(Number.isFinite);
    const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
    const spread = Math.sqrt(finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (finite.length - 1));
    column.forEach((value, i) => {
      points[i * width + j] = Number.isFinite(value) && spread > 0 ? (value - mean) / spread : 0;
    });
  }
  return points;
}
