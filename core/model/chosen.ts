import type { CandidateParameters } from './evaluation.ts';
import { writtenParameters } from './labels.ts';
import type { PreparedData, SearchParameter } from './prepared.ts';
import { unusedParameters } from './settle.ts';

type Searched = Pick<PreparedData, 'choices' | 'space'>;

/** A setting with what a candidate chose for it: a word, or a lag in periods. */
export interface ChosenSetting {
  /** `tv.adstock`, `price.lag` */
  name: string;
  value: string | number;
}

/** In the order of the hyperparameters; empty where there is nothing to choose. */
export function chosenSettings({ choices, space }: Searched, params: CandidateParameters): ChosenSetting[] {
  const written = writtenParameters(space.parameters, params);
  return choices.flatMap(({ parameter }) => {
    const name = space.parameters[parameter]?.name ?? '';
    const value = written[name];
    return value === undefined ? [] : [{ name, value }];
  });
}

/** One hyperparameter of a model, ready to be shown. */
export interface ShownParameter {
  name: string;
  /** A choice in words. */
  value: string | number;
  /** False: it belongs to an adstock that the model did not choose, so its value has no effect. */
  used: boolean;
}

export function shownParameters(prepared: Searched, params: CandidateParameters): ShownParameter[] {
  const unused = unusedParameters(prepared, params);
  return Object.entries(writtenParameters(prepared.space.parameters, params)).map(([name, value]) => ({ name, value, used: !unused.has(name) }));
}

/** How many values a hyperparameter has; 0: every one of its range. */
export function levelCount({ lower, upper, choices, whole }: SearchParameter): number {
  return choices !== undefined || whole === true ? upper - lower + 1 : 0;
}
