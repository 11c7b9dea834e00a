import { dominates } from './dominates.ts';
import type { Saved } from './saved.ts';
import { lossesFromSaved, toSaved } from './saved.ts';

/**
 * The N best members so far by non-dominated rank, then by crowding distance (Deb, Pratap, Agarwal and Meyarivan 2002,
 * "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE Trans. Evol. Comput. 6(2)), one newcomer at a time:
 * ranks are not sorted anew but moved where a newcomer pushes them down (as in the level update of Li, Deb, Zhang and
 * Kwong 2017, IEEE Trans. Cybern. 47(8)), which is all that can happen since only members of the last rank leave.
 * With one objective the rank is the order of the losses.
 */
export interface Ranked {
  readonly size: number;
  /** Coordinates of member i, 0..size − 1; not to be changed. */
  point(i: number): Float64Array;
  /** Losses of member i; not to be changed. */
  losses(i: number): Float64Array;
  /** 0: nothing dominates it. */
  rank(i: number): number;
  /** Whether i comes before j: lower rank, or the same and more room around it. */
  better(i: number, j: number): boolean;
  /** The arrays are kept, not copied. Index of the newcomer; −1: it failed (an infinite loss) or was itself the one to go. */
  insert(point: Float64Array, losses: Float64Array): number;
  state(): Saved[];
}

/**
 * @param limit N ≥ 1
 * @param weights one per objective: with unequal ones, room counts for more where the heavy objectives are low
 */
export function createRanked(limit: number, weights: readonly number[], from: readonly Saved[] = []): Ranked {
  const objectives = weights.length;
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / objectives;
  const leaning = weights.map((weight) => weight / mean - 1);
  const leans = leaning.some((lean) => lean !== 0);
  const tilt = new Float64Array(limit + 1);
  const slots = limit + 1;
  const points: Float64Array[] = [];
  const losses: Float64Array[] = [];
  const ranks = new Int32Array(slots);
  const room = new Float64Array(slots);
  /** Per objective the members by loss, then by index. */
  const orders = Array.from({ length: objectives }, () => new Int32Array(slots));
  const previous = new Int32Array(slots);
  const first = new Float64Array(slots);
  const width = new Float64Array(slots);
  const moving = new Int32Array(slots);
  let size = 0;
  let measured = false;

  const loss = (i: number, k: number): number => (losses[i] as Float64Array)[k] as number;

  function enter(i: number): void {
    for (let k = 0; k < objectives; k++) {
      const order = orders[k] as Int32Array;
      const value = loss(i, k);
      let at = size;
      for (; at > 0; at--) {
        const j = order[at - 1] as number;
        const other = loss(j, k);
        if (other < value || (other === value && j < i)) break;
        order[at] = j;
      }
      order[at] = i;
    }
    size++;
  }

  function leave(i: number): void {
    for (const order of orders) order.copyWithin(order.indexOf(i), order.indexOf(i) + 1, size);
    size--;
  }

  function rankInOrder(order: Int32Array): void {
    let rank = 0;
    for (let at = 0; at < size; at++) {
      const i = order[at] as number;
      if (at > 0 && loss(i, 0) > loss(order[at - 1] as number, 0)) rank++;
      ranks[i] = rank;
    }
  }

  /** The newcomer takes the first rank where nothing dominates it; whom it dominates there moves down, and so on. */
  function settle(newcomer: number): void {
    let rank = 0;
    for (let i = 0; i < size; i++) {
      if (i !== newcomer && (ranks[i] as number) >= rank && dominates(losses[i] as Float64Array, losses[newcomer] as Float64Array)) rank = (ranks[i] as number) + 1;
    }
    ranks[newcomer] = rank;
    moving[0] = newcomer;
    let from = 0;
    let to = 1;
    while (from < to) {
      // Those of this rank that one of the movers dominates follow them, one rank further down.
      const end = to;
      for (let i = 0; i < size; i++) {
        if (ranks[i] !== rank || isAmong(moving, from, end, i)) continue;
        for (let j = from; j < end; j++) {
          if (!dominates(losses[moving[j] as number] as Float64Array, losses[i] as Float64Array)) continue;
          moving[to++] = i;
          break;
        }
      }
      rank++;
      from = end;
      for (let j = from; j < to; j++) ranks[moving[j] as number] = rank;
    }
  }

  /** Crowding distances within each rank, or within the one rank alone. */
  function measure(only: number): void {
    room.fill(0, 0, size);
    tilt.fill(0, 0, size);
    for (let k = 0; k < objectives; k++) {
      const order = orders[k] as Int32Array;
      previous.fill(-1, 0, size + 1);
      for (let at = 0; at < size; at++) {
        const i = order[at] as number;
        const rank = ranks[i] as number;
        if (only >= 0 && rank !== only) continue;
        if (previous[rank] === -1) first[rank] = loss(i, k);
        width[rank] = loss(i, k) - (first[rank] as number);
        previous[rank] = i;
      }
      measureAlong(order, k, only);
    }
    if (leans) for (let i = 0; i < size; i++) room[i] = (room[i] as number) * Math.exp(-(tilt[i] as number));
  }

  /** A member's distance grows by that between its neighbours, once the next of its rank is known; the ends have all the room. */
  function measureAlong(order: Int32Array, k: number, only: number): void {
    previous.fill(-1, 0, size + 1);
    moving.fill(-1, 0, size + 1);
    const before = moving; // the one before the previous, per rank
    for (let at = 0; at < size; at++) {
      const i = order[at] as number;
      const rank = ranks[i] as number;
      if (only >= 0 && rank !== only) continue;
      const middle = previous[rank] as number;
      if (leans && (width[rank] as number) > 0) tilt[i] = (tilt[i] as number) + (leaning[k] as number) * (loss(i, k) - (first[rank] as number)) / (width[rank] as number);
      if (middle === -1) room[i] = Infinity;
      else if ((before[rank] as number) !== -1 && (width[rank] as number) > 0) {
        room[middle] = (room[middle] as number) + (loss(i, k) - loss(before[rank] as number, k)) / (width[rank] as number);
      }
      before[rank] = middle;
      previous[rank] = i;
    }
    for (let rank = 0; rank < size; rank++) {
      const last = previous[rank] as number;
      if (last !== -1) room[last] = Infinity;
    }
  }

  function worst(newcomer: number): number {
    let last = 0;
    for (let i = 0; i < size; i++) last = Math.max(last, ranks[i] as number);
    measure(last);
    let found = -1;
    for (let i = 0; i < size; i++) {
      if (ranks[i] !== last) continue;
      // Among equals the newcomer stays: the search can then drift over a plateau.
      if (found === -1 || (room[i] as number) < (room[found] as number) || (found === newcomer && room[i] === room[found])) found = i;
    }
    return found;
  }

  /** Takes a member out; the last one gets its index. */
  function remove(i: number): void {
    leave(i);
    const last = size;
    if (i !== last) {
      leave(last);
      points[i] = points[last] as Float64Array;
      losses[i] = losses[last] as Float64Array;
      ranks[i] = ranks[last] as number;
      enter(i);
    }
    points.length = size;
    losses.length = size;
  }

  function add(point: Float64Array, values: Float64Array): void {
    points.push(point);
    losses.push(values);
    enter(size);
    if (objectives === 1) rankInOrder(orders[0] as Int32Array);
    else settle(size - 1);
  }

  for (const member of from) add(Float64Array.from(member.point), lossesFromSaved(member.losses));
  return {
    get size() {
      return size;
    },
    point: (i) => points[i] as Float64Array,
    losses: (i) => losses[i] as Float64Array,
    rank: (i) => ranks[i] as number,
    better(i, j) {
      if (ranks[i] !== ranks[j]) return (ranks[i] as number) < (ranks[j] as number);
      if (!measured) measure(-1);
      measured = true;
      return (room[i] as number) > (room[j] as number);
    },
    insert(point, values) {
      if (values.includes(Infinity)) return -1;
      add(point, values);
      measured = false;
      const newcomer = size - 1;
      if (size <= limit) return newcomer;
      const out = worst(newcomer);
      remove(out);
      return out === newcomer ? -1 : out;
    },
    state: () => points.map((point, i) => toSaved(point, losses[i] as Float64Array)),
  };
}

function isAmong(list: Int32Array, from: number, to: number, value: number): boolean {
  for (let j = from; j < to; j++) if (list[j] === value) return true;
  return false;
}
