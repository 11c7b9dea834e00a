import type { CandidateParameters } from '../model/evaluation.ts';
import type { PreparedData } from '../model/prepared.ts';
import type { Generator } from '../random/generator.ts';
import { streamFor } from '../random/stream.ts';
import type { Spec } from '../spec/spec.ts';
import type { Column, Table } from '../data/table.ts';
import type { Interval } from '../uncertainty/interval.ts';
import type { EffectEstimate } from './estimate.ts';
import { noiseOfLevel, truthFromGrid } from './grid.ts';
import type { NoiseLevel } from './grid.ts';
import { median, rankAgreement } from './rank.ts';
import { knownEffects, simulate } from './simulate.ts';
import type { KnownEffect } from './simulate.ts';
import { truthFromModel } from './truth.ts';
import type { Truth } from './truth.ts';

/** Where the truth comes from: a model's parameters, or nothing but the project (`grid.ts`). */
export type TruthSource = { kind: 'model'; params: CandidateParameters } | { kind: 'grid' };

/** `model`: as large as the chosen model's residuals. */
export type ReplicateNoise = NoiseLevel | 'model';

export interface ReplicateOptions {
  source: TruthSource;
  /** 1-based. */
  replicate: number;
  /** Of the whole check; each replicate has its own stream. */
  seed: number;
  noise: ReplicateNoise;
}

export interface ReplicatePlan {
  /** L: goes in place of the response. */
  response: Float64Array;
  effects: KnownEffect[];
  /** Standard deviation of the noise as a share of the mean response over the window. */
  noiseShare: number;
  /** Of the tuning. */
  seed: number;
}

/** A channel of a replicate: what is true and what came out. */
export interface RecoveredChannel {
  name: string;
  /** Null: nothing was spent. */
  truth: number | null;
  estimate: number | null;
  interval: Interval | null;
}

/** One simulated world and what the whole run made of it. Kept as JSON. */
export interface RecoveryReplicate {
  replicate: number;
  noise: ReplicateNoise;
  noiseShare: number;
  channels: RecoveredChannel[];
  /** Spearman's rank correlation of true and estimated ROAS; null where it is not defined. */
  rank: number | null;
}

/** Noise of a replicate: the levels in turn, so that each comes about equally often. */
export function noiseOfReplicate(replicate: number, levels: readonly ReplicateNoise[]): ReplicateNoise {
  const level = levels[(replicate - 1) % levels.length];
  if (level === undefined) throw new RangeError('Expected at least one level of noise.');
  return level;
}

/** Draws the truth and simulates its response; depends on the real data and the options alone. `prepared`: of the real response. */
export function planReplicate(prepared: PreparedData, { source, replicate, seed, noise }: ReplicateOptions): ReplicatePlan {
  const random = streamFor(seed, replicate);
  const tuningSeed = random.integer(2 ** 31);
  const truth = truthOf(prepared, source, noise, random);
  const { response } = simulate(prepared, truth, random);
  const mean = response.subarray(prepared.windowStart, prepared.windowStart + prepared.windowRows).reduce((a, b) => a + b, 0) / prepared.windowRows;
  return { response, effects: knownEffects(prepared, truth), noiseShare: mean > 0 ? truth.noise.sd / mean : 0, seed: tuningSeed };
}

function truthOf(prepared: PreparedData, source: TruthSource, noise: ReplicateNoise, random: Generator): Truth {
  if (source.kind === 'model') {
    const truth = truthFromModel(prepared, source.params);
    return noise === 'model' ? truth : { ...truth, noise: noiseOfLevel(prepared, noise) };
  }
  if (noise === 'model') throw new RangeError('Without a model there are no residuals to take the noise from.');
  return truthFromGrid(prepared, noise, random);
}

/**
 * The project file a replicate is run with. What was measured on the real response says nothing about a simulated
 * one, so lift studies and the earlier model of a refresh are left out.
 */
export function replicateSpec(spec: Spec, tuning: { trials: number; iterations: number; seed: number }): Spec {
  const own: Spec = { ...spec, calibration: [], tuning: { ...spec.tuning, ...tuning } };
  delete own.refresh;
  return own;
}

/** What `replicateSpec` leaves out, in words. */
export function leftOut(spec: Spec): string[] {
  return [
    ...(spec.calibration.length === 0 ? [] : ['Lift studies are left out of the check: they measured the real response, not a simulated one. With them the real run can do better than the check.']),
    ...(spec.refresh === undefined ? [] : ['The earlier model is left out of the check: its effects are not those of the simulated response.']),
  ];
}

/** The table with another response. */
export function withResponse(table: Table, column: string, response: Float64Array): Table {
  return { ...table, columns: table.columns.map((each): Column => (each.name === column ? { name: column, type: 'number', values: response } : each)) };
}

export function compareWithTruth(
  { replicate, noise }: Pick<ReplicateOptions, 'replicate' | 'noise'>, { effects, noiseShare }: ReplicatePlan, estimate: EffectEstimate,
): RecoveryReplicate {
  const channels = effects.map(({ name, roas }): RecoveredChannel => ({
    name, truth: roas, estimate: estimate.roas[name] ?? null, interval: finite(estimate.intervals[name]),
  }));
  const known = comparable(channels);
  return { replicate, noise, noiseShare, channels, rank: rankAgreement(known.map(({ truth }) => truth), known.map(({ estimate: value }) => value)) };
}

/** An interval that is open on a side or not defined is none: it can't be kept as JSON, nor fail. */
function finite(interval: Interval | null | undefined): Interval | null {
  return interval && Number.isFinite(interval.lower) && Number.isFinite(interval.upper) ? interval : null;
}

export interface Comparable {
  name: string;
  truth: number;
  estimate: number;
  interval: Interval | null;
}

/** Channels with both a true and an estimated ROAS. */
export function comparable(channels: readonly RecoveredChannel[]): Comparable[] {
  return channels.flatMap(({ name, truth, estimate, interval }) => (truth === null || estimate === null ? [] : [{ name, truth, estimate, interval }]));
}

/** A channel is wasteful when its true ROAS is at or under this share of the channels' median … */
export const WASTEFUL_TRUTH = 0.25;
/** … and found so when its estimate is at or under this share of the median estimate. */
export const WASTEFUL_FOUND = 0.5;

/** Names of the channels at or under a share of their median. */
export function lowAmong(values: readonly { name: string; value: number }[], share: number): Set<string> {
  const middle = median(values.map(({ value }) => value)) ?? 0;
  return new Set(values.filter(({ value }) => value <= share * middle).map(({ name }) => name));
}
