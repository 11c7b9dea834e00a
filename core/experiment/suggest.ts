import type { ExperimentAdvice, ExperimentDesign } from './experiment.ts';
import { GOOD_ENOUGH } from './designs.ts';

/** Why no study is suggested. */
export type Refusal = 'no-effect' | 'settled' | 'noise' | 'little' | 'cost';

/** What brings less than this share of the response is not worth a study. */
export const NEGLIGIBLE = 1e-3;

/**
 * The smallest design whose value net of its cost is at least GOOD_ENOUGH of the best one's; of those that move as much
 * money the shortest. Null with the reason where none is worth its cost or tells enough.
 * @param withoutStudy response of the best budget without a study, in the unit of the designs' values
 */
export function suggest(
  designs: readonly ExperimentDesign[], perfectInformation: number, withoutStudy: number,
): { design: ExperimentDesign; refusal: null } | { design: null; refusal: Refusal } {
  const least = NEGLIGIBLE * Math.abs(withoutStudy);
  if (designs.every(({ liftLower = 0, liftUpper = 0 }) => liftLower === 0 && liftUpper === 0)) return { design: null, refusal: 'no-effect' };
  if (perfectInformation <= least) return { design: null, refusal: 'settled' };
  const telling = designs.filter(({ value }) => value > least);
  if (telling.length === 0) return { design: null, refusal: designs.every(({ liftSpread, noise }) => liftSpread < noise) ? 'noise' : 'little' };
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
