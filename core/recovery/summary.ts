import { LEVEL } from '../uncertainty/interval.ts';
import { meanOf } from './rank.ts';
import { comparable, lowAmong, WASTEFUL_FOUND, WASTEFUL_TRUTH } from './replicate.ts';
import type { Comparable, RecoveryReplicate, ReplicateNoise } from './replicate.ts';
import type { SpendFacts } from './spend-facts.ts';
import { channelVerdict, overallVerdict } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** How well known effects were found again. ROAS throughout: response per unit of spend over the window. */
export interface RecoverySummary {
  replicates: number;
  /** Nominal coverage of the intervals. */
  level: number;
  verdict: Verdict;
  overall: Recovery;
  channels: ChannelRecovery[];
  /** In the order of `ReplicateNoise` as first met. */
  byNoise: NoiseRecovery[];
}

export interface Recovery {
  /** Mean of |estimate − truth| over channels and replicates, over the mean truth; null: nothing to compare. */
  relativeError: number | null;
  /** Mean of estimate − truth, over the mean truth. */
  relativeBias: number | null;
  /** Null without intervals. */
  coverage: Coverage | null;
  /** Mean over replicates of Spearman's rank correlation of true and estimated ROAS. */
  rank: number | null;
  /** Wasteful channels that were found so; channels with more than half the median true ROAS that were taken for wasteful. */
  wasteful: Rate | null;
  falseAlarms: Rate | null;
}

export interface NoiseRecovery extends Recovery {
  noise: ReplicateNoise;
  /** Mean standard deviation of the noise as a share of the mean response. */
  noiseShare: number;
  replicates: number;
}

export interface ChannelRecovery {
  name: string;
  /** Replicates with both a truth and an estimate. */
  replicates: number;
  /** Means; null without replicates. */
  truth: number | null;
  estimate: number | null;
  /** Mean of estimate − truth. */
  bias: number | null;
  /** Mean of |estimate − truth|. */
  error: number | null;
  /** Bias and error over the channel's own mean truth, but at least over half the mean of all channels: where nothing is true, nothing can be divided by. */
  relativeBias: number | null;
  relativeError: number | null;
  coverage: Coverage | null;
  wasteful: Rate | null;
  verdict: Verdict;
}

export interface Rate {
  count: number;
  of: number;
}

/** How often the truth lay in the interval, with the binomial interval of that share at LEVEL. */
export interface Coverage extends Rate {
  share: number;
  lower: number;
  upper: number;
}

/** Quantile of the normal distribution for a two-sided LEVEL of 0.9. */
const Z = 1.6448536269514722;
/** Least part of the overall mean truth that a channel's errors are measured by. */
const LEAST_SCALE = 0.5;

/** Null without replicates. `facts`: of the same channels. */
export function summariseRecovery(replicates: readonly RecoveryReplicate[], facts: readonly SpendFacts[]): RecoverySummary | null {
  const first = replicates[0];
  if (first === undefined) return null;
  const overall = recoveryOf(replicates);
  const meanTruth = meanOf(replicates.flatMap(({ channels }) => comparable(channels).map(({ truth }) => truth))) ?? 0;
  const channels = first.channels.map(({ name }) => channelRecovery(name, replicates, LEAST_SCALE * meanTruth, facts.find((fact) => fact.name === name)));
  const byNoise = [...new Set(replicates.map(({ noise }) => noise))].map((noise): NoiseRecovery => {
    const some = replicates.filter((replicate) => replicate.noise === noise);
    return { noise, noiseShare: meanOf(some.map(({ noiseShare }) => noiseShare)) ?? 0, replicates: some.length, ...recoveryOf(some) };
  });
  return {
    replicates: replicates.length, level: LEVEL, overall, channels, byNoise,
    verdict: overallVerdict({ replicates: replicates.length, overall, channels, byNoise }),
  };
}

function recoveryOf(replicates: readonly RecoveryReplicate[]): Recovery {
  const pairs = replicates.flatMap(({ channels }) => comparable(channels));
  const truth = meanOf(pairs.map((pair) => pair.truth));
  const over = (value: number | null): number | null => (value === null || truth === null || !(truth > 0) ? null : value / truth);
  const flags = replicates.flatMap(wastefulFlags);
  return {
    relativeError: over(meanOf(pairs.map((pair) => Math.abs(pair.estimate - pair.truth)))),
    relativeBias: over(meanOf(pairs.map((pair) => pair.estimate - pair.truth))),
    coverage: coverageOf(pairs),
    rank: meanOf(replicates.flatMap(({ rank }) => (rank === null ? [] : [rank]))),
    wasteful: rateOf(flags.filter((flag) => flag.wasteful)),
    falseAlarms: rateOf(flags.filter((flag) => flag.working)),
  };
}

function channelRecovery(name: string, replicates: readonly RecoveryReplicate[], leastScale: number, facts: SpendFacts | undefined): ChannelRecovery {
  const pairs = replicates.flatMap(({ channels }) => comparable(channels.filter((channel) => channel.name === name)));
  const truth = meanOf(pairs.map((pair) => pair.truth));
  const bias = meanOf(pairs.map((pair) => pair.estimate - pair.truth));
  const error = meanOf(pairs.map((pair) => Math.abs(pair.estimate - pair.truth)));
  const scale = Math.max(truth ?? 0, leastScale);
  const over = (value: number | null): number | null => (value === null || !(scale > 0) ? null : value / scale);
  const figures = {
    name, replicates: pairs.length, truth, estimate: meanOf(pairs.map((pair) => pair.estimate)), bias, error,
    relativeBias: over(bias), relativeError: over(error), coverage: coverageOf(pairs),
    wasteful: rateOf(replicates.flatMap(wastefulFlags).filter((flag) => flag.wasteful && flag.name === name)),
  };
  return { ...figures, verdict: channelVerdict(figures, facts) };
}

interface WastefulFlag {
  name: string;
  wasteful: boolean;
  working: boolean;
  flagged: boolean;
}

function wastefulFlags({ channels }: RecoveryReplicate): WastefulFlag[] {
  const known = comparable(channels);
  const truths = known.map(({ name, truth }) => ({ name, value: truth }));
  const truly = lowAmong(truths, WASTEFUL_TRUTH);
  const weak = lowAmong(truths, WASTEFUL_FOUND);
  const found = lowAmong(known.map(({ name, estimate }) => ({ name, value: estimate })), WASTEFUL_FOUND);
  return known.map(({ name }) => ({ name, wasteful: truly.has(name), working: !weak.has(name), flagged: found.has(name) }));
}

function rateOf(flags: readonly WastefulFlag[]): Rate | null {
  return flags.length === 0 ? null : { count: flags.filter(({ flagged }) => flagged).length, of: flags.length };
}

function coverageOf(pairs: readonly Comparable[]): Coverage | null {
  const withInterval = pairs.filter(({ interval }) => interval !== null);
  if (withInterval.length === 0) return null;
  const covered = withInterval.filter(({ truth, interval }) => interval !== null && truth >= interval.lower && truth <= interval.upper).length;
  return coverage(covered, withInterval.length);
}

/** Score interval of a share (Wilson 1927). `of` ≥ 1. */
export function coverage(count: number, of: number): Coverage {
  const share = count / of;
  const shrink = 1 + (Z * Z) / of;
  const middle = (share + (Z * Z) / (2 * of)) / shrink;
  const half = (Z / shrink) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  // At the ends rounding must not leave the share itself outside.
  return { count, of, share, lower: count === 0 ? 0 : middle - half, upper: count === of ? 1 : middle + half };
}
