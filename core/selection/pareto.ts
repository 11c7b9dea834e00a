/**
 * Pareto fronts by peeling: front 1 is what no other candidate is at least as good as in every objective,
 * front 2 the same of what is left, and so on. Exact duplicates count as one point and share its front.
 *
 * Points are taken in lexicographic order, so only earlier ones can dominate; the front is found by binary
 * search over the fronts so far (efficient non-dominated sort, Zhang et al. 2015, IEEE Trans. Evol. Comput.
 * 19(2)), each kept as a staircase over its second and third objective. O(n log² n) for two and three objectives.
 *
 * With one objective every different value is a front of its own, so that the fronts are a ranking.
 *
 * @param objectives one to three columns, all minimised, finite at the indices
 * @returns front of every row of the columns, 1 = best; null for rows that are not among the indices
 */
export function paretoFronts(objectives: readonly Float64Array[], indices: readonly number[]): (number | null)[] {
  const [first, second, third] = objectives;
  if (first === undefined || objectives.length > 3) {
    throw new RangeError(`Expected one to three objectives, got ${objectives.length}.`);
  }
  const compare = (a: number, b: number): number => {
    for (const column of objectives) {
      const difference = (column[a] as number) - (column[b] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const front: (number | null)[] = new Array<number | null>(first.length).fill(null);
  const staircases: Staircase[] = [];
  let previous = -1;
  for (const index of [...indices].sort(compare)) {
    if (previous >= 0 && compare(previous, index) === 0) {
      front[index] = front[previous] as number;
      continue;
    }
    const y = second === undefined ? 0 : second[index] as number;
    const z = third === undefined ? 0 : third[index] as number;
    // Dominated in one front means dominated in every better one, so the search may bisect.
    let from = 0;
    let to = staircases.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((staircases[middle] as Staircase).covers(y, z)) from = middle + 1;
      else to = middle;
    }
    if (from === staircases.length) staircases.push(createStaircase());
    (staircases[from] as Staircase).add(y, z);
    front[index] = from + 1;
    previous = index;
  }
  return front;
}

interface Staircase {
  /** Whether some point of the front is at or under both. */
  covers(y: number, z: number): boolean;
  /** Adds a point that is not covered. */
  add(y: number, z: number): void;
}

/** Corner points by rising y and falling z. */
function createStaircase(): Staircase {
  const ys: number[] = [];
  const zs: number[] = [];

  /** How many corners have a y at or under the given one. */
  function reach(y: number): number {
    let from = 0;
    let to = ys.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((ys[middle] as number) <= y) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  return {
    covers(y, z) {
      const count = reach(y);
      return count > 0 && (zs[count - 1] as number) <= z;
    },
    add(y, z) {
      let start = reach(y);
      // Corners with the same y and a larger z stand before it, those it covers after it.
      while (start > 0 && ys[start - 1] === y) start--;
      let end = start;
      while (end < ys.length && (zs[end] as number) >= z) end++;
      ys.splice(start, end - start, y);
      zs.splice(start, end - start, z);
    },
  };
}
