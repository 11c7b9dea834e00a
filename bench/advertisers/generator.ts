import type { Generator } from '../../core/random/generator.ts';
import { streamFor } from '../../core/random/stream.ts';
import type { Table } from '../../core/data/table.ts';
import { parseSpec } from '../../core/spec/parse.ts';
import type { Spec } from '../../core/spec/spec.ts';

export type Collinearity = 'low' | 'medium' | 'high';
export type Noise = 'low' | 'high';

/** One simulated advertiser: a table as a user would bring it, and what only the simulation knows. */
export interface Advertiser {
  name: string;
  collinearity: Collinearity;
  noise: Noise;
  spec: Spec;
  table: Table;
  truth: TrueChannel[];
}

export interface TrueChannel {
  channel: string;
  spend: number;
  contribution: number;
  roas: number;
  /** Response per period at a spend per period, with the mean carry-over there was. */
  curve: (spend: number) => number;
  /** Response per period in the long run of a steady spend per period. */
  steady: (spend: number) => number;
}

/** Share of the variance of log spend that all channels have in common. */
const COMMON: Record<Collinearity, number> = { low: 0.1, medium: 0.5, high: 0.85 };
/** Standard deviation of the noise as a share of the mean response. */
const NOISE: Record<Noise, number> = { low: 0.03, high: 0.1 };
/** Lag-1 correlation of the noise. */
const NOISE_MEMORY = 0.3;
const WASTEFUL = 0.2;
const WEEK = 7;

/**
 * Weekly advertisers. 130 to 208 weeks, 5 to 12 paid channels, each running all the time or in flights (one in three);
 * log spend is a campaign calendar common to all channels (season and an autoregressive part) mixed with the channel's
 * own. Response = trend with one bend + yearly season + price effect + Σ β·hill(adstock(spend)) + AR(1) noise. Media
 * bring 15 to 40 % of the response; ROAS are lognormal (σ 0.6) about their mean and one channel in five is wasted (ROAS
 * 0). theta 0 to 0.7, alpha 0.6 to 2.6, gamma 0.3 to 0.95.
 */
export function advertiser(seed: number, collinearity: Collinearity, noise: Noise): Advertiser {
  const random = streamFor(seed, 1);
  const weeks = 130 + random.integer(79);
  const channels = 5 + random.integer(8);
  const season = Float64Array.from({ length: weeks }, waves(random));
  const calendar = mixed(ar(random, weeks, 0.8), season, 0.6);
  const spends = Array.from({ length: channels }, () => spendOf(random, weeks, calendar, COMMON[collinearity]));
  const effects = spends.map((spend) => shape(random, spend));
  const returns: number[] = spends.map(() => (random.uniform() < WASTEFUL ? 0 : Math.exp(0.6 * random.normal())));
  if (!returns.some((value) => value > 0)) returns[0] = 1;

  const base = 1_000_000;
  const bend = Math.floor(weeks * (0.3 + 0.4 * random.uniform()));
  const [slope, later] = [0.3 * (random.uniform() - 0.4), 0.3 * (random.uniform() - 0.5)];
  const price = ar(random, weeks, 0.9);
  const size = 0.05 + 0.12 * random.uniform();
  const baseline = Float64Array.from({ length: weeks }, (_, t) =>
    base * (1 + (slope * t) / weeks + (t > bend ? (later * (t - bend)) / weeks : 0) + size * (season[t] as number) - 0.03 * (price[t] as number)));

  const share = 0.15 + 0.25 * random.uniform();
  const totals = spends.map(sum);
  const media = (sum(baseline) * share) / (1 - share);
  const scale = media / sum(Float64Array.from(returns, (value, k) => value * (totals[k] as number)));
  const contributions = returns.map((value, k) => value * (totals[k] as number) * scale);
  const response = baseline.slice();
  const betas = effects.map(({ values }, k) => (contributions[k] as number) / sum(values));
  effects.forEach(({ values }, k) => values.forEach((value, t) => { response[t] = (response[t] as number) + (betas[k] as number) * value; }));
  const sd = NOISE[noise] * (sum(response) / weeks);
  const disturbance = ar(random, weeks, NOISE_MEMORY);
  disturbance.forEach((value, t) => { response[t] = Math.max(0, (response[t] as number) + sd * value); });

  const names = spends.map((_, k) => `channel_${k + 1}`);
  const first = 18_631 + 5; // a Monday of 2021
  const table: Table = {
    rows: weeks,
    columns: [
      { name: 'week', type: 'date', values: Int32Array.from({ length: weeks }, (_, t) => first + WEEK * t) },
      { name: 'revenue', type: 'number', values: response },
      { name: 'price', type: 'number', values: Float64Array.from(price, (value) => 100 + 3 * value) },
      ...names.map((name, k) => ({ name, type: 'number' as const, values: spends[k] as Float64Array })),
    ],
  };
  return {
    name: `${collinearity} collinearity, ${noise} noise, seed ${seed}`, collinearity, noise, table,
    spec: parseSpec({
      format: 'mixwright/1', date: 'week', response: { column: 'revenue', kind: 'revenue' },
      baseline: { source: 'prophet', terms: ['trend', 'season'] },
      channels: names.map((name) => ({ name, spend: name })), context: [{ column: 'price', sign: 'free' }],
      hyperparameters: Object.fromEntries(names.map((name) => [name, { theta: [0, 0.8], alpha: [0.5, 3], gamma: [0.3, 1] }])),
    }),
    truth: names.map((channel, k) => {
      const spend = totals[k] as number;
      const contribution = contributions[k] as number;
      const responding = (effect: ((spend: number) => number) | undefined) => (at: number): number => (betas[k] as number) * (effect?.(at) ?? NaN);
      return { channel, spend, contribution, roas: contribution / spend, curve: responding(effects[k]?.response), steady: responding(effects[k]?.steady) };
    }),
  };
}

/** Two yearly harmonics with random phase, about ±1. */
function waves(random: Generator): (_: unknown, t: number) => number {
  const [a, b] = [2 * Math.PI * random.uniform(), 2 * Math.PI * random.uniform()];
  return (_, t) => 0.8 * Math.sin((2 * Math.PI * t) / 52.18 + a) + 0.4 * Math.sin((4 * Math.PI * t) / 52.18 + b);
}

/** Stationary AR(1) of variance 1. */
function ar(random: Generator, length: number, memory: number): Float64Array {
  const values = new Float64Array(length);
  let value = random.normal();
  for (let t = 0; t < length; t++) {
    values[t] = value;
    value = memory * value + Math.sqrt(1 - memory ** 2) * random.normal();
  }
  return values;
}

/** share of the variance from `a`, the rest from `b`. */
function mixed(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, t) => Math.sqrt(share) * value + Math.sqrt(1 - share) * (b[t] as number));
}

function spendOf(random: Generator, weeks: number, calendar: Float64Array, common: number): Float64Array {
  const level = 20_000 * Math.exp(0.8 * random.normal());
  const swing = 0.3 + 0.4 * random.uniform();
  const own = mixed(calendar, ar(random, weeks, 0.5), common);
  const flighted = random.uniform() < 1 / 3;
  const phase = random.integer(12);
  const on = 4 + random.integer(5);
  return own.map((value, t) => (flighted && (t + phase) % 12 >= on ? 0 : level * Math.exp(swing * value)));
}

/** A channel's saturated adstock over time, and as a function of spend per period. */
interface Effect {
  values: Float64Array;
  response: (spend: number) => number;
  steady: (spend: number) => number;
}

function shape(random: Generator, spend: Float64Array): Effect {
  const theta = 0.7 * random.uniform();
  const alpha = 0.6 + 2 * random.uniform();
  const gamma = 0.3 + 0.65 * random.uniform();
  let carried = 0;
  const stock = spend.map((value) => (carried = value + theta * carried));
  const bend = gamma * stock.reduce((a, b) => Math.max(a, b), 0);
  const hill = (value: number): number => value ** alpha / (value ** alpha + bend ** alpha);
  const carryover = (sum(stock) - sum(spend)) / spend.length;
  return { values: stock.map(hill), response: (at) => hill(at + carryover), steady: (at) => hill(at / (1 - theta)) };
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}
