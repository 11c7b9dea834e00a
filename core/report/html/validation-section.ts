import { barChart } from '../svg/bars.ts';
import { validationSentences } from '../validation-sentences.ts';
import type { Drawing, ReportModel } from './report-data.ts';
import { escapeHtml } from './escape.ts';
import { section } from './section.ts';
import { figureHtml, table, tableHtml } from './table.ts';

/** How the model does on periods it has not seen: the scheme in words, fold by fold, and the test period. */
export function validationSection({ page, refit }: ReportModel, { format }: Drawing): string {
  const { folds, mean } = page.validation;
  const words = validationSentences(page, format, refit !== null).map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('');
  const rows = folds.map((fold, index) => ({ ...fold, name: `Fold ${index + 1}`, days: `${format.day(fold.from)} to ${format.day(fold.to)}` }));
  const drawn = folds.length === 0 ? '' : figureHtml('Error (NRMSE) of each fold on its own block of periods; the dashed line is their mean.',
    barChart('Error by fold', rows.map(({ name, nrmse }) => ({ label: name, values: [nrmse], note: format.ratio(nrmse) })), [{ name: 'NRMSE', paint: 'fitted' }],
      format.ratio, mean === null ? [] : [{ name: 'Mean of the folds', value: mean }]),
    table('Error by fold', [['Fold', 'text'], ['Scored on', 'text'], ['Rows trained on', 'amount'], ['NRMSE', 'ratio']],
      rows.map(({ name, days, trainRows, nrmse }) => [name, days, trainRows, nrmse])), format);
  const both = refit === null ? '' : tableHtml(table('As tuned and refitted on all rows', [['Channel', 'text'], ['ROAS as tuned', 'ratio'], ['ROAS refitted', 'ratio'], ['CPA as tuned', 'ratio'], ['CPA refitted', 'ratio']],
    page.shares.map(({ channel, roas, cpa }) => [channel, roas, refit.roi[channel] ?? null, cpa, refit.cpa[channel] ?? null])), format);
  return section('How it does on periods it has not seen', words + drawn + both);
}
