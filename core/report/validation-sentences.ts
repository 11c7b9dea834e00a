import { plural } from '../data/plural.ts';
import type { Format } from './format.ts';
import type { ModelPage } from './model-page.ts';

/** How a model was validated and what came of it, in sentences. `refitted`: whether it is there with every row trained on, too. */
export function validationSentences({ validation, testPeriod, spacing }: Pick<ModelPage, 'validation' | 'testPeriod' | 'spacing'>, format: Format, refitted: boolean): string[] {
  return [
    `${validation.words[0]?.toUpperCase() ?? ''}${validation.words.slice(1)}.`,
    ...foldSentence(validation, format),
    ...(testPeriod === null ? [] : [
      `Tuned without the last ${plural(testPeriod.rows, spacing)} (${format.day(testPeriod.from)} to ${format.day(testPeriod.to)}): NRMSE there ${format.significant(testPeriod.nrmse)}, adjusted R² ${format.significant(testPeriod.rsq)}. `
      + `Before an allocation the model is refitted on all rows${refitted ? '; both versions are shown' : ''}.`,
    ]),
  ];
}

function foldSentence({ folds, mean, sd }: ModelPage['validation'], format: Format): string[] {
  if (folds.length === 0) {
    return mean === null ? ['No periods were held out for validation: nothing here shows how the model does on periods it has not seen.']
      : [`Error on the periods held out: NRMSE ${format.significant(mean)}.`];
  }
  const errors = folds.map(({ nrmse }) => nrmse);
  const [least, most] = [Math.min(...errors), Math.max(...errors)];
  const spread = sd === null ? '' : ` ± ${format.significant(sd)} (mean and standard deviation of ${folds.length} folds; ${format.significant(least)} in the best, ${format.significant(most)} in the worst)`;
  const uneven = most > 2 * least ? ' The folds differ a lot: how good the model is depends on the stretch of time.' : '';
  return [`Error on periods not trained on: NRMSE ${format.significant(mean)}${spread}.${uneven}`];
}
