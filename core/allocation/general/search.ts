import { insertByBound } from '../open-nodes.ts';
import { Candidates } from './candidates.ts';
import type { Hull } from './hull.ts';
import { heightAt } from './hull.ts';
import { MeanTable } from './mean-table.ts';
import type { Changes, Relaxed, State } from './relaxation.ts';
import { changeBound, cornersAround, relax } from './relaxation.ts';
import type { GroupLimit, Setup } from './setup.ts';
import type { Goal } from './walk.ts';

export interface SearchOptions {
  gap: number;
  maxNodes: number;
  /** By channel: narrower than what the tables allow. */
  lower?: ArrayLike<number>;
  upper?: ArrayLike<number>;
  /** In place of the set-up's. */
  groups?: GroupLimit[];
}

export interface Found {
  /** Null where the search found nothing that keeps all constraints, though `bound` doesn't rule it out. */
  spend: Float64Array | null;
  value: number;
  /** No spend that keeps the constraints has a larger value. */
  bound: number;
  nodes: number;
  /** Of money, and by channel, at the relaxed optimum. */
  price: number;
  prices: Float64Array;
}

interface Node {
  lower: Float64Array;
  upper: Float64Array;
  hulls: Hull[];
  states: State[];
  relaxed: Relaxed;
  bound: number;
  /** Where changes are limited: worth changing most, and which to try. */
  next: number;
  chosen: number[] | null;
}

/** Rounds of putting what was found back into the tables before a node is split. */
const ROUNDS = 3;

/**
 * Global optimum of Σ of mean response tables by branch and bound (Land and Doig 1960; for sums of sigmoids Udell and Boyd
 * 2013). A node is a range of spend for each channel; its bound is the concave problem on the tables' hulls. What the relaxed
 * optimum suggests is carried to the true curves (candidates.ts) and put into the tables as points, which makes the bound
 * exact there; what is then left is lack of concavity, and the channel with most of it is split. Null when no spend keeps the constraints.
 */
export function search(setup: Setup, weights: ArrayLike<number>, goal: Goal, options: SearchOptions): Found | null {
  const run = new Search(setup, weights, goal, options);
  return run.solve();
}

class Search {
  readonly #tables: MeanTable[];
  readonly #goal: Goal;
  readonly #groups: GroupLimit[];
  readonly #changes: { most: number; present: number[]; base: number[] } | null;
  readonly #options: SearchOptions;
  readonly #candidates: Candidates;
  readonly #open: Node[] = [];
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  #finished = -Infinity;

  constructor(setup: Setup, weights: ArrayLike<number>, goal: Goal, options: SearchOptions) {
    this.#tables = setup.tables.map((table) => new MeanTable(table, weights));
    this.#goal = goal;
    this.#groups = options.groups ?? setup.groups;
    this.#options = options;
    this.#lower = Float64Array.from(this.#tables, (table, index) => table.atLeast(options.lower?.[index] ?? -Infinity));
    this.#upper = Float64Array.from(this.#tables, (table, index) => table.atMost(options.upper?.[index] ?? Infinity));
    if (setup.maxChanged !== null) for (const [index, table] of this.#tables.entries()) table.add(setup.present[index] as number);
    this.#changes = setup.maxChanged === null || setup.maxChanged >= setup.tables.length ? null : {
      most: setup.maxChanged, present: setup.present, base: this.#tables.map((table, index) => table.mean.value(setup.present[index] as number)),
    };
    this.#candidates = new Candidates(this.#tables, this.#goal, this.#groups, this.#lower, this.#upper, this.#changes);
  }

  solve(): Found | null {
    if (this.#lower.some((value, index) => !(value <= (this.#upper[index] as number)))) return null;
    const root = this.#node(this.#lower, this.#upper, this.#tables.map(() => 'open'), null, -1);
    if (root === null) return null;
    this.#open.push(root);
    let nodes = 0;
    let { relaxed } = root;
    for (; nodes < this.#options.maxNodes; nodes++) {
      const node = this.#open.at(-1);
      if (node === undefined || this.#closed(node.bound)) break;
      this.#open.pop();
      const tightened = this.#work(node);
      if (nodes === 0 && tightened !== null) relaxed = tightened.relaxed;
      if (tightened !== null) this.#split(tightened);
    }
    const { spend, value } = this.#candidates;
    const bound = Math.max(value, this.#finished, this.#open.at(-1)?.bound ?? -Infinity);
    if (spend === null && bound === -Infinity) return null;
    return { spend, value, bound, nodes, price: relaxed.price, prices: relaxed.prices };
  }

  #closed(bound: number): boolean {
    const { value, money } = this.#candidates;
    const size = this.#goal.kind === 'budget' ? Math.abs(bound + this.#goal.hurdle * money) : Math.abs(bound);
    return bound - value <= this.#options.gap * size;
  }

  /** Tries what the node suggests and sharpens its bound; null when it is closed. */
  #work(node: Node): Node | null {
    let now = node;
    for (let round = 0; round < ROUNDS; round++) {
      const tried = this.#candidates.from(now.relaxed, now.hulls, now.chosen, now.states);
      if (this.#closed(now.bound)) return this.#finish(now.bound);
      const changed = this.#refine(now, tried);
      if (changed.length === 0) break;
      const hulls = now.hulls.map((hull, index) => (changed.includes(index) ? this.#hull(index, now.lower, now.upper, now.states) : hull));
      const next = this.#nodeOf(now.lower, now.upper, now.states, hulls);
      if (next === null) return null;
      const bound = Math.min(next.bound, now.bound);
      const gained = now.bound - bound;
      now = { ...next, bound };
      if (this.#closed(bound)) return this.#finish(bound);
      if (gained < 0.1 * (bound - this.#candidates.value)) break;
    }
    return now;
  }

  #finish(bound: number): null {
    this.#finished = Math.max(this.#finished, bound);
    return null;
  }

  /** Puts spends into the tables as points; the channels whose table grew. */
  #refine(node: Node, spends: readonly Float64Array[]): number[] {
    return this.#tables.flatMap((table, index) => {
      let grew = false;
      const within = (at: number) => at >= (node.lower[index] as number) && at <= (node.upper[index] as number);
      for (const spend of spends) if (within(spend[index] as number)) grew = table.add(spend[index] as number) || grew;
      return grew ? [index] : [];
    });
  }

  #split(node: Node): void {
    if (node.next >= 0) {
      const tight = (state: State) => node.states.with(node.next, state);
      this.#add(this.#node(node.lower, node.upper, tight('unchanged'), node.hulls, node.next));
      this.#add(this.#node(node.lower, node.upper, tight('changed'), node.hulls, node.next));
      return;
    }
    const cut = this.#cut(node);
    if (cut === null) {
      this.#finish(node.bound);
      return;
    }
    const { index, left, right } = cut;
    this.#add(this.#node(node.lower, node.upper.with(index, left), node.states, node.hulls, index));
    this.#add(this.#node(node.lower.with(index, right), node.upper, node.states, node.hulls, index));
  }

  /** The channel whose hull is furthest over what it really brings, and where to cut its range. */
  #cut({ relaxed, hulls, lower, upper, states }: Node): { index: number; left: number; right: number } | null {
    let index = -1;
    let most = 0;
    for (const [i, table] of this.#tables.entries()) {
      if (states[i] === 'unchanged' || !((upper[i] as number) > (lower[i] as number))) continue;
      const at = relaxed.at[i] as number;
      const height = heightAt(hulls[i] as Hull, at);
      const over = height - (table.allows(at) ? table.mean.value(at) : Math.min(table.mean.value(at), table.value[table.indexOf(at)] as number));
      if (over > most) [index, most] = [i, over];
    }
    const table = this.#tables[index];
    if (table === undefined) return null;
    const [from, to] = [lower[index] as number, upper[index] as number];
    const [left, right] = cornersAround(hulls[index] as Hull, relaxed.at[index] as number);
    const margin = 0.02 * (right - left);
    const at = Math.min(right - margin, Math.max(left + margin, relaxed.at[index] as number));
    return cutAt(table, index, from, to, at);
  }

  #add(node: Node | null): void {
    if (node === null) return;
    if (this.#closed(node.bound)) this.#finish(node.bound);
    else insertByBound(this.#open, node);
  }

  #hull(index: number, lower: Float64Array, upper: Float64Array, states: readonly State[]): Hull {
    const table = this.#tables[index] as MeanTable;
    const present = this.#changes?.present[index];
    return states[index] === 'unchanged' && present !== undefined
      ? table.hull(present, present) : table.hull(lower[index] as number, upper[index] as number);
  }

  /** @param known hulls of the parent, of which only that of `changed` is made anew */
  #node(lower: Float64Array, upper: Float64Array, states: State[], known: Hull[] | null, changed: number): Node | null {
    const all = this.#settled(lower, upper, states);
    if (all === null) return null;
    const hulls = this.#tables.map((_, index) => (known === null || index === changed || all[index] !== states[index]
      ? this.#hull(index, lower, upper, all) : known[index] as Hull));
    return this.#nodeOf(lower, upper, all, hulls);
  }

  /** With all changes used up nothing else may change; null where that can't be. */
  #settled(lower: Float64Array, upper: Float64Array, states: State[]): State[] | null {
    if (this.#changes === null) return states;
    const { most, present } = this.#changes;
    const all = states.map((state, index): State => {
      const at = present[index] as number;
      const may = at >= (lower[index] as number) && at <= (upper[index] as number) && (this.#tables[index] as MeanTable).allows(at);
      return may ? state : 'changed';
    });
    if (all.some((state, index) => state === 'changed' && states[index] === 'unchanged')) return null;
    const changed = all.filter((state) => state === 'changed').length;
    if (changed > most) return null;
    return changed === most ? all.map((state) => (state === 'open' ? 'unchanged' : state)) : all;
  }

  #nodeOf(lower: Float64Array, upper: Float64Array, states: State[], hulls: Hull[]): Node | null {
    const relaxed = relax(hulls, this.#groups, this.#goal);
    if (relaxed === null) return null;
    const plain: Node = { lower, upper, hulls, states, relaxed, bound: relaxed.bound, next: -1, chosen: null };
    if (this.#changes === null) return plain;
    const changes: Changes = { ...this.#changes, states };
    const moved = hulls.filter((_, index) => states[index] === 'changed' || (states[index] === 'open' && relaxed.at[index] !== changes.present[index])).length;
    if (moved <= changes.most) return plain;
    const { bound, chosen, next } = changeBound(hulls, this.#groups, this.#goal, relaxed, changes);
    return { ...plain, bound: Math.min(bound, relaxed.bound), next, chosen };
  }
}

/** Two ranges that share a spend, or leave out what isn't allowed between them; null where a range can't be cut. */
function cutAt(table: MeanTable, index: number, from: number, to: number, at: number): { index: number; left: number; right: number } | null {
  table.add(at);
  const k = table.indexOf(at);
  const below = table.spend[k] as number;
  const next = table.spend[k + 1];
  if (below < at && next !== undefined) {
    if (!table.isJoined(k)) return { index, left: below, right: next };
    if (below > from) return { index, left: below, right: below };
    return next < to ? { index, left: next, right: next } : null;
  }
  if (below > from && below < to) return { index, left: below, right: table.isJoined(k) || next === undefined ? below : next };
  if (below > from || next === undefined || next > to) return null;
  if (!table.isJoined(k)) return { index, left: below, right: next };
  // At the floor itself a table is over its curve only where the slope is infinite: cut close to it.
  const close = below + 1e-4 * (next - below);
  return table.add(close) ? { index, left: close, right: close } : null;
}
