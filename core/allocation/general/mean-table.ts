import type { BaseTable } from './base-table.ts';
import type { Hull } from './hull.ts';
import { HullBuilder } from './hull.ts';
import type { Jet } from './jet.ts';
import { MeanCurve, jetOf } from './jet.ts';

/** Between two neighbours: the models that are concave there, summed; values and slopes at both ends. */
interface Cell {
  /** Cell of the base table it lies in. */
  base: number;
  fromValue: number;
  fromSlope: number;
  toValue: number;
  toSlope: number;
}

/** Amounts of money closer than this share are one: rounding. */
const SAME = 1e-13;

/**
 * One channel's mean response over the models, for one set of weights: exact at the points, and with a certain over-estimate
 * between them: what is concave lies under its tangents at both ends, what is convex under its chord. Points are added
 * where the search wants to know more.
 */
export class MeanTable {
  readonly mean: MeanCurve;
  /** Of the models: where the mean's slope is steepest near 0. */
  readonly leastCarryover: number;
  readonly spend: number[];
  readonly value: number[];
  readonly slope: number[];
  /** Null: nothing between the two is allowed. */
  readonly #cells: (Cell | null)[] = [];
  readonly #base: BaseTable;
  readonly #jet: Jet = { value: 0, slope: 0, curvature: 0 };

  constructor(base: BaseTable, weights: ArrayLike<number>) {
    this.#base = base;
    this.mean = new MeanCurve(base.curves, weights);
    this.leastCarryover = base.curves.reduce((least, { carryover }) => Math.min(least, carryover), Infinity);
    const { spend, value, slope, concave, joined } = base;
    const models = base.curves.length;
    this.spend = Array.from(spend);
    this.value = new Array<number>(spend.length).fill(0);
    this.slope = new Array<number>(spend.length).fill(0);
    for (let k = 0; k < spend.length; k++) {
      let v = 0;
      let d = 0;
      const cell: Cell = { base: k, fromValue: 0, fromSlope: 0, toValue: 0, toSlope: 0 };
      for (let m = 0; m < models; m++) {
        const at = k * models + m;
        const weight = weights[m] as number;
        if (weight === 0) continue;
        v += weight * (value[at] as number);
        d += weight * (slope[at] as number);
        if (concave[at] !== 1) continue;
        cell.fromValue += weight * (value[at] as number);
        cell.fromSlope += weight * (slope[at] as number);
        cell.toValue += weight * (value[at + models] as number);
        cell.toSlope += weight * (slope[at + models] as number);
      }
      this.value[k] = v;
      this.slope[k] = d;
      if (k + 1 < spend.length) this.#cells.push(joined[k] === 1 ? cell : null);
    }
  }

  /** Largest k with spend[k] ≤ `at`; 0 when there is none. */
  indexOf(at: number): number {
    let low = 0;
    let high = this.spend.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.spend[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Whether everything between points k and k + 1 is allowed. */
  isJoined(k: number): boolean {
    return (this.#cells[k] ?? null) !== null;
  }

  /** Whether a spend is allowed. */
  allows(at: number): boolean {
    const k = this.indexOf(at);
    return this.spend[k] === at || (at > (this.spend[k] as number) && this.isJoined(k));
  }

  /** Least allowed spend of at least so much, as a point of the table; Infinity where there is none. */
  atLeast(least: number): number {
    this.add(least);
    const k = this.indexOf(least);
    return (this.spend[k] as number) >= least - SAME * Math.abs(least) ? (this.spend[k] as number) : this.spend[k + 1] ?? Infinity;
  }

  /** Largest allowed spend of at most so much, as a point of the table; −Infinity where there is none. */
  atMost(most: number): number {
    this.add(most);
    const k = this.indexOf(most);
    const next = this.spend[k + 1];
    if (next !== undefined && next <= most + SAME * Math.abs(most)) return next;
    return (this.spend[k] as number) <= most + SAME * Math.abs(most) ? (this.spend[k] as number) : -Infinity;
  }

  /** Makes an allowed spend a point of the table. False where it is one already, or isn't allowed. */
  add(at: number): boolean {
    const k = this.indexOf(at);
    const cell = this.#cells[k];
    const from = this.spend[k] as number;
    const to = this.spend[k + 1];
    const least = SAME * Math.abs(at);
    if (cell === null || cell === undefined || to === undefined || !(at - from > least) || !(to - at > least)) return false;
    const { curves, weights } = this.mean;
    let value = 0;
    let slope = 0;
    let concaveValue = 0;
    let concaveSlope = 0;
    for (const [m, curve] of curves.entries()) {
      const weight = weights[m] as number;
      if (weight === 0) continue;
      jetOf(curve, at, this.#jet);
      value += weight * this.#jet.value;
      slope += weight * this.#jet.slope;
      if (this.#base.concave[cell.base * curves.length + m] !== 1) continue;
      concaveValue += weight * this.#jet.value;
      concaveSlope += weight * this.#jet.slope;
    }
    this.spend.splice(k + 1, 0, at);
    this.value.splice(k + 1, 0, value);
    this.slope.splice(k + 1, 0, slope);
    this.#cells.splice(k, 1, { ...cell, toValue: concaveValue, toSlope: concaveSlope }, { ...cell, fromValue: concaveValue, fromSlope: concaveSlope });
    return true;
  }

  /** Least concave function over the table from one point of it to another. */
  hull(lower: number, upper: number): Hull {
    const builder = new HullBuilder();
    const last = this.indexOf(upper);
    for (let k = this.indexOf(lower); k <= last; k++) {
      const at = this.spend[k] as number;
      const value = this.value[k] as number;
      builder.push(at, value);
      const cell = this.#cells[k];
      if (k < last && cell !== null && cell !== undefined) this.#pushTop(builder, k, cell);
    }
    return builder.finish();
  }

  /** Where the tangents of the concave part meet, on the chord of the rest. */
  #pushTop(builder: HullBuilder, k: number, { fromValue, fromSlope, toValue, toSlope }: Cell): void {
    const bend = fromSlope - toSlope;
    if (!(bend > 0)) return;
    const at = this.spend[k] as number;
    const width = (this.spend[k + 1] as number) - at;
    const drop = toValue - toSlope * width; // height at `at` of the tangent from the right
    const x = Number.isFinite(bend) ? Math.min(width, Math.max(0, (drop - fromValue) / bend)) : 0;
    const rest = (this.value[k] as number) - fromValue;
    const restRise = (this.value[k + 1] as number) - toValue - rest;
    builder.push(at + x, drop + toSlope * x + rest + (restRise * x) / width);
  }
}
