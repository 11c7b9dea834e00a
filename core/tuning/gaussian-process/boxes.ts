/**
 * The part of the objective space below a reference point that a front does not dominate, as disjoint boxes (all
 * objectives minimised). The hypervolume a point y adds is then Σ over boxes of Π over objectives of the side
 * u − max(l, y), where that is positive (Yang et al. 2019, J. Global Optimization 75: the staircase for two objectives,
 * its slices for more).
 */
export interface Boxes {
  /** Per objective the different values where boxes begin or end, rising; the first is −∞. */
  cuts: Float64Array[];
  /** Per box and objective two indices into the cuts of that objective: lower and upper side. */
  sides: Int32Array;
}

/**
 * @param front losses of points, one array each; those at or past the reference in any objective add nothing
 * About n boxes for two objectives, n²/2 for three.
 */
export function boxesOf(front: readonly ArrayLike<number>[], reference: ArrayLike<number>): Boxes {
  const objectives = reference.length;
  const inside = front.filter((point) => {
    for (let k = 0; k < objectives; k++) if (!((point[k] as number) < (reference[k] as number))) return false;
    return true;
  });
  const cuts = Array.from({ length: objectives }, (_, k) => {
    const values = new Set([-Infinity, ...inside.map((point) => point[k] as number), reference[k] as number]);
    return Float64Array.from(values).sort();
  });
  const indices = inside.map((point) => cuts.map((values, k) => values.indexOf(point[k] as number)));
  const sides: number[] = [];
  slice(indices, objectives - 1, cuts.map((values) => values.length - 1), [], sides);
  return { cuts, sides: Int32Array.from(sides) };
}

/** Boxes over objectives 0..k, the sides of the later ones being given in `outer`. */
function slice(front: readonly number[][], k: number, ends: readonly number[], outer: readonly number[], sides: number[]): void {
  const end = ends[k] as number;
  if (k === 0) {
    const upper = Math.min(end, ...front.map((point) => point[0] as number));
    if (upper > 0) sides.push(0, upper, ...outer);
    return;
  }
  const starts = [...new Set([0, ...front.map((point) => point[k] as number)])].sort((a, b) => a - b);
  starts.forEach((start, s) => {
    slice(front.filter((point) => (point[k] as number) <= start), k - 1, ends, [start, starts[s + 1] ?? end, ...outer], sides);
  });
}
