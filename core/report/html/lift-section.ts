import type { LiftStudyRow } from '../lift-studies.ts';
import { barChart } from '../svg/bars.ts';
import type { Drawing } from './report-data.ts';
import { section } from './section.ts';
import { figureHtml, table } from './table.ts';

/** Predicted against observed for each lift study; empty without studies. */
export function liftSection(studies: readonly LiftStudyRow[], { format }: Drawing): string {
  if (studies.length === 0) return '';
  const named = studies.map((row) => ({ ...row, name: row.channels.join(' + '), days: `${row.from} to ${row.to}` }));
  const drawn = barChart('Observed and predicted lift by study', named.map(({ name, observed, predicted, error }) => ({
    label: name, values: [observed, Number.isFinite(predicted) ? predicted : null], note: `${format.percent(error)} off`,
  })), [{ name: 'Observed', paint: 'actual' }, { name: 'Predicted', paint: 'fitted' }], format.compact);
  return section('What the lift studies say', figureHtml('Lift that was measured, and what the model says for the same channels and days.', drawn,
    table('Lift studies', [['Channels', 'text'], ['Dates', 'text'], ['Effect', 'text'], ['Observed', 'amount'], ['Predicted', 'amount'], ['Error', 'percent'], ['Weight', 'percent'], ['ROAS observed', 'ratio'], ['ROAS predicted', 'ratio']],
      named.map((row) => [row.name, row.days, row.scope, row.observed, row.predicted, row.error, row.weight, row.roas.observed, row.roas.predicted])), format));
}
