import type { Dynamics } from './dynamics.ts';
import { exchange } from './exchange.ts';
import { pathSolver } from './price-path.ts';
import type { PathLimits } from './price-path.ts';
import type { Cut } from './split.ts';
import { concaveTerm, refresh, trackOf } from './track.ts';

/** Asks what one channel can bring. */
export type Probe = (money: number, price: number) => { cuts: Cut[]; spend: Float64Array };

export interface ProbeOptions {
  dynamics: Dynamics;
  limits: PathLimits;
  valueEnd: boolean;
  /** Cells of the grid of stock. */
  cells: number;
}

/** Exact up to its grid for geometric adstock, where one number holds all history; the concave relaxation for long kernels. */
export function probeOf({ dynamics, limits, valueEnd, cells }: ProbeOptions): Probe {
  const { theta } = dynamics;
  if (theta === null) return relaxedProbe(dynamics, limits.upper, valueEnd);
  const solve = pathSolver({ ...dynamics, theta }, limits, valueEnd, cells);
  return (_, price) => {
    const { level, spend } = solve(price);
    return { cuts: [{ level, price }], spend };
  };
}

const RELAXED_MOVES = 400;
const RELAXED_TOLERANCE = 1e-5;

/** The concave relaxation's best plan of so much money, each asked from the one before. */
function relaxedProbe(dynamics: Dynamics, ceiling: number, valueEnd: boolean): Probe {
  const { periods } = dynamics;
  const track = trackOf([concaveTerm(dynamics, ceiling, valueEnd)], new Float64Array(periods), new Float64Array(periods), new Float64Array(periods).fill(ceiling));
  return (money) => {
    const even = Math.min(ceiling, money / periods);
    const share = track.total > 0 ? money / track.total : 0;
    // The last plan on the scale of this one where the ceiling lets it, else all periods alike.
    const fits = share > 0 && track.spend.every((value) => value * share <= ceiling);
    track.spend = fits ? track.spend.map((value) => value * share) : track.spend.fill(even);
    refresh(track);
    exchange([track], { lower: [0], upper: [Infinity], groupOf: [-1], groups: [] }, RELAXED_MOVES, RELAXED_TOLERANCE);
    return { cuts: tangentCuts(track.value, track.gradient, track.spend, ceiling), spend: track.spend.slice() };
  };
}

/** What a plan of the concave relaxation proves about all others: F(x) ≤ F(y) + ∇F(y)·(x − y), with the dearest periods filled first. */
export function tangentsAt(dynamics: Dynamics, spend: Float64Array, ceiling: number, valueEnd: boolean): Cut[] {
  const { periods } = dynamics;
  const track = trackOf([concaveTerm(dynamics, ceiling, valueEnd)], spend.slice(), new Float64Array(periods), new Float64Array(periods).fill(ceiling));
  return tangentCuts(track.value, track.gradient, track.spend, ceiling);
}

function tangentCuts(value: number, gradient: Float64Array, spend: Float64Array, ceiling: number): Cut[] {
  const start = gradient.reduce((level, slope, t) => level - slope * (spend[t] as number), value);
  const slopes = [...gradient].sort((a, b) => b - a);
  let before = 0;
  return slopes.map((price, k) => {
    const cut = { level: start + ceiling * (before - k * price), price };
    before += price;
    return cut;
  });
}
