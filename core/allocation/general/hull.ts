/** A concave function in straight parts. */
export interface Hull {
  /** Rising, length n ≥ 1. */
  x: Float64Array;
  y: Float64Array;
  /** Of the parts, falling, length n − 1. */
  slope: Float64Array;
}

/** Upper convex hull of points that come with rising x (Andrew's monotone chain, 1979). */
export class HullBuilder {
  readonly #x: number[] = [];
  readonly #y: number[] = [];

  push(x: number, y: number): void {
    const xs = this.#x;
    const ys = this.#y;
    for (let n = xs.length; n > 0; n--) {
      const x1 = xs[n - 1] as number;
      const y1 = ys[n - 1] as number;
      if (x <= x1) {
        if (y <= y1) return;
      } else if (n === 1) {
        break;
      } else {
        const x0 = xs[n - 2] as number;
        const y0 = ys[n - 2] as number;
        if ((y1 - y0) * (x - x1) > (y - y1) * (x1 - x0)) break;
      }
      xs.pop();
      ys.pop();
    }
    xs.push(x);
    ys.push(y);
  }

  finish(): Hull {
    const x = Float64Array.from(this.#x);
    const y = Float64Array.from(this.#y);
    return { x, y, slope: slopesOf(x, y) };
  }
}

function slopesOf(x: Float64Array, y: Float64Array): Float64Array {
  const slope = new Float64Array(x.length - 1);
  for (let k = 0; k < slope.length; k++) slope[k] = ((y[k + 1] as number) - (y[k] as number)) / ((x[k + 1] as number) - (x[k] as number));
  return slope;
}

/** How many parts are steeper than the price. */
export function steeper({ slope }: Hull, price: number): number {
  let low = 0;
  let high = slope.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slope[middle] as number) > price) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last corner at or left of a spend; the first for spends left of all. */
export function cornerBefore({ x }: Hull, at: number): number {
  let low = 0;
  let high = x.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((x[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function heightAt(hull: Hull, at: number): number {
  const { x, y } = hull;
  const low = cornerBefore(hull, at);
  const x0 = x[low] as number;
  const x1 = x[low + 1];
  const y0 = y[low] as number;
  return x1 === undefined || at <= x0 ? y0 : y0 + (((y[low + 1] as number) - y0) * (at - x0)) / (x1 - x0);
}

/** Largest height − price·x. */
export function conjugate(hull: Hull, price: number): number {
  const k = steeper(hull, price);
  return (hull.y[k] as number) - price * (hull.x[k] as number);
}

/** The best split of a sum over several hulls, and which of them each part of it belongs to. */
export interface Merged {
  hull: Hull;
  /** Where the sum starts: every hull at its first point. */
  lowest: number;
  /** All parts in falling order of slope. */
  parts: { owner: number; width: number; slope: number }[];
}

/** Sums within [lower, upper]; null when there are none. */
export function merged(hulls: readonly Hull[], lower: number, upper: number): Merged | null {
  const parts = hulls.flatMap(({ x, slope }, owner) => Array.from(slope, (value, k) => (
    { owner, slope: value, width: (x[k + 1] as number) - (x[k] as number) })));
  parts.sort((a, b) => b.slope - a.slope || a.owner - b.owner);
  const lowest = hulls.reduce((sum, { x }) => sum + (x[0] as number), 0);
  const highest = hulls.reduce((sum, { x }) => sum + (x[x.length - 1] as number), 0);
  const slack = 1e-12 * Math.max(Math.abs(lowest), Math.abs(highest));
  if (lowest > upper + slack || highest < lower - slack) return null;
  const from = Math.min(Math.max(lowest, lower), highest);
  const to = Math.max(from, Math.min(highest, upper));
  const x = [from];
  const y = [NaN];
  let at = lowest;
  let height = hulls.reduce((sum, hull) => sum + (hull.y[0] as number), 0);
  if (at >= from) y[0] = height;
  for (const { slope, width } of parts) {
    const end = at + width;
    if (at <= from && end >= from) y[0] = height + slope * (from - at);
    const cut = Math.min(end, to);
    if (cut > from && cut > (x.at(-1) as number)) {
      x.push(cut);
      y.push(height + slope * (cut - at));
    }
    at = end;
    height += slope * width;
    if (at >= to) break;
  }
  if (Number.isNaN(y[0])) y[0] = height;
  const xs = Float64Array.from(x);
  const ys = Float64Array.from(y);
  const slope = slopesOf(xs, ys);
  // Rounding of cut parts must not turn the order.
  for (let k = 1; k < slope.length; k++) slope[k] = Math.min(slope[k] as number, slope[k - 1] as number);
  return { hull: { x: xs, y: ys, slope }, lowest, parts };
}
