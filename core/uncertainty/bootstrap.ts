import { MixwrightError } from '../errors.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import { createFit, fitCandidate } from '../model/fit.ts';
import type { Fit } from '../model/fit.ts';
import { paramsToVector } from '../model/params.ts';
import type { PreparedData } from '../model/prepared.ts';
import { solveRidge } from '../model/ridge.ts';
import { settle } from '../model/settle.ts';
import type { Generator } from '../random/generator.ts';
import { streamFor } from '../random/stream.ts';
import { blockLength as automaticBlockLength } from './block-length.ts';
import { degreesOfFreedom } from './degrees-of-freedom.ts';

/**
 * Sampling uncertainty of one model: block bootstrap of residuals with a full refit of the coefficients.
 *
 *   y* = ŷ₀ + e*,  e* = blocks of the centred training residuals y − ŷ₀ times √(m / (m − df))
 *
 * ŷ₀ is the fit of the same terms within the same bounds without the penalty; the refit is the candidate's own: its λ,
 * bounds and rule for the intercept. (ŷ₀ instead of the penalised fit: a penalised refit of what was penalised already
 * shrinks twice, and the draws would lie about a smaller estimate than the model's; with ŷ₀ they lie about the model's
 * own, exactly so while no bound is met, as X'ŷ₀ = X'y.)
 *
 * Residual bootstrap: Efron (1979), Annals of Statistics 7. Blocks keep what residuals have in common with their
 * neighbours: Künsch (1989), Annals of Statistics 17; they wrap around the end, so that every residual is drawn equally
 * often: Politis & Romano (1992); their length: block-length.ts. The factor makes up for the degrees of freedom used:
 * Davison & Hinkley (1997), Bootstrap Methods, section 6.2; df = 1 + trace of the hat matrix over the terms that are
 * not held at a bound, without the 1 when there is no intercept. Taken as given: hyperparameters, and so adstock and
 * saturation. Not covered: the bias of the penalty (`unpenalised` tells it).
 */
export interface BootstrapOptions {
  /** Whole number, 1 or more; 500 unless said. */
  resamples?: number;
  seed: number;
  /** Periods per block, 1..m; by `blockLength` of the residuals unless said. */
  blockLength?: number;
  /** Rows that are trained on, as in `createFit`. */
  rows?: 'tuning' | 'all';
  /** Refits with the model's penalty unless said; without, the draws lie about `unpenalised`. */
  penalty?: 'own' | 'none';
}

export interface BootstrapDraws {
  /** resamples × (1 + p): intercept, then coefficients. */
  draws: Float64Array;
  blockLength: number;
  resamples: number;
  /** 1 + p: the fit itself, and the one without penalty. */
  estimate: Float64Array;
  unpenalised: Float64Array;
  /** p: sums over the window of the transformed terms: coefficient × sum is the contribution. */
  sums: Float64Array;
  degreesOfFreedom: number;
}

export const DEFAULT_RESAMPLES = 500;

/** Apart from the streams of trials (1, 2, …) and clusters (0). */
const STREAM = -1;

/**
 * Coefficients of `resamples` resampled fits: one ridge solution and n·p operations each. Same options, same bits.
 * MixwrightError `BOOTSTRAP_OPTIONS`, or as `paramsToVector`.
 */
export function bootstrapDraws(prepared: PreparedData, params: CandidateParameters, options: BootstrapOptions): BootstrapDraws {
  const vector = paramsToVector(prepared.space, params);
  const fit = createFit(settle(prepared, vector), options.rows);
  fitCandidate(fit, vector);
  const { ridge } = fit;
  const m = fit.split.train;
  const resamples = whole('resamples', options.resamples ?? DEFAULT_RESAMPLES, Infinity);
  const width = 1 + ridge.terms;
  const estimate = new Float64Array(width);
  const unpenalised = new Float64Array(width);
  coefficientsInto(fit, estimate, 0);
  solveRidge(ridge, 0);
  coefficientsInto(fit, unpenalised, 0);
  const df = degreesOfFreedom(ridge);
  const { fitted, fittedMean, residuals } = trainingParts(fit, Math.sqrt(m / Math.max(1, m - df)));
  const lambda = options.penalty === 'none' ? 0 : fit.lambda;
  const length = whole('blockLength', options.blockLength ?? automaticBlockLength(residuals), m);
  const fittedProducts = new Float64Array(ridge.terms);
  productsInto(fit, fitted, fittedProducts);
  const generator = streamFor(options.seed, STREAM);
  const noise = new Float64Array(m);
  const draws = new Float64Array(resamples * width);
  for (let r = 0; r < resamples; r++) {
    resampleBlocks(residuals, length, generator, noise);
    const noiseMean = centre(noise);
    productsInto(fit, noise, ridge.responseProducts);
    for (let j = 0; j < ridge.terms; j++) ridge.responseProducts[j] = (ridge.responseProducts[j] as number) + (fittedProducts[j] as number);
    let squares = 0;
    for (let t = 0; t < m; t++) squares += ((fitted[t] as number) + (noise[t] as number)) ** 2;
    ridge.responseMean = fittedMean + noiseMean;
    ridge.responseSquares = squares;
    solveRidge(ridge, lambda);
    coefficientsInto(fit, draws, r * width);
  }
  return { draws, blockLength: length, resamples, estimate, unpenalised, sums: fit.sums, degreesOfFreedom: df };
}

/**
 * Fills `out` with blocks of `length` values that begin at random places of `source` and go on at its start where they
 * reach its end; the last block is cut. @param out changed
 */
export function resampleBlocks(source: Float64Array, length: number, generator: Generator, out: Float64Array): void {
  const n = source.length;
  for (let start = 0; start < out.length; start += length) {
    let from = generator.integer(n);
    const end = Math.min(start + length, out.length);
    for (let t = start; t < end; t++) {
      out[t] = source[from] as number;
      from = from + 1 === n ? 0 : from + 1;
    }
  }
}

/** Over the training rows: what the ridge workspace fits, about its mean; residuals about theirs times `inflation`. */
function trainingParts(fit: Fit, inflation: number): { fitted: Float64Array; fittedMean: number; residuals: Float64Array } {
  const { design, shifts, split, ridge, prepared } = fit;
  const fitted = new Float64Array(split.train).fill(ridge.intercept);
  for (let j = 0; j < ridge.terms; j++) {
    const coefficient = ridge.coefficients[j] as number;
    if (coefficient === 0) continue;
    const row = (1 + j) * prepared.windowRows;
    for (let t = 0; t < fitted.length; t++) {
      fitted[t] = (fitted[t] as number) + coefficient * ((design[row + t] as number) + (shifts[1 + j] as number));
    }
  }
  const residuals = fitted.map((value, t) => (design[t] as number) + (shifts[0] as number) - value);
  const fittedMean = centre(fitted);
  centre(residuals);
  return { fitted, fittedMean, residuals: residuals.map((residual) => residual * inflation) };
}

/** out[j] = Σ xⱼ·values over the training rows, `values` having mean 0: so the shift of the design's rows drops out. */
function productsInto(fit: Fit, values: Float64Array, out: Float64Array): void {
  const { design, ridge, prepared } = fit;
  const m = values.length;
  for (let j = 0; j < ridge.terms; j++) {
    const row = (1 + j) * prepared.windowRows;
    let sum = 0;
    for (let t = 0; t < m; t++) sum += (design[row + t] as number) * (values[t] as number);
    out[j] = sum;
  }
}

/** Takes the mean off and returns it. */
function centre(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t] as number;
  const mean = sum / values.length;
  for (let t = 0; t < values.length; t++) values[t] = (values[t] as number) - mean;
  return mean;
}

function coefficientsInto({ ridge }: Fit, out: Float64Array, offset: number): void {
  out[offset] = ridge.intercept;
  out.set(ridge.coefficients, offset + 1);
}

function whole(name: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new MixwrightError('BOOTSTRAP_OPTIONS', `${name}: expected a whole number from 1${most === Infinity ? '' : ` to ${most}`}, got ${value}.`);
}
