import { describeScenario } from '../../../core/report/scenario-words.ts';
import { differingFacts } from '../../../core/report/scenario-constraints.ts';
import type { SavedAllocation } from '../../../electron/contract/allocation.ts';
import type { Format } from '../../composables/format.ts';
import type { ResponseText } from '../../composables/useResponse.ts';

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
  return [
    row('Spend', saved, ({ allocation: { total } }) => ({ text: format.money(total.spend), detail: signedShare(total.spend, total.initialSpend, format) })),
    row(`Expected ${words.response}`, saved, ({ allocation: { total } }) => ({ text: words.text(total.response), detail: signedShare(total.response, total.initialResponse, format) })),
    row('Gain over today', saved, ({ allocation: { total } }) => ({ text: words.signed(total.response - total.initialResponse) })),
    row(words.efficiency, saved, ({ allocation: { total } }) => ({ text: efficiency(total.spend, total.response, words, format), detail: `today ${efficiency(total.initialSpend, total.initialResponse, words, format)}` })),
    ...any(({ detail }) => (detail?.gain ?? null) !== null, row('Chance of a gain, resamples', saved, ({ detail }) => ({ text: format.percent(detail?.gain?.probabilityOfGain, 0) }))),
    ...any(({ allocation }) => allocation.robust !== undefined, row('Chance of a gain, models', saved, ({ allocation: { robust } }) => ({
      text: format.percent(robust?.probabilityOfGain, 0), ...(robust === undefined ? {} : { detail: `worst model ${words.signed(robust.worst)}` }),
    }))),
    ...any(hasPlan, row('Plan: spend', saved, ({ detail }) => ({ text: format.money(detail?.plan?.total.spend) }))),
    ...any(hasPlan, row(`Plan: ${words.response}`, saved, ({ detail }) => ({
      text: words.text(detail?.plan?.total.response), ...((detail?.plan ?? null) === null ? {} : { detail: `then ${words.text(detail?.plan?.total.after)}` }),
    }))),
    row('Proven within', saved, (one) => ({ text: provenText(one, format) })),
  ];
}

function channelRows(saved: readonly SavedAllocation[], what: 'spend' | 'response', text: (value: number | null | undefined) => string, format: Format): ComparisonSection['rows'] {
  return channelsOf(saved).map((channel) => row(channel, saved, ({ allocation }) => ({
    text: text(allocation[what][channel]), detail: signedShare(allocation[what][channel], allocation.initial[what][channel], format),
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
