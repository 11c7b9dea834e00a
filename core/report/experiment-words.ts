import type { Spacing } from '../data/table.ts';
import type { ExperimentAdvice, ExperimentRanking } from '../experiment/experiment.ts';
import { formatPlain } from './format.ts';
import type { ReportTable } from './tables.ts';

/** A decision is made for about so long unless said. */
export const YEAR_PERIODS: Readonly<Record<Spacing, number>> = { day: 364, week: 52, month: 12 };

/** `switch it off`, `raise its spend by 50 %` */
export function changeWords(change: number): string {
  if (change === -1) return 'switch it off';
  if (change === 1) return 'double its spend';
  return `${change < 0 ? 'lower' : 'raise'} its spend by ${Math.round(100 * Math.abs(change))} %`;
}

/** `switching it off`, `raising its spend by 50 %` */
export function changingWords(change: number): string {
  if (change === -1) return 'switching it off';
  if (change === 1) return 'doubling its spend';
  return `${change < 0 ? 'lowering' : 'raising'} its spend by ${Math.round(100 * Math.abs(change))} %`;
}

/** `8 weeks`, `1 month`; `8 periods` where the spacing is not known. */
export function spanWords(periods: number, spacing: Spacing | undefined): string {
  return `${formatPlain(periods)} ${spacing ?? 'period'}${periods === 1 ? '' : 's'}`;
}

/** Share of what knowing the right model would bring; null where that is nothing. */
export function shareOfPerfect({ perfectInformation }: ExperimentRanking, { value }: Pick<ExperimentAdvice, 'value'>): number | null {
  return perfectInformation > 0 ? value / perfectInformation : null;
}

/** One row per channel, the most worth studying first. */
export function experimentTable(ranking: ExperimentRanking): ReportTable {
  return {
    caption: `Worth of a lift study, over ${spanWords(ranking.periods, ranking.spacing)}`,
    columns: [
      { title: 'Channel', style: 'text' }, { title: 'Worth of the study', style: 'amount' }, { title: 'Its cost', style: 'amount' },
      { title: 'Channel exactly known', style: 'amount' }, { title: 'Of perfect information', style: 'percent' }, { title: 'Chance that it changes the budget', style: 'percent' },
      { title: 'Study', style: 'text' }, { title: 'Extra spend', style: 'money' }, { title: 'In words', style: 'text' },
    ],
    rows: ranking.channels.map((advice) => {
      const { channel, value, perfectInformation, changesDecision, design, sentence } = advice;
      const exact = [perfectInformation, shareOfPerfect(ranking, advice)];
      return design === null ? [channel, null, null, ...exact, null, 'none', null, sentence]
        : [channel, value, design.cost ?? null, ...exact, changesDecision, `${changeWords(design.change)} for ${spanWords(design.periods, ranking.spacing)}`, design.extraSpend, sentence];
    }),
  };
}
