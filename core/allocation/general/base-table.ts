import type { Curve } from '../curve.ts';
import { turningSpend } from '../curve.ts';
import type { Jet } from './jet.ts';
import { jetOf } from './jet.ts';

/** A stretch of allowed spends, money per period; `from` = `to`: a single amount. */
export interface Piece {
  from: number;
  to: number;
}

/**
 * Spends of one channel at which every model's response and slope are known. Turning points of all models are among them, so
 * that between two neighbours each model's curve is either concave or convex throughout.
 */
export interface BaseTable {
  curves: readonly Curve[];
  /** Rising, length n. */
  spend: Float64Array;
  /** Length n − 1: 1 where all between two neighbours is allowed, else nothing between them is. */
  joined: Uint8Array;
  /** n × models, by point. */
  value: Float64Array;
  slope: Float64Array;
  /** (n − 1) × models, by cell: 1 where the model's curve is concave there. */
  concave: Uint8Array;
}

/** Points per channel, beside turning points and single amounts: enough for a first bound of about 1e-5. */
const POINTS = 72;

/** @param pieces rising and apart from each other, at least one */
export function baseTable(curves: readonly Curve[], pieces: readonly Piece[], points = POINTS): BaseTable {
  const rows: number[] = [];
  const joined: number[] = [];
  const long = pieces.filter(({ from, to }) => to > from).length;
  for (const { from, to } of pieces) {
    if (rows.length > 0) joined.push(0);
    const inside = to > from ? sampled(curves, from, to, Math.max(8, Math.round(points / long))) : [from];
    rows.push(...inside);
    for (let k = 1; k < inside.length; k++) joined.push(1);
  }
  const n = rows.length;
  const models = curves.length;
  const value = new Float64Array(n * models);
  const slope = new Float64Array(n * models);
  const concave = new Uint8Array(Math.max(0, n - 1) * models);
  const jet: Jet = { value: 0, slope: 0, curvature: 0 };
  for (const [m, curve] of curves.entries()) {
    const turn = turningSpend(curve);
    for (let k = 0; k < n; k++) {
      jetOf(curve, rows[k] as number, jet);
      value[k * models + m] = jet.value;
      slope[k * models + m] = jet.slope;
      if (k + 1 < n) concave[k * models + m] = isConcave(curve, turn, ((rows[k] as number) + (rows[k + 1] as number)) / 2) ? 1 : 0;
    }
  }
  return { curves, spend: Float64Array.from(rows), joined: Uint8Array.from(joined), value, slope, concave };
}

function isConcave(curve: Curve, turn: number, spend: number): boolean {
  return curve.coefficient >= 0 === spend >= turn;
}

interface Open {
  from: number;
  to: number;
  error: number;
}

/** Ends, turning points, and halves of the cell where tangents leave most open, until there are enough. */
function sampled(curves: readonly Curve[], from: number, to: number, points: number): number[] {
  const turns = curves.map(turningSpend).filter((turn) => turn > from && turn < to);
  const sorted = [...new Set([from, ...turns, to])].sort((a, b) => a - b);
  const cells = sorted.slice(1).map((end, index): Open => openCell(curves, sorted[index] as number, end));
  for (let count = sorted.length; count < points + turns.length; count++) {
    let widest: Open | undefined;
    for (const cell of cells) if (widest === undefined || cell.error > widest.error) widest = cell;
    if (widest === undefined || !(widest.error > 0)) break;
    const middle = (widest.from + widest.to) / 2;
    if (!(middle > widest.from && middle < widest.to)) break;
    cells.push(openCell(curves, middle, widest.to));
    Object.assign(widest, openCell(curves, widest.from, middle));
  }
  return [...cells.map((cell) => cell.from), to].sort((a, b) => a - b);
}

const left: Jet = { value: 0, slope: 0, curvature: 0 };
const right: Jet = { value: 0, slope: 0, curvature: 0 };

/** Area of doubt, about: width · |difference of slopes| over the models. */
function openCell(curves: readonly Curve[], from: number, to: number): Open {
  let error = 0;
  for (const curve of curves) {
    jetOf(curve, from, left);
    jetOf(curve, to, right);
    const rise = Math.abs(right.value - left.value);
    const bend = (to - from) * Math.abs(right.slope - left.slope);
    error += Number.isFinite(bend) ? Math.min(bend, 4 * rise + bend / 16) : rise;
  }
  return { from, to, error };
}
