import type { Curve } from '../curve.ts';
import { curvatureAt, responseAt, slopeAt } from '../curve.ts';

/** Value, slope and curvature of one point, written in place. */
export interface Jet {
  value: number;
  slope: number;
  curvature: number;
}

/** f, f' and f'' of one curve with a single power; formulas in curve.ts. */
export function jetOf(curve: Curve, spend: number, jet: Jet): void {
  const { coefficient, alpha, inflexion, carryover } = curve;
  const v = spend + carryover;
  if (!(v > 0) || inflexion <= 0) {
    jet.value = responseAt(curve, spend);
    jet.slope = slopeAt(curve, spend);
    jet.curvature = v > 0 ? curvatureAt(curve, spend) : 0;
    return;
  }
  const r = Math.pow(inflexion / v, alpha);
  const h = 1 / (1 + r);
  const rest = 1 / (1 + 1 / r);
  jet.value = coefficient * h;
  jet.slope = (coefficient * alpha * h * rest) / v;
  jet.curvature = (jet.slope * (alpha * (1 - 2 * h) - 1)) / v;
}

/** The weighted mean of several models' curves of one channel. */
export class MeanCurve {
  readonly curves: readonly Curve[];
  readonly weights: ArrayLike<number>;
  readonly #one: Jet = { value: 0, slope: 0, curvature: 0 };

  /** @param weights one per curve, 0 or more */
  constructor(curves: readonly Curve[], weights: ArrayLike<number>) {
    this.curves = curves;
    this.weights = weights;
  }

  at(spend: number, jet: Jet): Jet {
    let value = 0;
    let slope = 0;
    let curvature = 0;
    for (let m = 0; m < this.curves.length; m++) {
      const weight = this.weights[m] as number;
      if (weight === 0) continue;
      jetOf(this.curves[m] as Curve, spend, this.#one);
      value += weight * this.#one.value;
      slope += weight * this.#one.slope;
      curvature += weight * this.#one.curvature;
    }
    jet.value = value;
    jet.slope = slope;
    jet.curvature = curvature;
    return jet;
  }

  value(spend: number): number {
    let value = 0;
    for (let m = 0; m < this.curves.length; m++) value += (this.weights[m] as number) * responseAt(this.curves[m] as Curve, spend);
    return value;
  }
}
