import { climb } from './climb.ts';
import type { Pool } from './climb.ts';
import { fill } from './fill.ts';
import type { Hull } from './hull.ts';
import type { MeanTable } from './mean-table.ts';
import type { Relaxed, State } from './relaxation.ts';
import { cornersAround, relax } from './relaxation.ts';
import type { GroupLimit } from './setup.ts';
import type { Goal } from './walk.ts';
import { bindingGoal, roomOf, slackOf, valueOf } from './walk.ts';

/** A spend may miss a limit by so much of its size: rounding of sums, far under the 1e-6 that is promised. */
const KEPT = 1e-10;

/** Carries relaxed optima to spends that keep every constraint on the true curves, and keeps the best of them. */
export class Candidates {
  spend: Float64Array | null = null;
  value = -Infinity;
  money = 0;
  readonly #tables: readonly MeanTable[];
  readonly #goal: Goal;
  readonly #groups: readonly GroupLimit[];
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #changes: { most: number; present: readonly number[] } | null;

  constructor(tables: readonly MeanTable[], goal: Goal, groups: readonly GroupLimit[], lower: Float64Array, upper: Float64Array, changes: { most: number; present: readonly number[] } | null) {
    this.#tables = tables;
    this.#goal = goal;
    this.#groups = groups;
    this.#lower = lower;
    this.#upper = upper;
    this.#changes = changes;
  }

  /** Spends worth having in the tables: the relaxed optimum and what became of it. */
  from(relaxed: Relaxed, hulls: readonly Hull[], chosen: readonly number[] | null, states: readonly State[]): Float64Array[] {
    const [own, from] = chosen === null ? [hulls, relaxed] : this.#only(hulls, chosen, states);
    if (from === null) return [relaxed.at];
    const tried: Float64Array[] = [relaxed.at];
    const tries = this.#starts(from, own);
    for (const start of tries) {
      this.offer(start);
      const ended = this.#improve(start, from, own);
      if (ended !== null) tried.push(ended);
    }
    return tried;
  }

  /** The same node with every open channel that is not chosen left as it is. */
  #only(hulls: readonly Hull[], chosen: readonly number[], states: readonly State[]): [Hull[], Relaxed | null] {
    const present = this.#changes?.present ?? [];
    const own = hulls.map((hull, index) => {
      const at = present[index] as number;
      return states[index] === 'open' && !chosen.includes(index) ? (this.#tables[index] as MeanTable).hull(at, at) : hull;
    });
    return [own, relax(own, this.#groups, this.#goal)];
  }

  /** The relaxed optimum, and with what lies inside a straight part put to the part's ends. */
  #starts(relaxed: Relaxed, hulls: readonly Hull[]): Float64Array[] {
    const { at } = relaxed;
    const low = Float64Array.from(at, (value, index) => cornersAround(hulls[index] as Hull, value)[0]);
    const high = Float64Array.from(at, (value, index) => cornersAround(hulls[index] as Hull, value)[1]);
    const allowed = at.every((value, index) => (this.#tables[index] as MeanTable).allows(value));
    const inside = at.some((_, index) => (high[index] as number) > (low[index] as number));
    return [...(allowed ? [at] : []), ...(inside || !allowed ? [low, high] : [])];
  }

  /** Climbs on the true curves; the spend it comes to, null where it comes to none. */
  #improve(start: Float64Array, relaxed: Relaxed, hulls: readonly Hull[]): Float64Array | null {
    const lower = hulls.map((hull, index) => (hull.x.length === 1 ? hull.x[0] as number : this.#lower[index] as number));
    const upper = hulls.map((hull, index) => (hull.x.length === 1 ? hull.x[0] as number : this.#upper[index] as number));
    let spend: Float64Array | null = start;
    const loose = new Set(start.keys());
    for (const [g, { members, lower: least, upper: most }] of this.#groups.entries()) {
      if (relaxed.tight[g] !== true) continue;
      for (const index of members) loose.delete(index);
      const total = members.reduce((sum, index) => sum + (relaxed.at[index] as number), 0);
      const budget = Math.abs(total - least) < Math.abs(total - most) ? least : most;
      const price = relaxed.prices[members[0] ?? -1] ?? relaxed.price;
      const pool: Pool = { members, goal: { kind: 'budget', budget, exact: true, hurdle: 0 }, otherMoney: 0, otherResponse: 0 };
      if (spend !== null) spend = climb(this.#tables, spend, pool, lower, upper, price) ?? spend;
    }
    const before: Float64Array = spend;
    let otherMoney = 0;
    let otherResponse = 0;
    for (const [index, table] of this.#tables.entries()) {
      if (loose.has(index)) continue;
      otherMoney += before[index] as number;
      otherResponse += table.mean.value(before[index] as number);
    }
    spend = climb(this.#tables, before, { members: [...loose], goal: bindingGoal(this.#goal, sumOf(relaxed.at)), otherMoney, otherResponse }, lower, upper, relaxed.price);
    if (spend !== null) this.offer(spend);
    else this.offer(before);
    const filled = fill(this.#tables, this.#goal, this.#groups, spend ?? before, lower, upper);
    if (filled !== null) this.offer(filled);
    return spend;
  }

  /** Keeps a spend that is better than the best and keeps every constraint. */
  offer(spend: Float64Array): boolean {
    let money = 0;
    let response = 0;
    for (const [index, table] of this.#tables.entries()) {
      money += spend[index] as number;
      response += table.mean.value(spend[index] as number);
    }
    const value = valueOf(this.#goal, money, response);
    if (!(value > this.value) || !this.#keeps(spend, money, response)) return false;
    this.spend = Float64Array.from(spend);
    this.value = value;
    this.money = money;
    return true;
  }

  #keeps(spend: Float64Array, money: number, response: number): boolean {
    const room = roomOf(this.#goal, money, response);
    const slack = (KEPT / 1e-12) * slackOf(this.#goal, money, response);
    const { kind } = this.#goal;
    if (kind === 'response' ? room > slack : room < -slack) return false;
    if (this.#goal.kind === 'budget' && this.#goal.exact && room > slack) return false;
    if (this.#goal.kind === 'budget' && money < (this.#goal.least ?? 0) - slack) return false;
    if (spend.some((value, index) => value < (this.#lower[index] as number) || value > (this.#upper[index] as number) || !(this.#tables[index] as MeanTable).allows(value))) return false;
    if (this.#changes !== null) {
      const { most, present } = this.#changes;
      if (spend.reduce((count, value, index) => count + (value === present[index] ? 0 : 1), 0) > most) return false;
    }
    return this.#groups.every(({ members, lower, upper }) => {
      const total = members.reduce((sum, index) => sum + (spend[index] as number), 0);
      return total >= lower - KEPT * lower && total <= upper + KEPT * Math.abs(upper);
    });
  }
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
