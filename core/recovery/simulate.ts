import type { PreparedData } from '../model/prepared.ts';
import type { Generator } from '../random/generator.ts';
import { addTo } from './truth.ts';
import type { NoiseTruth, Truth } from './truth.ts';

export interface Simulated {
  /** L, never below 0. */
  response: Float64Array;
  /** L: response − what is known to have caused it. Where the response was cut at 0, what is left of the noise. */
  noise: Float64Array;
}

/** The response of a world with these effects, over the whole table: baseline + Σ β·h(adstock(spend)) + noise. */
export function simulate(prepared: PreparedData, truth: Truth, random: Generator): Simulated {
  const { rows, media } = prepared;
  const known = truth.baseline.slice();
  media.forEach((_, i) => addTo(known, truth.shapes.subarray(i * rows, (i + 1) * rows), truth.coefficients[i] as number));
  const noise = drawNoise(truth.noise, rows, random);
  const response = known.map((value, t) => Math.max(0, value + (noise[t] as number)));
  return { response, noise: response.map((value, t) => value - (known[t] as number)) };
}

/** First-order autoregression that begins in its stationary state (Box and Jenkins 1970): eₜ = ρ·eₜ₋₁ + √(1 − ρ²)·sd·zₜ. */
export function drawNoise({ sd, autocorrelation }: NoiseTruth, rows: number, random: Generator): Float64Array {
  const fresh = sd * Math.sqrt(1 - autocorrelation * autocorrelation);
  const noise = new Float64Array(rows);
  let last = sd * random.normal();
  for (let t = 0; t < rows; t++) {
    if (t > 0) last = autocorrelation * last + fresh * random.normal();
    noise[t] = last;
  }
  return noise;
}

export interface KnownEffect {
  name: string;
  /** Sum of response over the window. */
  contribution: number;
  /** Contribution / spend over the window; null where nothing was spent. */
  roas: number | null;
}

/** What the paid channels truly do in the window, in their order. */
export function knownEffects(prepared: PreparedData, { shapes, coefficients }: Truth): KnownEffect[] {
  const { rows, windowStart, windowRows: n, media, spend } = prepared;
  const sum = (values: Float64Array, row: number): number => values.subarray(row * rows + windowStart, row * rows + windowStart + n).reduce((a, b) => a + b, 0);
  return media.flatMap(({ name, kind }, i): KnownEffect[] => {
    if (kind !== 'paid') return [];
    const contribution = (coefficients[i] as number) * sum(shapes, i);
    const money = sum(spend, i); // paid channels come first among media, in the order of `spend`
    return [{ name, contribution, roas: money > 0 ? contribution / money : null }];
  });
}
