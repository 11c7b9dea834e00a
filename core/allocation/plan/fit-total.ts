import type { PathLimits } from './price-path.ts';

/** Spend under this share of a period's ceiling is none. */
const NOTHING = 1e-12;

/** Whether every period is off or within limits, and every flight long enough. One that ran already may end at any time. */
export function keepsLimits(spend: ArrayLike<number>, limits: PathLimits, tolerance = 1e-9): boolean {
  const { lower, upper } = limits;
  const slack = tolerance * upper;
  for (let t = 0; t < spend.length; t++) {
    const money = spend[t] as number;
    if (money > upper + slack || (money > slack && money < lower - slack) || money < 0) return false;
  }
  return lower <= 0 || runsOf(spend, limits).every(({ from, length }) => length >= minimumRun(limits, from, spend.length));
}

interface Run { from: number; length: number }

export function runsOf(spend: ArrayLike<number>, { upper }: PathLimits): Run[] {
  const runs: Run[] = [];
  for (let t = 0; t < spend.length; t++) {
    if (!((spend[t] as number) > NOTHING * upper)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.from + last.length === t) last.length++;
    else runs.push({ from: t, length: 1 });
  }
  return runs;
}

function minimumRun({ flight, running }: PathLimits, from: number, periods: number): number {
  return from === 0 && running ? 1 : Math.min(flight, periods);
}

/** Least money above 0 that limits let a plan have. */
export function leastOn({ lower, flight, running }: PathLimits, periods: number): number {
  return lower * (running ? 1 : Math.min(flight, periods));
}

/**
 * The same plan with another sum: what is on goes up toward its ceiling or down toward its floor, each period by the same
 * share of its room; past that, flights grow, start, shrink and end. Null where that finds no plan of this sum.
 */
export function fitTotal(spend: ArrayLike<number>, limits: PathLimits, total: number): Float64Array | null {
  const { lower, upper } = limits;
  const periods = spend.length;
  const isFree = lower <= 0;
  const result = Float64Array.from(spend, (value) => (value > NOTHING * upper ? Math.min(upper, Math.max(lower, value)) : 0));
  if (total <= NOTHING * upper) return result.fill(0);
  for (let round = 0; round <= 2 * periods; round++) {
    const on = result.map((value) => (value > 0 ? 1 : 0));
    const count = on.reduce((sum, value) => sum + value, 0);
    if (count * upper >= total * (1 - 1e-12) && count * lower <= total * (1 + 1e-12)) return scaled(result, lower, upper, total);
    if (count * upper < total) {
      if (!turnOn(result, limits, isFree)) return null;
    } else if (!turnOff(result, limits)) return null;
  }
  return null;
}

/** In place: toward the ceiling or the floor, only where on. */
function scaled(spend: Float64Array, lower: number, upper: number, total: number): Float64Array {
  const now = spend.reduce((sum, value) => sum + value, 0);
  const end = total >= now ? upper : lower;
  const room = spend.reduce((sum, value) => (value > 0 ? sum + Math.abs(end - value) : sum), 0);
  const share = room > 0 ? Math.min(1, Math.abs(total - now) / room) : 0;
  return spend.map((value) => (value > 0 ? value + share * (end - value) : 0));
}

/** One more period at the end of a run, or a new flight where there is none. */
function turnOn(spend: Float64Array, limits: PathLimits, isFree: boolean): boolean {
  const level = isFree ? limits.upper : limits.lower;
  const runs = runsOf(spend, limits);
  for (const { from, length } of runs) {
    const at = from + length < spend.length ? from + length : from - 1;
    if (at < 0 || spend[at] !== 0) continue;
    spend[at] = level;
    return true;
  }
  if (runs.length > 0) return false;
  spend.fill(level, 0, isFree ? 1 : minimumRun(limits, 0, spend.length));
  return true;
}

/** One period less of the longest flight that can spare it, else the last whole flight. */
function turnOff(spend: Float64Array, limits: PathLimits): boolean {
  const runs = runsOf(spend, limits);
  const spare = runs.filter(({ from, length }) => length > minimumRun(limits, from, spend.length)).sort((a, b) => b.length - a.length)[0];
  const whole = runs.at(-1);
  if (spare !== undefined) spend[spare.from + spare.length - 1] = 0;
  else if (whole !== undefined && runs.length > 1) spend.fill(0, whole.from, whole.from + whole.length);
  else return false;
  return true;
}
