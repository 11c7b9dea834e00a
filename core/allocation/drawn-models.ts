import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import { bootstrapDraws } from '../uncertainty/bootstrap.ts';
import { channelDraws } from '../uncertainty/gain.ts';
import type { ProblemModel } from './problem.ts';

/**
 * Resamples of one model as models of their own: its shapes, with coefficients of the bootstrap over the rows it is trained on, the test
 * period included. Half of them
 * (the larger half of an odd number) are refit with its penalty, half without, as in a consensus: both the pull toward a
 * common return and its absence have a say. Ids are `id/1`, `id/2`, …; the weight is shared among them. Same seed, same bits.
 */
export function drawnModels(prepared: PreparedData, params: CandidateParameters, model: ProblemModel, count: number, seed: number): ProblemModel[] {
  return drawnCoefficients(prepared, params, count, seed).map((coefficients, r): ProblemModel => ({
    id: `${model.id}/${r + 1}`,
    weight: (model.weight ?? 1) / count,
    curves: Object.fromEntries(Object.entries(model.curves).map(([name, curve]) => [name, { ...curve, coefficient: coefficients[name] ?? curve.coefficient }])),
  }));
}

/** `count` draws of the paid channels' coefficients, by channel. Errors as `bootstrapDraws`. */
export function drawnCoefficients(prepared: PreparedData, params: CandidateParameters, count: number, seed: number): Record<string, number>[] {
  const penalised = Math.ceil(count / 2);
  const rows = prepared.validation.tuningRows < prepared.windowRows ? 'all' : 'tuning';
  return ([['own', penalised], ['none', count - penalised]] as const).flatMap(([penalty, resamples]) => {
    if (resamples === 0) return [];
    const draws = channelDraws(prepared, bootstrapDraws(prepared, params, { resamples, seed, penalty, rows }));
    return Array.from({ length: resamples }, (_, r) => Object.fromEntries(Object.entries(draws).map(([name, values]) => [name, values[r] as number])));
  });
}
