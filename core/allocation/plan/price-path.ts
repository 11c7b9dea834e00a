import { responseAt } from '../curve.ts';
import type { Dynamics } from './dynamics.ts';
import { stockGrid } from './stock-grid.ts';
import type { StockGrid } from './stock-grid.ts';

/** What a channel may spend in a period, 0 or from `lower` to `upper`, and for how many periods it stays on. */
export interface PathLimits {
  lower: number;
  upper: number;
  flight: number;
  /** On in the table's last row: that flight may end at any time. */
  running: boolean;
}

export interface PricedPath {
  /** T values: the best at this price, up to the grid. */
  spend: Float64Array;
  /** No allowed spend has a larger value − price·Σ spend. */
  level: number;
}

/** A state with no allowed way on. */
const NEVER = -1e250;

/**
 * Best plan of one channel with geometric adstock when money costs `price`, by dynamic programming (Bellman 1957) over its
 * stock and, with flights, for how long it has been on: state 0 is off, r on for r periods, `flight` on for as long or longer.
 *
 *   V_t(a, s) = max over x of β·h(a′) − price·x + V_{t+1}(a′, s′),   a′ = θ·a + x
 *
 * x is 0 or within limits, so a′ runs over an interval whose ends both rise with a: a sliding maximum, O(points) per period
 * and state. Values are interpolated upward (stock-grid.ts), so `level` is a proven bound and not an estimate.
 */
export function pathSolver(dynamics: Dynamics & { theta: number }, limits: PathLimits, valueEnd: boolean, cells: number): (price: number) => PricedPath {
  const { curve, theta, stock, periods, after } = dynamics;
  const largest = largestStock(dynamics, limits.upper, cells);
  const grid = stockGrid({ curve, theta, largest, after: valueEnd ? after : 0, cells });
  const size = grid.stock.length;
  const flight = Math.max(1, Math.min(limits.flight, periods));
  const places = { off: placesOf(grid, dynamics, theta, 0, largest), low: placesOf(grid, dynamics, theta, limits.lower, largest), high: placesOf(grid, dynamics, theta, limits.upper, largest) };
  const values = Array.from({ length: periods + 1 }, () => Array.from({ length: flight + 1 }, () => new Float64Array(size)));
  const scratch: Scratch = {
    net: Array.from({ length: flight + 1 }, () => new Float64Array(size)), cellTop: new Float64Array(size), queue: new Int32Array(size), best: new Float64Array(size),
  };

  return (price) => {
    const end = values[periods] as Float64Array[];
    for (let s = 0; s <= flight; s++) (end[s] as Float64Array).set(s === 0 || s === flight ? grid.after : grid.after.map(() => NEVER));
    for (let t = periods - 1; t >= 1; t--) backward(grid, places, flight, price, theta, values[t + 1] as Float64Array[], values[t] as Float64Array[], scratch);
    const spend = new Float64Array(periods);
    let level = 0;
    let state = limits.running ? flight : 0;
    let carried = stock;
    for (let t = 0; t < periods; t++) {
      const choice = choose({ grid, curve, theta, limits, flight, price, later: values[t + 1] as Float64Array[], largest }, state, carried);
      if (t === 0) level = choice.value;
      spend[t] = choice.money;
      carried = theta * carried + choice.money;
      state = choice.state;
    }
    return { spend, level };
  };
}

/**
 * Largest stock that can be reached, and room over it: a value is interpolated up to the next point, which one spends on from as
 * from any other, so points over what is reached must lead to points too, by a cell more each period.
 */
function largestStock({ theta, stock, periods }: Dynamics & { theta: number }, upper: number, cells: number): number {
  let reached = 0;
  for (let t = 0, a = stock; t < periods; t++) {
    a = theta * a + upper;
    reached = Math.max(reached, a);
  }
  const settled = theta < 1 ? Math.max(reached, upper / (1 - theta)) : Infinity;
  return Math.min(settled, reached * (1 + (WIDEST * Math.min(periods, 1 / Math.max(1e-9, 1 - theta))) / cells));
}

/** No cell is wider than twice the even width; with some to spare. */
const WIDEST = 3;

interface Scratch {
  net: Float64Array[];
  cellTop: Float64Array;
  queue: Int32Array;
  best: Float64Array;
}

/** Where θ·aᵢ + x lies, for every point i: cell, share of the cell before it, response there. */
interface Places {
  at: Float64Array;
  cell: Int32Array;
  share: Float64Array;
  response: Float64Array;
}

function placesOf({ stock }: StockGrid, { curve }: Dynamics, theta: number, money: number, largest: number): Places {
  const at = stock.map((value) => Math.min(largest, theta * value + money));
  const cell = new Int32Array(stock.length);
  let c = 0;
  for (let i = 0; i < stock.length; i++) {
    while (c < stock.length - 2 && (stock[c + 1] as number) <= (at[i] as number)) c++;
    cell[i] = c;
  }
  const share = at.map((value, i) => {
    const from = stock[cell[i] as number] as number;
    return Math.min(1, (value - from) / ((stock[(cell[i] as number) + 1] as number) - from));
  });
  return { at, cell, share, response: at.map((value) => responseAt(curve, value)) };
}

/** Upper value of a later state between two points. */
function laterAt({ stock, laterBend }: StockGrid, later: Float64Array, cell: number, share: number): number {
  const low = later[cell] as number;
  const high = later[cell + 1] as number;
  if (share <= 0) return low;
  if (share >= 1) return high;
  const width = (stock[cell + 1] as number) - (stock[cell] as number);
  const over = 0.5 * (laterBend[cell] as number) * width * width * share * (1 - share);
  // Values rise with the stock: the next point is never under it.
  return Math.min(high, low + share * (high - low) + over);
}

/** Largest value over a stretch of `width` between two upper values, when the second derivative is at least −bend. */
function stretchTop(low: number, high: number, width: number, bend: number, price: number): number {
  if (!(width > 0)) return Math.max(low, high);
  const slope = (high - low) / width;
  const half = (bend * width) / 2;
  if (Math.abs(slope) >= half) return Math.max(low, high);
  const top = (low + high) / 2 + (slope * slope) / (2 * bend) + (half * width) / 4;
  // Response and later value rise with the stock, so over its end there is only the money saved.
  return Number.isNaN(top) ? high + price * width : Math.min(top, high + price * width);
}

function backward(grid: StockGrid, places: { off: Places; low: Places; high: Places }, flight: number, price: number, theta: number,
  later: Float64Array[], into: Float64Array[], scratch: Scratch): void {
  const { stock, response } = grid;
  const size = stock.length;
  const { off } = places;
  const stay = scratch.net[0] as Float64Array;
  // Value of spending nothing.
  for (let i = 0; i < size; i++) stay[i] = (off.response[i] as number) + laterAt(grid, later[0] as Float64Array, off.cell[i] as number, off.share[i] as number);
  for (let s = 1; s <= flight; s++) {
    const net = scratch.net[s] as Float64Array;
    const next = later[s] as Float64Array;
    for (let i = 0; i < size; i++) net[i] = (response[i] as number) - price * (stock[i] as number) + (next[i] as number);
    onTop(grid, places, price, next, net, scratch);
    const from = s - 1;
    for (let i = 0; i < size; i++) {
      const on = (scratch.best[i] as number) + price * theta * (stock[i] as number);
      // From off one may start, or stay off; on for less than a flight one goes on; after it one may also stop.
      if (from === 0) (into[0] as Float64Array)[i] = Math.max(on, stay[i] as number);
      else (into[from] as Float64Array)[i] = on;
      if (s === flight) (into[flight] as Float64Array)[i] = Math.max(on, stay[i] as number);
    }
  }
}

/** Into scratch.best: per point the largest net value over the stock that spending within limits leads to. */
function onTop(grid: StockGrid, { low, high }: { low: Places; high: Places }, price: number, later: Float64Array, net: Float64Array, { cellTop, queue, best }: Scratch): void {
  const { stock, bend } = grid;
  const size = stock.length;
  for (let j = 0; j < size - 1; j++) {
    cellTop[j] = stretchTop(net[j] as number, net[j + 1] as number, (stock[j + 1] as number) - (stock[j] as number), bend[j] as number, price);
  }
  let head = 0;
  let tail = 0;
  let pushed = 0;
  for (let i = 0; i < size; i++) {
    const [c, d] = [low.cell[i] as number, high.cell[i] as number];
    const [p, q] = [low.at[i] as number, high.at[i] as number];
    const atLow = (low.response[i] as number) - price * p + laterAt(grid, later, c, low.share[i] as number);
    const atHigh = (high.response[i] as number) - price * q + laterAt(grid, later, d, high.share[i] as number);
    if (c === d) {
      best[i] = stretchTop(atLow, atHigh, q - p, bend[c] as number, price);
      continue;
    }
    for (pushed = Math.max(pushed, c + 1); pushed < d; pushed++) {
      while (tail > head && (cellTop[queue[tail - 1] as number] as number) <= (cellTop[pushed] as number)) tail--;
      queue[tail++] = pushed;
    }
    while (head < tail && (queue[head] as number) <= c) head++;
    const left = stretchTop(atLow, net[c + 1] as number, (stock[c + 1] as number) - p, bend[c] as number, price);
    const right = stretchTop(net[d] as number, atHigh, q - (stock[d] as number), bend[d] as number, price);
    best[i] = Math.max(left, right, head < tail ? (cellTop[queue[head] as number] as number) : NEVER);
  }
}

interface Here {
  grid: StockGrid;
  curve: Dynamics['curve'];
  theta: number;
  limits: PathLimits;
  flight: number;
  price: number;
  later: Float64Array[];
  largest: number;
}

/** Best spend of one period from a stock that need not be a point, and an upper value of all that follows. */
function choose(here: Here, state: number, carried: number): { value: number; money: number; state: number } {
  const { theta, limits, flight, largest } = here;
  const kept = Math.min(largest, theta * carried);
  let best = { value: NEVER, money: 0, state: 0 };
  if (state === 0 || state === flight) best = { value: pointValue(here, here.later[0] as Float64Array, kept) + here.price * kept, money: 0, state: 0 };
  const next = Math.min(flight, state + 1);
  const on = bestBetween(here, here.later[next] as Float64Array, Math.min(largest, kept + limits.lower), Math.min(largest, kept + limits.upper));
  const top = on.top + here.price * kept;
  const isOn = on.value + here.price * kept > best.value;
  return {
    ...(isOn ? { money: Math.min(limits.upper, Math.max(limits.lower, on.at - kept)), state: next } : best),
    value: Math.max(best.value, top),
  };
}

/** Net of the money the stock holds. */
function pointValue({ grid, curve, price }: Here, later: Float64Array, at: number): number {
  const cell = cellOf(grid.stock, at);
  const from = grid.stock[cell] as number;
  const share = Math.min(1, (at - from) / ((grid.stock[cell + 1] as number) - from));
  return responseAt(curve, at) - price * at + laterAt(grid, later, cell, share);
}

function bestBetween(here: Here, later: Float64Array, from: number, to: number): { at: number; value: number; top: number } {
  const { grid: { stock, response, bend }, price } = here;
  let last = from;
  let lastValue = pointValue(here, later, from);
  let best = { at: from, value: lastValue, top: lastValue };
  const visit = (at: number, value: number, cell: number): void => {
    best.top = Math.max(best.top, stretchTop(lastValue, value, at - last, bend[cell] as number, price));
    if (value > best.value) best = { at, value, top: best.top };
    [last, lastValue] = [at, value];
  };
  let cell = cellOf(stock, from);
  for (; (stock[cell + 1] as number) < to && cell < stock.length - 2; cell++) {
    const at = stock[cell + 1] as number;
    visit(at, (response[cell + 1] as number) - price * at + (later[cell + 1] as number), cell);
  }
  visit(to, pointValue(here, later, to), cell);
  return best;
}

/** The last cell whose start is not over the stock. */
function cellOf(stock: Float64Array, at: number): number {
  let low = 0;
  let high = stock.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((stock[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}
