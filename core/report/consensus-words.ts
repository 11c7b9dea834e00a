import type { ResponseKind } from '../spec/spec.ts';
import type { Consensus, ConsensusChannel } from '../uncertainty/consensus.ts';
import type { Interval } from '../uncertainty/interval.ts';
import type { Format } from './format.ts';
import { intervalName, intervalText } from './interval-words.ts';

/** What all plausible models together say about each channel, and how much of it can be acted on, in words. */

/**
 * `above`, `below`: the whole interval lies on one side of a ROAS of 1. `unclear`: it is too wide to tell much, from under
 * half the estimate to over twice of it, or from 0. `between`: told, but on both sides of 1; without revenue, just told.
 */
export type Verdict = 'above' | 'below' | 'between' | 'unclear';

export interface ConsensusRow {
  channel: string;
  /** Over the window. */
  spend: number;
  /** ROAS, or CPA for conversions; null: nothing was spent, or no effect found. */
  value: number | null;
  /** The upper end of a CPA may be Infinity. */
  interval: Interval | null;
  contribution: ConsensusChannel['contribution'];
  /** Null where nothing was spent. */
  verdict: Verdict | null;
}

/** A ROAS that brings in what was spent, before the cost of what is sold. */
const BREAK_EVEN = 1;
/** An interval over as many times the estimate, and under one over as many, tells too little. */
const WIDE = 2;

/** The channel with the largest spend first. */
export function consensusRows({ channels }: Consensus, kind: ResponseKind): ConsensusRow[] {
  return [...channels].sort((a, b) => b.spend - a.spend).map(({ channel, spend, contribution, roas }) => {
    const told = roas === null ? null : kind === 'revenue' ? roas
      : { estimate: inverse(roas.estimate), lower: inverse(roas.upper), upper: inverse(roas.lower) };
    return {
      channel, spend, contribution, interval: told === null ? null : { lower: told.lower, upper: told.upper },
      value: told === null || !Number.isFinite(told.estimate) ? null : told.estimate, verdict: roas === null ? null : verdictOf(roas, kind),
    };
  });
}

/** How a row of the table puts it. */
export function verdictText(verdict: Verdict | null, kind: ResponseKind): string {
  if (verdict === null) return 'nothing was spent';
  if (verdict === 'between') return kind === 'revenue' ? 'on both sides of break-even' : 'can be told';
  return { above: 'above break-even', below: 'below break-even', unclear: 'can’t be told' }[verdict];
}

/** The answer first: which channels clearly pay, which don't, which can't be told. One sentence each; none of them empty. */
export function consensusSentences(consensus: Consensus, kind: ResponseKind, format: Format): string[] {
  const rows = consensusRows(consensus, kind);
  const of = (verdict: Verdict): string[] => rows.filter((row) => row.verdict === verdict).map(({ channel }) => channel);
  const [above, below, between, unclear] = [of('above'), of('below'), of('between'), of('unclear')];
  const { paidShare } = consensus;
  return [
    ...(kind === 'revenue' ? [above.length === 0 ? 'No channel is clearly above break-even (its whole interval over a ROAS of 1, margin not counted).'
      : `Clearly above break-even (the whole interval over a ROAS of 1, margin not counted): ${listed(above)}.`] : []),
    ...(below.length === 0 ? [] : [`Clearly below it: ${listed(below)}.`]),
    ...(kind === 'revenue' && between.length > 0 ? [`On either side of it, by these data: ${listed(between)}.`] : []),
    unclear.length === 0 ? 'No channel’s interval is so wide that nothing can be told.'
      : `Can’t be told from these data: ${listed(unclear)}; ${unclear.length === 1 ? 'its interval reaches' : 'their intervals reach'} from under half to over twice the estimate, or from no effect at all.`,
    `All paid channels together bring ${format.percent(paidShare.estimate, 0)} of the response (${intervalText(paidShare, (value) => format.percent(value, 0))}).`,
  ];
}

/** What the intervals cover and how they were made. */
export function consensusCovers({ level, covers, models, draws, widening }: Consensus, format: Format): string {
  return `${intervalName({ level, covers })}, from ${format.number(models, 0)} plausible models and ${format.number(draws, 0)} draws: covers sampling and choice of model;`
    + ` half-widths stretched by ${format.number(widening)}, the factor at which such intervals held the truth in 9 of 10 simulated advertisers (that of all channels together by more).`;
}

function verdictOf({ estimate, lower, upper }: Interval & { estimate: number }, kind: ResponseKind): Verdict {
  if (kind === 'revenue' && lower > BREAK_EVEN) return 'above';
  if (kind === 'revenue' && upper < BREAK_EVEN) return 'below';
  return lower <= 0 || (lower < estimate / WIDE && upper > estimate * WIDE) ? 'unclear' : 'between';
}

function inverse(value: number): number {
  return value > 0 ? 1 / value : Infinity;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
