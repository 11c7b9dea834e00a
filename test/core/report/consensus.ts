import type { Consensus } from '../../../core/uncertainty/consensus.ts';
import type { Estimate } from '../../../core/uncertainty/widened.ts';

/** In another order than that of their spend. */
export const CHANNELS = ['search', 'tv', 'radio', 'print', 'outdoor', 'idle'];
const SPEND: Readonly<Record<string, number>> = { tv: 1000, search: 800, radio: 600, print: 400, outdoor: 200, idle: 0 };
const ROAS: Readonly<Record<string, Estimate>> = {
  tv: { estimate: 2, lower: 1.5, upper: 2.5 }, search: { estimate: 1.2, lower: 0.8, upper: 2 }, radio: { estimate: 1, lower: 0.4, upper: 2.5 },
  print: { estimate: 1, lower: 0, upper: 2 }, outdoor: { estimate: 0.5, lower: 0.3, upper: 0.9 },
};

/** One channel of each kind: above, on either side, too wide, from 0, below, never spent on. */
export function aConsensus(roas: Readonly<Record<string, Estimate>> = {}): Consensus {
  return {
    level: 0.9, covers: 'sampling and models', models: 50, draws: 1000, widening: 1.45,
    channels: CHANNELS.map((channel) => {
      const spend = SPEND[channel] ?? 0;
      const told = { ...ROAS, ...roas }[channel] ?? { estimate: 0, lower: 0, upper: 0 };
      return {
        channel, spend, contribution: { estimate: told.estimate * spend, lower: told.lower * spend, upper: told.upper * spend }, roas: spend === 0 ? null : told,
        curve: { spend: [0, 5, 10], estimate: [0, 8, 12], lower: [0, 6, 9], upper: [0, 10, 16] },
      };
    }),
    paid: { estimate: 3000, lower: 2000, upper: 4500 }, paidShare: { estimate: 0.3, lower: 0.2, upper: 0.45 },
  };
}
