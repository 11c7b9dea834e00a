import { loadProphet } from '../../electron/engine/prophet/load.ts';
import type { BenchRow } from '../row.ts';
import { REFERENCE, runOn } from './estimate.ts';
import type { RunOutcome } from './estimate.ts';
import { advertiser } from './generator.ts';
import type { Advertiser, Collinearity, Noise } from './generator.ts';
import { averageOf, rankCorrelation } from './statistics.ts';

/**
 * Apart from the seeds the defaults and the widening of intervals were settled on (1000 to 1059, 2000 to 2023, 5000 to 5507,
 * 7000 to 7507, 9000 to 9507, 30000 to 30524, 40000 to 40524, 50000 to 50524, 60000 to 60524).
 */
const FIRST_SEED = 11000;
const PER_CELL = 8;

const CELLS: { collinearity: Collinearity; noise: Noise }[] = (['low', 'medium', 'high'] as const).flatMap((collinearity) =>
  (['low', 'high'] as const).map((noise) => ({ collinearity, noise })));

interface Score {
  cell: string;
  way: string;
  /** Mean over channels of |ROAS − truth|, in units of the advertiser's mean true ROAS. */
  error: number;
  rank: number;
}

interface Gained {
  way: string;
  /** Of the true response to the present spend, with the mean carry-over there was and in the long run. */
  share: number;
  steady: number;
}

interface Covered {
  cell: string;
  quantity: string;
  held: boolean;
}

/**
 * Whole runs on simulated advertisers, the reference's way and Mixwright's default, each held against the truth: error
 * of ROAS, rank correlation, what budgets decided over different sets of models truly gain, and how often nominal 90 %
 * intervals of the default hold what they are about.
 */
export async function benchAdvertisers(perCell = PER_CELL): Promise<BenchRow[]> {
  const prophet = await loadProphet();
  const scores: Score[] = [];
  const coverage: Covered[] = [];
  const gained: Gained[] = [];
  for (const [index, { collinearity, noise }] of CELLS.entries()) {
    const cell = `${collinearity} collinearity, ${noise} noise`;
    for (let i = 0; i < perCell; i++) {
      const simulated = advertiser(FIRST_SEED + index * 100 + i, collinearity, noise);
      const reference = await runOn(simulated, REFERENCE, prophet);
      const ours = await runOn(simulated, {}, prophet);
      const score = (way: string, roas: Record<string, number | null>): void => void scores.push({ cell, way, ...held(simulated, roas) });
      score('reference, best error score', reference.best.roi);
      score('default, best error score', ours.best.roi);
      score('default, consensus', Object.fromEntries(ours.consensus.channels.map(({ channel, roas }) => [channel, roas?.estimate ?? null])));
      score('every channel alike', Object.fromEntries(simulated.truth.map(({ channel }) => [channel, meanRoas(simulated)])));
      gained.push(...gainsOf(simulated, ours));
      coverage.push(...coverageOf(simulated, ours).map((one) => ({ cell, ...one })));
    }
  }
  return [...scoreRows(scores), ...gainRows(gained), ...coverageRows(coverage)];
}

function meanRoas({ truth }: Advertiser): number {
  return truth.reduce((sum, { contribution }) => sum + contribution, 0) / truth.reduce((sum, { spend }) => sum + spend, 0);
}

function held(simulated: Advertiser, roas: Record<string, number | null>): { error: number; rank: number } {
  const estimates = simulated.truth.map(({ channel }) => roas[channel] ?? 0);
  const truth = simulated.truth.map((channel) => channel.roas);
  return {
    error: averageOf(estimates.map((value, k) => Math.abs(value - (truth[k] as number)))) / meanRoas(simulated),
    rank: rankCorrelation(estimates, truth),
  };
}

function coverageOf({ truth }: Advertiser, { consensus, intervals, suggestion, suggestions, initial, gain }: RunOutcome): Omit<Covered, 'cell'>[] {
  const list: Omit<Covered, 'cell'>[] = [];
  // A wasted channel's 0 is held by an interval that begins there.
  const note = (quantity: string, value: number, interval: { lower: number; upper: number } | null | undefined): void => {
    if (interval === null || interval === undefined) return;
    const slack = 1e-9 * Math.max(Math.abs(interval.lower), Math.abs(interval.upper));
    list.push({ quantity, held: value >= interval.lower - slack && value <= interval.upper + slack });
  };
  const paid = truth.reduce((sum, { contribution }) => sum + contribution, 0);
  note('consensus: contribution of all channels', paid, consensus.paid);
  truth.forEach((channel, k) => {
    const said = consensus.channels[k];
    if (said === undefined) return;
    note('consensus: ROAS and contribution', channel.roas, said.roas);
    for (const [at, words] of [[4, 'half'], [8, 'once'], [12, '1.5 times']] as const) {
      const { spend, lower, upper } = said.curve;
      note(`consensus: response curve at ${words} the mean spend`, channel.curve(spend[at] ?? NaN), { lower: lower[at] ?? NaN, upper: upper[at] ?? NaN });
    }
    note('best model: ROAS and contribution', channel.roas, intervals.roas[channel.channel]);
    note('best model: effect share', channel.contribution / paid, intervals.effectShare?.[channel.channel]);
    const curve = intervals.curves[channel.channel];
    const mean = initial[channel.channel] ?? NaN;
    const next = curve?.spend.findIndex((spend) => spend >= 1.5 * mean) ?? -1;
    if (curve !== undefined && next >= 0) {
      note('best model: response curve at 1.5 times the mean spend', channel.curve(curve.spend[next] ?? NaN), { lower: curve.lower[next] ?? NaN, upper: curve.upper[next] ?? NaN });
    }
  });
  const trueGain = truth.reduce((sum, { channel, curve }) => sum + curve(suggestion[channel] ?? NaN) - curve(initial[channel] ?? NaN), 0);
  note('best model: gain of its suggestion', trueGain, gain.gain);
  for (const { way, spend, gain: promised } of suggestions) {
    const curve = way.includes('steady') ? 'steady' : 'curve';
    note(`gain promised by ${way}`, truth.reduce((sum, one) => sum + one[curve](spend[one.channel] ?? NaN) - one[curve](initial[one.channel] ?? NaN), 0), promised);
  }
  return list;
}

function gainsOf({ truth }: Advertiser, { suggestions, initial }: RunOutcome): Gained[] {
  const share = (spend: Readonly<Record<string, number>>, curve: 'curve' | 'steady'): number => {
    const at = (of: Readonly<Record<string, number>>): number => truth.reduce((sum, one) => sum + one[curve](of[one.channel] ?? NaN), 0);
    return at(spend) / at(initial) - 1;
  };
  return suggestions.map(({ way, spend }) => ({ way, share: share(spend, 'curve'), steady: share(spend, 'steady') }));
}

function gainRows(gained: readonly Gained[]): BenchRow[] {
  return [...new Set(gained.map(({ way }) => way))].map((way): BenchRow => {
    const own = gained.filter((one) => one.way === way);
    const up = averageOf(own.map(({ share }) => (share > 0 ? 100 : 0)));
    return {
      name: `budget by ${way}`, value: 100 * averageOf(own.map(({ share }) => share)), unit: '% true gain',
      note: `${up.toFixed(0)} % of ${own.length} advertisers gain; ${(100 * averageOf(own.map(({ steady }) => steady))).toFixed(1)} % in the long run`,
    };
  });
}

function scoreRows(scores: readonly Score[]): BenchRow[] {
  const ways = [...new Set(scores.map(({ way }) => way))];
  return ['all', ...new Set(scores.map(({ cell }) => cell))].flatMap((cell) => ways.map((way): BenchRow => {
    const chosen = scores.filter((score) => score.way === way && (cell === 'all' || score.cell === cell));
    return {
      name: `${cell}: ${way}`, value: averageOf(chosen.map(({ error }) => error)), unit: 'error of ROAS',
      note: `rank correlation ${averageOf(chosen.map(({ rank }) => rank)).toFixed(2)}, ${chosen.length} advertisers`,
    };
  }));
}

function coverageRows(coverage: readonly Covered[]): BenchRow[] {
  const share = (list: readonly Covered[]): number => averageOf(list.map((one) => (one.held ? 100 : 0)));
  return [...new Set(coverage.map(({ quantity }) => quantity))].map((quantity): BenchRow => {
    const chosen = coverage.filter((one) => one.quantity === quantity);
    const cells = [...new Set(chosen.map(({ cell }) => cell))].map((cell) => Math.round(share(chosen.filter((one) => one.cell === cell))));
    return { name: quantity, value: share(chosen), unit: '% held (of 90)', note: `${chosen.length} intervals; by cell ${Math.min(...cells)} to ${Math.max(...cells)} %` };
  });
}
