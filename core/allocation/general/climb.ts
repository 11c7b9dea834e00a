import type { Jet } from './jet.ts';
import type { MeanTable } from './mean-table.ts';
import type { Goal } from './walk.ts';
import { roomOf, slackOf } from './walk.ts';

/** The stretch around a spend on which one channel moves freely: all allowed, its slope falling. */
interface Track {
  index: number;
  from: number;
  to: number;
  fromSlope: number;
  toSlope: number;
}

/** Channels that share one price: a whole goal, or a group that is at its own floor or ceiling. */
export interface Pool {
  members: number[];
  goal: Goal;
  /** What all other channels spend and bring; counts towards the goal. */
  otherMoney: number;
  otherResponse: number;
}

/**
 * Moves the spends of a pool, each within the stretch it is on, to where all that are free have the same slope and the goal is
 * met: on the true curves, so what the tables leave open is closed. Null where the goal can't be met that way.
 *
 * At a price p each channel's spend s(p) solves f'(s) = p, by Newton kept inside a bracket, on ln f' in ln s (exact for power
 * laws, which a Hill curve is at both ends); the goal's room then rises with p and is brought to 0 the same way.
 */
export function climb(tables: readonly MeanTable[], spend: Float64Array, pool: Pool, lower: ArrayLike<number>, upper: ArrayLike<number>, price: number): Float64Array | null {
  const tracks = pool.members.map((index) => trackOf(tables[index] as MeanTable, index, spend[index] as number, lower[index] as number, upper[index] as number));
  const mover = new Mover(tables, tracks, pool, Float64Array.from(spend));
  return mover.solve(price);
}

class Mover {
  readonly #jet: Jet = { value: 0, slope: 0, curvature: 0 };
  readonly #tables: readonly MeanTable[];
  readonly #tracks: readonly Track[];
  readonly #pool: Pool;
  readonly #spend: Float64Array;
  #money = 0;
  #response = 0;
  /** d room / d price */
  #rate = 0;

  constructor(tables: readonly MeanTable[], tracks: readonly Track[], pool: Pool, spend: Float64Array) {
    this.#tables = tables;
    this.#tracks = tracks;
    this.#pool = pool;
    this.#spend = spend;
    for (const { index, from, to } of tracks) spend[index] = Math.min(to, Math.max(from, spend[index] as number));
  }

  solve(start: number): Float64Array | null {
    const { goal } = this.#pool;
    let [under, above] = [goal.kind === 'budget' && !goal.exact ? goal.hurdle : 0, goal.kind === 'ratio' ? goal.target : Infinity];
    // The lowest price: everything that is worth it.
    const before = Float64Array.from(this.#spend);
    if (this.#roomAt(under) >= 0) return this.#settle() ? this.#spend : null;
    this.#spend.set(before);
    let price = start > under && start < above ? start : Number.isFinite(above) ? (under + above) / 2 : Math.max(under * 2, 1e-12);
    for (let step = 0; step < 100; step++) {
      const room = this.#roomAt(price);
      if (room >= 0) above = price;
      else under = price;
      if (Math.abs(room) <= 0.1 * slackOf(goal, this.#money, this.#response)) break;
      const newton = price - room / this.#rate;
      const middle = Number.isFinite(above) ? (under > 0 ? Math.sqrt(under * above) : above * 0.25) : under * 4;
      const next = newton >= under && newton <= above && step % 8 !== 7 ? newton : middle;
      if (next === price || (Number.isFinite(above) && above - under <= 1e-16 * above) || (under === 0 && above < 1e-250)) break;
      price = next;
    }
    if (this.#roomAt(price) < 0 && above - under <= 1e-9 * above) this.#roomAt(above);
    return this.#settle() ? this.#spend : null;
  }

  /** Moves every channel to its spend at the price; what is left of the goal there. */
  #roomAt(price: number): number {
    const { goal, otherMoney, otherResponse } = this.#pool;
    this.#money = otherMoney;
    this.#response = otherResponse;
    this.#rate = 0;
    for (const track of this.#tracks) {
      const { index, from, to, fromSlope, toSlope } = track;
      const table = this.#tables[index] as MeanTable;
      if (to > from && toSlope < price && fromSlope > price) this.#moveTo(table, track, price);
      else {
        const at = to <= from || fromSlope <= price ? from : to;
        this.#spend[index] = at;
        table.mean.at(at, this.#jet);
      }
      const at = this.#spend[index] as number;
      this.#money += at;
      this.#response += this.#jet.value;
      if (at > from && at < to && this.#jet.curvature < 0) {
        const use = goal.kind === 'budget' ? -1 : goal.kind === 'ratio' ? this.#jet.slope - goal.target : -this.#jet.slope;
        this.#rate += use / this.#jet.curvature;
      }
    }
    return roomOf(goal, this.#money, this.#response);
  }

  #moveTo(table: MeanTable, { index, from, to }: Track, price: number): void {
    const shift = table.leastCarryover;
    let [low, high] = [from, to];
    let at = this.#spend[index] as number;
    if (!(at > from && at < to)) at = from + shift > 0 && to > 4 * (from + shift) ? Math.sqrt((from + shift) * (to + shift)) - shift : (from + to) / 2;
    for (let step = 0; step < 60; step++) {
      const { slope, curvature } = table.mean.at(at, this.#jet);
      if (slope > price) low = at;
      else high = at;
      const v = at + shift;
      const newton = curvature < 0 && slope > 0 ? v * Math.exp((Math.log(price / slope) * slope) / (curvature * v)) - shift : NaN;
      const next = newton >= low && newton <= high ? newton : (low + high) / 2;
      if (Math.abs(next - at) <= 1e-14 * v) break;
      at = next;
    }
    this.#spend[index] = at;
  }

  /** Takes up what rounding left; false where the goal stays unmet. */
  #settle(): boolean {
    const { goal } = this.#pool;
    for (const { index, from, to } of [...this.#tracks, ...this.#tracks]) {
      const room = roomOf(goal, this.#money, this.#response);
      const mustMeet = goal.kind !== 'budget' || goal.exact || room < 0;
      if (room === 0 || !mustMeet || (goal.kind === 'ratio' && room > 0) || (goal.kind === 'response' && room < 0)) break;
      const at = this.#spend[index] as number;
      const table = this.#tables[index] as MeanTable;
      const { value, slope } = table.mean.at(at, this.#jet);
      const use = goal.kind === 'budget' ? 1 : goal.kind === 'ratio' ? goal.target - slope : slope;
      if (use === 0 || !Number.isFinite(use)) continue;
      const next = Math.min(to, Math.max(from, at + (room / use) * (goal.kind === 'budget' ? 1 : 1 + 1e-9)));
      this.#spend[index] = next;
      this.#money += next - at;
      this.#response += table.mean.at(next, this.#jet).value - value;
    }
    const room = roomOf(goal, this.#money, this.#response);
    const slack = 1000 * slackOf(goal, this.#money, this.#response);
    if (goal.kind === 'budget') return goal.exact ? Math.abs(room) <= slack : room >= -slack;
    return goal.kind === 'ratio' ? room >= -slack : room <= slack;
  }
}

function trackOf(table: MeanTable, index: number, at: number, lower: number, upper: number): Track {
  const { spend, slope } = table;
  const k = table.indexOf(at);
  const still: Track = { index, from: at, to: at, fromSlope: 0, toSlope: 0 };
  let left = k;
  let right = k;
  if ((spend[k] as number) < at) {
    if (!table.isJoined(k) || !((slope[k] as number) >= (slope[k + 1] as number))) return still;
    right = k + 1;
  }
  while (left > 0 && (spend[left] as number) > lower && table.isJoined(left - 1) && (slope[left - 1] as number) >= (slope[left] as number)) left--;
  while (right + 1 < spend.length && (spend[right] as number) < upper && table.isJoined(right) && (slope[right] as number) >= (slope[right + 1] as number)) right++;
  return { index, from: spend[left] as number, to: spend[right] as number, fromSlope: slope[left] as number, toSlope: slope[right] as number };
}
