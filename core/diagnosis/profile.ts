import { createEvaluator, METRIC_COUNT } from '../model/candidate.ts';
import type { CandidateParameters } from '../model/evaluation.ts';
import { paramsToVector } from '../model/params.ts';
import { levelCount } from '../model/chosen.ts';
import type { PreparedData, SearchParameter } from '../model/prepared.ts';
import { unusedParameters } from '../model/settle.ts';
import type { Diagnostic } from './diagnostic.ts';
import { finding, list, percent } from './words.ts';

export interface ProfileOptions {
  /** Points along each axis, 3 and up. */
  points?: number;
  /** A profile is flat when the objective NRMSE along it never exceeds its least value by more than this share. */
  tolerance?: number;
}

export const PROFILE_POINTS = 15;
/** 1 %: less than the error moves from one seed's best model to the next; our convention. */
export const FLAT = 0.01;
/** Profiles drawn; more lines can't be told apart. */
const DRAWN = 6;

/** The objective along one axis, the other hyperparameters as in the model, coefficients fitted anew at each point. */
export interface Profile {
  parameter: string;
  /** Its value in the model. */
  current: number;
  values: number[];
  /** Objective NRMSE at each value; null where it is not defined. */
  nrmse: (number | null)[];
  /** Largest rise over the least of the profile and the model itself, as a share of it; null: not defined everywhere. */
  rise: number | null;
  flat: boolean;
  /** What each value stands for, where the hyperparameter is a choice. */
  labels?: string[];
}

export interface Profiles {
  profiles: Profile[];
  tolerance: number;
  diagnostic: Diagnostic;
}

/**
 * Which hyperparameters the data can tell: each free one is moved over its range, evenly, the rest fixed. With the others
 * tuned along, as a profile in the strict sense has it (Venzon and Moolgavkar 1988), the rise could only be smaller: one that is
 * flat here is flat there, one that rises may still be traded against another. `train_size` is left out, for it changes
 * the rows the error is measured on; so are hyperparameters of an adstock that the model did not choose. Of a choice every option is
 * tried, of whole numbers every one. MixwrightError as `paramsToVector`, RangeError for fewer than 3 points.
 */
export function profileObjective(prepared: PreparedData, params: CandidateParameters, options: ProfileOptions = {}): Profiles {
  const { points = PROFILE_POINTS, tolerance = FLAT } = options;
  if (!Number.isInteger(points) || points < 3) throw new RangeError(`Expected 3 points or more, got ${points}.`);
  const evaluator = createEvaluator(prepared);
  const vector = paramsToVector(prepared.space, params);
  const metrics = new Float64Array(METRIC_COUNT);
  const objective = (): number => {
    evaluator.evaluate(vector, metrics);
    return metrics[0] as number;
  };
  const atModel = objective();
  const unused = unusedParameters(prepared, params);
  const profiles = prepared.space.parameters.flatMap((parameter, i): Profile[] => {
    const { name, lower, upper, choices } = parameter;
    if (!(upper > lower) || name === 'train_size' || unused.has(name)) return [];
    const current = vector[i] as number;
    const values = valuesAlong(parameter, points);
    const errors = values.map((value) => {
      vector[i] = value;
      return objective();
    });
    vector[i] = current;
    const least = Math.min(atModel, ...errors);
    const rise = Math.max(atModel, ...errors) / least - 1;
    return [{
      parameter: name, current, values, nrmse: errors.map((error) => (Number.isFinite(error) ? error : null)),
      rise: Number.isFinite(rise) ? rise : null, flat: rise <= tolerance, ...(choices === undefined ? {} : { labels: [...choices] }),
    }];
  });
  return { profiles, tolerance, diagnostic: judged(prepared, profiles, tolerance, points) };
}

function valuesAlong(parameter: SearchParameter, points: number): number[] {
  const { lower, upper } = parameter;
  const levels = levelCount(parameter);
  if (levels > 0) return Array.from({ length: levels }, (_, k) => lower + k);
  return Array.from({ length: points }, (_, k) => (k === points - 1 ? upper : lower + ((upper - lower) * k) / (points - 1)));
}

function judged(prepared: PreparedData, profiles: readonly Profile[], tolerance: number, points: number): Diagnostic {
  const flat = profiles.filter((profile) => profile.flat).sort((a, b) => (a.rise ?? 0) - (b.rise ?? 0));
  // Those with few values have no line that goes with the others'.
  const drawn = flat.filter(({ values, labels }) => labels === undefined && values.length === points);
  const media = prepared.media.map(({ name }) => name).filter((name) => {
    const own = profiles.filter(({ parameter }) => parameter.startsWith(`${name}.`));
    return own.length > 0 && own.every((profile) => profile.flat);
  });
  const single = flat.map(({ parameter }) => parameter).filter((parameter) => !media.some((name) => parameter.startsWith(`${name}.`)));
  const named = [...media.map((name) => `all of ${name}`), ...single];
  const rule = `the error moves by less than ${percent(tolerance, 0)} over the whole range, the others fixed`;
  return finding('flat-profiles', 'What the data can’t tell', flat.length === 0 ? 'pass' : 'look', {
    figure: `${flat.length} of ${profiles.length} flat`,
    text: flat.length === 0 ? `Every hyperparameter makes a difference to the error (one is flat when ${rule}).`
      : `The data can’t tell ${list(named, 12)} (${rule}). The values found for ${flat.length === 1 ? 'it' : 'them'} are the search’s, not the data’s.`,
    advice: 'Don’t read these values; fix them at what you know from elsewhere, or calibrate the channel with a lift study or a response curve.',
    plot: drawn.length === 0 ? null : drawing(drawn.slice(0, DRAWN), tolerance),
  });
}

/** Each over its own range, as rises over its least value. */
function drawing(profiles: readonly Profile[], tolerance: number): Diagnostic['plot'] {
  const count = profiles[0]?.values.length ?? 0;
  return {
    kind: 'line', title: 'Error along each range', x: Array.from({ length: count }, (_, k) => (100 * k) / (count - 1)), xKind: 'number',
    xLabel: 'Place in the range, %', yLabel: 'Rise of the error, %',
    series: profiles.map(({ parameter, nrmse }) => {
      const least = nrmse.reduce<number>((low, error) => Math.min(low, error ?? Infinity), Infinity);
      return { name: parameter, y: nrmse.map((error) => (error === null ? NaN : 100 * (error / least - 1))) };
    }),
    lines: [{ name: 'Flat under', y: 100 * tolerance }],
  };
}
