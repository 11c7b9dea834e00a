import type { ModelPage } from '../model-page.ts';
import { lineChart } from '../svg/lines.ts';
import type { Drawing } from './report-data.ts';
import { section } from './section.ts';
import { figureHtml, table } from './table.ts';

/** Actual against fitted with the periods that were held out, and what is left over. */
export function fitSection(page: ModelPage, { format }: Drawing): string {
  const { dates, actual, fitted, residual, ranges } = page.fit;
  const { folds } = page.validation;
  const over = (values: readonly number[]) => dates.map((date, row): [number, number] => [date, values[row] ?? 0]);
  // With folds the blocks that were scored are shaded; a holdout's parts are marked where they begin.
  const regions = [
    ...folds.map(({ from, to }, index) => ({ from, to, label: `fold ${index + 1}`, paint: index % 2 === 0 ? 'even' : 'odd' })),
    ...(page.testPeriod === null ? [] : [{ ...page.testPeriod, label: 'test period', paint: 'kept' }]),
  ];
  const rules = folds.length > 0 ? [] : ranges.filter(({ from }) => from > 0).map(({ name, from }) => ({ x: dates[from] ?? 0, label: name }));
  const series = lineChart('Actual and fitted response over time', [
    { name: 'Actual', paint: 'actual', points: over(actual) }, { name: 'Fitted', paint: 'fitted', points: over(fitted) },
  ], { xLabel: format.day, yLabel: format.compact, xTitle: 'Date', yTitle: 'Response', rules, regions });
  const scatter = lineChart('Residuals by fitted response', [{ name: 'Residual', paint: 'fitted', points: [], marks: fitted.map((value, row): [number, number] => [value, residual[row] ?? 0]) }],
    { xLabel: format.compact, yLabel: format.compact, xTitle: 'Fitted', yTitle: 'Actual − fitted', zero: true, height: 200 });
  const said = folds.length === 0 ? 'Actual against fitted response.'
    : 'Actual response against the one fitted with all of these periods. Shaded: the blocks each fold was scored on, by a model that had not seen them.';
  return section('How well it fits', figureHtml(said, series,
    table('Actual and fitted', [['Date', 'text'], ['Actual', 'amount'], ['Fitted', 'amount'], ['Residual', 'amount']],
      dates.map((date, row) => [format.day(date), actual[row] ?? null, fitted[row] ?? null, residual[row] ?? null])), format)
    + `<figure><figcaption>What is left: without a pattern, the model has taken out what there was. The numbers are in the table above.</figcaption>${scatter}</figure>`);
}
