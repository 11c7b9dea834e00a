import { adstockKinds, inputChoice, lagChoice, searchRanges, useChoice } from './choices.ts';
import { boundsOf, MEDIA_PARAMETERS } from './defaults.ts';
import type { Range, Spec } from './spec.ts';

/** One axis of the search, as far as the project file tells. */
export interface Hyperparameter {
  /** As in a candidate: `tv.theta`, `lambda`, `price.lag`. */
  name: string;
  /** The same number twice: fixed. */
  lower: number;
  upper: number;
  /** How many values there are; 0: every one of the range. */
  levels: number;
  /** False: a choice without order. */
  ordered: boolean;
}

/** Every hyperparameter, by name those of the search space (core/model/search-space.ts); not in its order. */
export function hyperparameters(spec: Spec): Hyperparameter[] {
  const media = [...spec.channels, ...spec.organic].flatMap(({ name }) => {
    const ranges = searchRanges(spec, name);
    return MEDIA_PARAMETERS.flatMap((parameter) => {
      const range = ranges[parameter];
      return range === undefined ? [] : [ranging(`${name}.${parameter}`, range)];
    });
  });
  const split = spec.tuning.validation.scheme === 'holdout' ? spec.train_size : 1;
  return [...media, ...choices(spec), ranging('lambda', spec.lambda), ranging('train_size', split)];
}

/** Those that are searched: d axes. */
export function freeHyperparameters(spec: Spec): Hyperparameter[] {
  return hyperparameters(spec).filter(({ lower, upper }) => lower < upper);
}

function choices(spec: Spec): Hyperparameter[] {
  const { baseline } = spec;
  const terms = baseline.source === 'none' ? [] : baseline.source === 'prophet' ? baseline.terms : Object.keys(baseline.columns);
  return [
    ...[...spec.channels, ...spec.organic].flatMap(({ name }) => choice(`${name}.adstock`, adstockKinds(spec, name))),
    ...spec.channels.flatMap(({ name }) => choice(`${name}.input`, inputChoice(spec, name))),
    ...terms.flatMap((term) => choice(`${term}.use`, useChoice(spec, term))),
    ...spec.context.flatMap(({ column }): Hyperparameter[] => {
      const lag = lagChoice(spec, column);
      return lag === undefined ? [] : [{ name: `${column}.lag`, lower: lag[0], upper: lag[1], levels: lag[1] - lag[0] + 1, ordered: true }];
    }),
  ];
}

function choice(name: string, options: readonly string[] = []): Hyperparameter[] {
  return options.length < 2 ? [] : [{ name, lower: 0, upper: options.length - 1, levels: options.length, ordered: false }];
}

function ranging(name: string, range: Range): Hyperparameter {
  const [lower, upper] = boundsOf(range);
  return { name, lower, upper, levels: 0, ordered: true };
}
