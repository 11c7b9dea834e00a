import type { ModelScenario, ModelSet } from '../../../core/allocation/problem.ts';
import type { ExperimentRanking } from '../../../core/experiment/experiment.ts';
import { spanWords } from '../../../core/report/experiment-words.ts';

/** The answer in one or two sentences; `text` writes an amount of response. */
export function verdictWords({ channels, perfectInformation, models, periods, spacing }: ExperimentRanking, text: (value: number) => string): string {
  if (models < 2) return 'One model alone gives a study nothing to tell apart.';
  const over = `over ${spanWords(periods, spacing)}`;
  const best = channels.find(({ design }) => design !== null);
  if (best !== undefined) {
    return `A study of ${best.channel} would help the budget most: deciding after it is worth ${text(best.value)} ${over}. Knowing for certain which of the ${models} models is right would be worth ${text(perfectInformation)}.`;
  }
  return `No study is worth its cost: knowing for certain which of the ${models} models is right would bring ${text(perfectInformation)} ${over}, and no single study tells enough of it.`;
}

/** Sets of models that a study may tell apart, the usual one first. */
export const SETS: readonly { value: ModelSet; label: string }[] = [
  { value: 'plausible', label: 'All that predict about as well' },
  { value: 'draws', label: 'Resamples of those' },
  { value: 'pareto', label: 'All of the Pareto fronts' },
  { value: 'representatives', label: 'One per cluster' },
];

/** What is asked of the backend: the decision of a saved scenario (today's budget without one) over the models of a set. */
export function questionOf(saved: ModelScenario | null, models: ModelSet): ModelScenario {
  const asked: ModelScenario = { ...(saved ?? { scenario: { kind: 'max_response' } }) };
  // The plan is another question, and which models are looked at is asked here.
  delete asked.plan;
  delete asked.robust;
  return models === 'plausible' ? asked : { ...asked, robust: { models, objective: { kind: 'mean' } } };
}
