import { describeScenario } from '../../../core/report/scenario-words.ts';
import { differingFacts } from '../../../core/report/scenario-constraints.ts';
import type { SavedAllocation } from '../../../electron/contract/allocation.ts';
import type { Format } from '../../composables/format.ts';
import type { ResponseText } from '../../composables/useResponse.ts';
import { shownFigures } from './shown-figures.ts';
import type { ShownFigures } from './shown-figures.ts';

export interface ComparisonCell {
  text: string;
  /** Under it, smaller: usually the change against today. */
  detail?: string;
}

export interface ComparisonSection {
  title: string;
  rows: { label: string; cells: ComparisonCell[] }[];
}

/** Scenarios side by side: totals, channels, and what was asked differently. Cells in the order of the scenarios. */
export function comparisonSections(saved: readonly SavedAllocation[], words: ResponseText, format: Format): ComparisonSection[] {
  const differences = differingFacts(saved.map(({ scenario }) => scenario), format);
  return [
    { title: 'Asked', rows: [row('What was asked', saved, ({ scenario }) => ({ text: describeScenario(scenario, format) }))] },
    { title: 'Per period', rows: totalRows(saved, words, format) },
    { title: `Spend (${format.currency} per period), and against today`, rows: channelRows(saved, 'spend', format.amount, format) },
    { title: `Expected ${words.response} per period, and against today`, rows: channelRows(saved, 'response', words.text, format) },
    ...(differences.length === 0 ? [] : [{ title: 'Constraints that differ', rows: differences.map(({ label, values }) => ({ label, cells: values.map((text) => ({ text })) })) }]),
  ];
}

function row(label: string, saved: readonly SavedAllocation[], cell: (one: SavedAllocation) => ComparisonCell): ComparisonSection['rows'][number] {
  return { label, cells: saved.map(cell) };
}

function totalRows(saved: readonly SavedAllocation[], words: ResponseText, format: Format): ComparisonSection['rows'] {
  const any = (has: (one: SavedAllocation) => boolean, line: ComparisonSection['rows'][number]): ComparisonSection['rows'] => (saved.some(has) ? [line] : []);
  const hasGain = (one: SavedAllocation): boolean => !hasPlan(one) && (one.detail?.gain ?? null) !== null;
  const isJudged = (one: SavedAllocation): boolean => !hasPlan(one) && one.allocation.robust !== undefined;
  return [
    figureRow('Spend', saved, ({ total }, { initialSpend }) => ({ text: format.money(total.spend), detail: signedShare(total.spend, initialSpend, format) })),
    figureRow(`Expected ${words.response}`, saved, ({ total, planPeriods }, { initialResponse }) => ({
      text: words.text(total.response), detail: planPeriods === null ? signedShare(total.response, initialResponse, format) : `mean of ${planPeriods} periods`,
    })),
    figureRow('Gain', saved, ({ gain, planPeriods }) => ({ text: words.signed(gain), detail: planPeriods === null ? 'over today' : 'over an even split' })),
    figureRow(words.efficiency, saved, ({ total }, { initialSpend, initialResponse }) => ({
      text: efficiency(total.spend, total.response, words, format), detail: `today ${efficiency(initialSpend, initialResponse, words, format)}`,
    })),
    ...any(hasGain, row('Chance of a gain, resamples', saved, (one) => ({ text: format.percent(hasGain(one) ? one.detail?.gain?.probabilityOfGain : null, 0) }))),
    ...any(isJudged, row('Chance of a gain, models', saved, (one) => {
      const robust = isJudged(one) ? one.allocation.robust : undefined;
      return { text: format.percent(robust?.probabilityOfGain, 0), ...(robust === undefined ? {} : { detail: `worst model ${words.signed(robust.worst)}` }) };
    })),
    ...any(hasPlan, row('Whole plan: spend', saved, ({ detail }) => ({ text: format.money(detail?.plan?.total.spend) }))),
    ...any(hasPlan, row(`Whole plan: ${words.response}`, saved, ({ detail }) => ({
      text: words.text(detail?.plan?.total.response), ...((detail?.plan ?? null) === null ? {} : { detail: `then ${words.text(detail?.plan?.total.after)}` }),
    }))),
    row('Proven within', saved, (one) => ({ text: provenText(one, format) })),
  ];
}

function figureRow(label: string, saved: readonly SavedAllocation[], cell: (figures: ShownFigures, today: { initialSpend: number; initialResponse: number }) => ComparisonCell): ComparisonSection['rows'][number] {
  return row(label, saved, (one) => cell(shownFigures(one), one.allocation.total));
}

function channelRows(saved: readonly SavedAllocation[], what: 'spend' | 'response', text: (value: number | null | undefined) => string, format: Format): ComparisonSection['rows'] {
  return channelsOf(saved).map((channel) => figureRow(channel, saved, (figures) => ({
    text: text(figures[what][channel]), detail: signedShare(figures[what][channel], figures.today[what][channel], format),
  })));
}

/** Of all of them, in the order they first come. */
export function channelsOf(saved: readonly SavedAllocation[]): string[] {
  return [...new Set(saved.flatMap(({ allocation }) => Object.keys(allocation.spend)))];
}

/** `+12.0%` against what was; a dash where that was nothing. */
export function signedShare(now: number | undefined, before: number | undefined, format: Pick<Format, 'percent'>): string {
  if (now === undefined || before === undefined || before === 0) return format.percent(null);
  const share = now / before - 1;
  return `${share > 0.0005 ? '+' : ''}${format.percent(Math.abs(share) < 0.0005 ? 0 : share)}`;
}

function efficiency(spend: number, response: number, words: ResponseText, format: Format): string {
  if (spend <= 0 || response <= 0) return format.ratio(null);
  return words.isMoney ? format.ratio(response / spend) : format.money(spend / response);
}

function hasPlan({ detail }: SavedAllocation): boolean {
  return (detail?.plan ?? null) !== null;
}

/** How good it is proven to be; of a plan, the plan's. */
export function provenText({ scenario, allocation, detail }: SavedAllocation, format: Pick<Format, 'percent'>): string {
  return scenario.scenario.kind === 'given' ? 'set by hand' : provenWithin(detail?.plan?.gap ?? allocation.gap, format);
}

/** The solver's gap; what is smaller than a millionth is not told apart. */
export function provenWithin(gap: number | null, format: Pick<Format, 'percent'>): string {
  return gap === null ? format.percent(null) : format.percent(Math.max(gap, 1e-6), gap < 0.001 ? 4 : 2);
}
