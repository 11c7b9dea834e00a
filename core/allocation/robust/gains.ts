import type { Curve } from '../curve.ts';
import { responseAt } from '../curve.ts';
import type { AllocationProblem } from '../problem.ts';

/**
 * What each model gains over the present spend: gₘ(s) = Σ (fₘ(s) − fₘ(now)), less hurdle·(Σ s − Σ now) where the scenario has
 * a hurdle. M models, C channels.
 */
export interface Gains {
  /** M gains at C spends. */
  at(spend: ArrayLike<number>): Float64Array;
  /** Σₘ w·f of one channel at a spend, less its hurdle. */
  channel(index: number, spend: number, weights: Float64Array): number;
  /** M: what each model makes of the present spend, less the hurdle on it. */
  now: Float64Array;
}

export function gainsOf({ channels, models = [], scenario }: AllocationProblem): Gains {
  const hurdle = scenario.kind === 'hurdle' ? scenario.hurdle : 0;
  const curves = models.map((model) => channels.map(({ name }): Curve => model.curves[name] ?? NOTHING));
  const total = (own: readonly Curve[], spend: ArrayLike<number>): number =>
    own.reduce((sum, curve, c) => sum + responseAt(curve, spend[c] as number) - hurdle * (spend[c] as number), 0);
  const present = channels.map(({ spend }) => spend);
  const now = Float64Array.from(curves, (own) => total(own, present));
  return {
    now,
    at: (spend) => Float64Array.from(curves, (own, m) => total(own, spend) - (now[m] as number)),
    channel: (index, spend, weights) => curves.reduce((sum, own, m) => {
      const weight = weights[m] as number;
      return weight === 0 ? sum : sum + weight * (responseAt(own[index] ?? NOTHING, spend) - hurdle * spend);
    }, 0),
  };
}

const NOTHING: Curve = { coefficient: 0, alpha: 1, inflexion: 1, carryover: 0 };
