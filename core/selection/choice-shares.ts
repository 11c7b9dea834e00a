import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';

/** How often a setting was chosen each way among some models. */
export interface ChoiceShares {
  /** `tv.adstock`, `price.lag` */
  name: string;
  /** Every option there was, in the order of the project file; a lag in periods, written out. */
  options: { label: string; count: number }[];
}

/** One entry per setting that the search chose, in the order of the hyperparameters; empty where there was none. */
export function choiceShares({ choices, space }: Pick<PreparedData, 'choices' | 'space'>, models: readonly CandidateParameters[]): ChoiceShares[] {
  return choices.flatMap(({ parameter }): ChoiceShares[] => {
    const searched = space.parameters[parameter];
    if (searched === undefined) return [];
    const { name, lower, upper, choices: labels } = searched;
    const options = Array.from({ length: upper - lower + 1 }, (_, k) => ({
      label: labels?.[k] ?? String(lower + k), count: models.filter((params) => params[name] === lower + k).length,
    }));
    return [{ name, options }];
  });
}
