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
