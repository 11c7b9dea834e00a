import type { CandidateParameters } from '../../model/evaluation.ts';
import { evaluateCandidate } from '../../model/evaluate.ts';
import type { PreparedData } from '../../model/prepared.ts';
import type { DecisionModels } from '../asked.ts';
import type { ModelCandidate } from '../advice.ts';
import type { ProblemModel } from '../problem.ts';
import { dynamicsOf } from './dynamics.ts';
import type { Dynamics } from './dynamics.ts';
import type { PlanModel } from './task.ts';

/** Models of one candidate: the same shapes, each with its own coefficients (one model, unless they are resamples). */
export interface Family {
  id: string;
  params: CandidateParameters;
  dynamics: Map<string, Dynamics>;
  models: PlanModel[];
  /** Of all models 1. */
  weight: number;
}

/** @param models of the problem: one per candidate, or the same number of resamples for each */
export function familiesOf(prepared: PreparedData, { candidates }: DecisionModels, models: readonly ProblemModel[], periods: number): Family[] {
  const each = models.length / candidates.length;
  const all = models.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  return candidates.map(({ id, params }, k) => {
    const fitted = dynamicsOf(prepared, params, evaluateCandidate(prepared, params, 'all'), periods);
    const members = models.slice(k * each, (k + 1) * each);
    const own = members.map((model): PlanModel => ({
      id: model.id, weight: (model.weight ?? 1) / all,
      dynamics: new Map([...fitted].map(([name, shape]) => [name, withCoefficient(shape, model.curves[name]?.coefficient ?? 0)])),
    }));
    // Without effect in the fit, but with one in some resample: the largest of those, so that factors of it are defined.
    const dynamics = new Map([...fitted].map(([name, shape]) => [name, shape.curve.coefficient > 0 ? shape
      : withCoefficient(shape, members.reduce((most, { curves }) => Math.max(most, curves[name]?.coefficient ?? 0), 0))]));
    return { id, params, dynamics, models: own, weight: own.reduce((sum, { weight }) => sum + weight, 0) };
  });
}

function withCoefficient(dynamics: Dynamics, coefficient: number): Dynamics {
  // A channel that never ran has no response in any resample.
  return { ...dynamics, curve: { ...dynamics.curve, coefficient: dynamics.curve.inflexion > 0 ? coefficient : 0 } };
}

/** What a model's channel brings per unit of its family's; an effect below 0 counts as none, which proves no less. */
export function scaleOf(shape: Dynamics, own: Dynamics): number {
  return shape.curve.coefficient > 0 ? Math.max(0, own.curve.coefficient) / shape.curve.coefficient : 0;
}

export function isSame(family: Family, { params }: ModelCandidate): boolean {
  const names = Object.keys(params);
  return names.length === Object.keys(family.params).length && names.every((name) => family.params[name] === params[name]);
}
