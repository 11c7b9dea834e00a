import type { ExperimentAdvice, ExperimentDesign } from './experiment.ts';
import { GOOD_ENOUGH } from './designs.ts';

/** Why no study is suggested. */
export type Refusal = 'no-effect' | 'settled' | 'noise' | 'cost';

/** Knowing a channel exactly must bring this share of the response for a study of it to be worth a thought. */
export const NEGLIGIBLE = 1e-4;
/** A study that brings less than this share of perfect information tells too little. */
const LEAST_TOLD = 0.05;

/**
 * The smallest design whose value net of its cost is at least GOOD_ENOUGH of the best one's; of those that move as much
 * money the shortest. Null with the reason where no design is worth its cost or none tells enough.
 */
export function suggest(
  designs: readonly ExperimentDesign[], perfectInformation: number, withoutStudy: number,
): { design: ExperimentDesign; refusal: null } | { design: null; refusal: Refusal } {
  if (designs.every(({ liftLower = 0, liftUpper = 0 }) => liftLower === 0 && liftUpper === 0)) return { design: null, refusal: 'no-effect' };
  if (perfectInformation <= NEGLIGIBLE * Math.abs(withoutStudy)) return { design: null, refusal: 'settled' };
  const telling = designs.filter(({ value }) => value >= LEAST_TOLD * perfectInformation);
  if (telling.length === 0) return { design: null, refusal: 'noise' };
  const most = Math.max(...telling.map(netOf));
  if (most <= 0) return { design: null, refusal: 'cost' };
  const good = telling.filter((design) => netOf(design) >= GOOD_ENOUGH * most);
  good.sort((a, b) => Math.abs(a.extraSpend) - Math.abs(b.extraSpend) || a.periods - b.periods || netOf(b) - netOf(a));
  return { design: good[0] as ExperimentDesign, refusal: null };
}

export function netOf({ value, net = value }: ExperimentDesign): number {
  return net;
}

/** What a study of the channel is worth after its cost; 0 without one. */
export function worth({ design }: Pick<ExperimentAdvice, 'design'>): number {
  return design === null ? 0 : netOf(design);
}
