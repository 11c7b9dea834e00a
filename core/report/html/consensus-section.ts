import { consensusCovers, consensusRows, consensusSentences, verdictText } from '../consensus-words.ts';
import { intervalCells, intervalText } from '../interval-words.ts';
import { barChart } from '../svg/bars.ts';
import { escapeHtml } from './escape.ts';
import type { Drawing, ReportData } from './report-data.ts';
import { section } from './section.ts';
import { figureHtml, table } from './table.ts';

/** What all plausible models say together about each channel, beside the model of the report; nothing where the run does not know. */
export function consensusSection({ consensus, spec, model }: Pick<ReportData, 'consensus' | 'spec' | 'model'>, { format }: Drawing): string {
  if (consensus === undefined || consensus === null) return '';
  const { kind } = spec.response;
  const measure = kind === 'revenue' ? 'ROAS' : 'CPA';
  const style = kind === 'revenue' ? 'ratio' : 'money';
  const figure = format[style];
  const rows = consensusRows(consensus, kind);
  const own = (channel: string): number | null => (kind === 'revenue' ? model.evaluation.roi : model.evaluation.cpa)[channel] ?? null;
  const words = consensusSentences(consensus, kind, format).map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('');
  const drawn = barChart(`${measure} by channel over all plausible models`, rows.map(({ channel, value, interval }) => ({
    label: channel, values: [value], whiskers: [interval === null ? null : [interval.lower, interval.upper] as const], note: `${figure(value)} (${intervalText(interval, figure)})`,
  })), [{ name: measure, paint: 'fitted' }], figure, kind === 'revenue' ? [{ name: 'Break-even', value: 1 }] : []);
  return section('What the plausible models say together', `<ul>${words}</ul>${figureHtml(
    `${measure} over the window${kind === 'revenue' ? '; the dashed line is break-even' : ''}. ${consensusCovers(consensus, format)}`, drawn,
    table(`${measure} over all plausible models`,
      [['Channel', 'text'], ['Spend', 'money'], [measure, style], [`${measure}, lower end`, style], [`${measure}, upper end`, style], ['What can be told', 'text'], [`${measure} by model ${model.id}`, style]],
      rows.map(({ channel, spend, value, interval, verdict }) => [channel, spend, value, ...intervalCells(interval), verdictText(verdict, kind), own(channel)])), format)}`);
}
