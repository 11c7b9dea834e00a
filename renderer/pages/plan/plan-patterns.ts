import type { Plan, PlanTotal } from '../../../core/allocation/plan/plan.ts';

/** A way to spend over the planned periods, beside the plan. */
export interface Pattern {
  name: string;
  note: string;
  total: PlanTotal;
  /** What the plan brings more, in what is counted; null for the plan itself. */
  more: number | null;
  /** The same / the pattern's; null where that is nothing. */
  share: number | null;
}

/** The plan, then what it is compared with. */
export function patternsOf({ total, even, lastYear, today }: Plan): Pattern[] {
  const beside = (name: string, note: string, other: PlanTotal): Pattern => ({
    name, note, total: other, more: total.value - other.value, share: other.value > 0 ? total.value / other.value - 1 : null,
  });
  return [
    { name: 'This plan', note: '', total, more: null, share: null },
    beside('Even split', 'the same money per channel, as much in every period', even),
    ...(lastYear === null ? [] : [beside("Last year's pattern", 'the same money, spread over the periods as a year before', lastYear)]),
    ...(today === undefined ? [] : [beside("Today's spend", 'as much as today in every period', today)]),
  ];
}

/** How strongly a cell of the calendar is coloured, 0..1: its money as a share of the channel's largest period. */
export function heatOf(spend: readonly number[]): number[] {
  const most = spend.reduce((a, b) => Math.max(a, b), 0);
  return spend.map((money) => (most > 0 ? money / most : 0));
}

/** `rgba(…)` of `#rrggbb`. */
export function tinted(colour: string, alpha: number): string {
  const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  return `rgba(${part(1)}, ${part(3)}, ${part(5)}, ${Number(alpha.toFixed(3))})`;
}

/** Years of the periods with how many there are of each, in order: headings over several columns. */
export function yearSpans(dates: readonly string[]): { year: string; periods: number }[] {
  return dates.reduce<{ year: string; periods: number }[]>((spans, date) => {
    const year = date.slice(0, 4);
    const last = spans.at(-1);
    return last?.year === year ? [...spans.slice(0, -1), { year, periods: last.periods + 1 }] : [...spans, { year, periods: 1 }];
  }, []);
}
