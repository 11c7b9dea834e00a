/**
 * The non-dominated points told so far, kept as they come in. Bounded: past the limit the member whose losses
 * are nearest to the newcomer's makes room, which keeps the set spread out.
 */
export interface NonDominated {
  readonly size: number;
  /** Coordinates of member i; not to be changed. */
  point(i: number): Float64Array;
  /** Losses of member i; not to be changed. */
  losses(i: number): Float64Array;
  /** False when a member is at least as good in every loss, or a loss is infinite. */
  add(point: Float64Array, losses: Float64Array): boolean;
  /** Whether no member dominates the losses: as good in all and better in one. */
  admits(losses: Float64Array): boolean;
  state(): NonDominatedState;
}

export type NonDominatedState = { point: number[]; losses: number[] }[];

export function createNonDominated(limit: number, from: NonDominatedState = []): NonDominated {
  const points: Float64Array[] = from.map(({ point }) => Float64Array.from(point));
  const losses: Float64Array[] = from.map((member) => Float64Array.from(member.losses));
  // Once more, member after member: every candidate is compared with all of them.
  let flat: Float64Array = new Float64Array();
  let objectives = losses[0]?.length ?? 0;
  function allocate(): void {
    flat = new Float64Array(limit * objectives);
    losses.forEach((values, i) => flat.set(values, i * objectives));
  }
  if (losses.length > 0) allocate();

  /** Whether i is at least as good in every loss. */
  function covers(i: number, values: Float64Array): boolean {
    for (let k = 0; k < objectives; k++) if ((flat[i * objectives + k] as number) > (values[k] as number)) return false;
    return true;
  }

  function isCovered(i: number, values: Float64Array): boolean {
    for (let k = 0; k < objectives; k++) if ((values[k] as number) > (flat[i * objectives + k] as number)) return false;
    return true;
  }

  function put(i: number, point: Float64Array, values: Float64Array): void {
    points[i] = point;
    losses[i] = values;
    flat.set(values, i * objectives);
  }

  function dropCovered(first: number, values: Float64Array): void {
    let kept = first;
    for (let i = first; i < points.length; i++) {
      if (!isCovered(i, values)) put(kept++, points[i] as Float64Array, losses[i] as Float64Array);
    }
    points.length = kept;
    losses.length = kept;
  }

  /** Nearest in losses, each scaled by the span of the set. */
  function nearest(values: Float64Array): number {
    const distances = new Float64Array(limit);
    for (let k = 0; k < objectives; k++) {
      let least = Infinity;
      let most = -Infinity;
      for (let at = k; at < flat.length; at += objectives) {
        least = Math.min(least, flat[at] as number);
        most = Math.max(most, flat[at] as number);
      }
      const scale = most > least ? 1 / (most - least) : 0;
      for (let i = 0; i < limit; i++) {
        const gap = ((flat[i * objectives + k] as number) - (values[k] as number)) * scale;
        distances[i] = (distances[i] as number) + gap * gap;
      }
    }
    let best = 0;
    for (let i = 1; i < limit; i++) if ((distances[i] as number) < (distances[best] as number)) best = i;
    return best;
  }

  return {
    get size() {
      return points.length;
    },
    point: (i) => points[i] as Float64Array,
    losses: (i) => losses[i] as Float64Array,
    admits(values) {
      for (let i = 0; i < points.length; i++) if (covers(i, values) && !isCovered(i, values)) return false;
      return true;
    },
    add(point, values) {
      if (values.includes(Infinity)) return false;
      if (objectives === 0) {
        objectives = values.length;
        allocate();
      }
      let covered = -1;
      for (let i = 0; i < points.length; i++) {
        if (covers(i, values)) return false;
        if (covered === -1 && isCovered(i, values)) covered = i;
      }
      if (covered >= 0) dropCovered(covered, values);
      put(points.length < limit ? points.length : nearest(values), point.slice(), values.slice());
      return true;
    },
    state: () => points.map((point, i) => ({ point: [...point], losses: [...(losses[i] as Float64Array)] })),
  };
}
