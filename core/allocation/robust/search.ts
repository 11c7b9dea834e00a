import { boundBox, reached } from './cutting-planes.ts';
import type { Bounded, Search, SpendBox } from './cutting-planes.ts';
import { splitBox } from './split.ts';

/** Mean problems per box: many at the start, few where a box inherits weights and cuts. */
const ROOT_SOLVES = 100;
const CHILD_SOLVES = 12;
const NEAR_SOLVES = 12;
/** Half-widths of the boxes about the best spend that are looked at for a better one, as shares of the whole. */
const NEAR = [0.2, 0.05, 0.01];

interface Node extends Bounded {
  box: SpendBox;
  /** Bounded with more mean problems already, as it could not be split. */
  retried?: boolean;
}

/**
 * Branch and bound (Land and Doig 1960) on the channels' bounds: boxes in the order of their bound, split as
 * in split.ts. Returns a bound on R over the whole box; `search.best` is the best
 * spend found. −Infinity when no spend lies in the box. Ends when the best is as good as the bound, or with the nodes.
 * @param search changed
 */
export function searchBest(search: Search, box: SpendBox): number {
  const root = boundBox(search, box, { weights: search.risk.weights, cuts: [], bound: Infinity }, ROOT_SOLVES);
  if (root === null) return -Infinity;
  lookNear(search, box, root);
  const open: Node[] = [{ ...root, box }];
  let finished = -Infinity;
  for (;;) {
    const node = takeLargest(open);
    if (node === null) return Math.max(finished, reached(search));
    if (node.bound <= reached(search) + search.tolerance(node.bound) || search.nodes >= search.maxNodes) {
      return Math.max(finished, node.bound, reached(search));
    }
    const parts = splitBox(search, node.box, node);
    if (parts.length === 0) {
      const again = node.retried === true ? null : boundBox(search, node.box, node, ROOT_SOLVES);
      if (again === null) finished = Math.max(finished, node.bound);
      else open.push({ ...again, box: node.box, retried: true });
    }
    for (const part of parts) {
      const child = boundBox(search, part, node, CHILD_SOLVES);
      if (child !== null) open.push({ ...child, box: part });
    }
  }
}

/** Boxes about the best spend, where gains are nearly concave and mixes of cuts nearly exact. */
function lookNear(search: Search, box: SpendBox, { weights, cuts }: Bounded): void {
  const span = box.upper.map((upper, c) => upper - (box.lower[c] as number));
  for (const share of NEAR) {
    const centre = search.best?.spend;
    if (centre === undefined || search.nodes >= search.maxNodes) return;
    const near: SpendBox = {
      lower: box.lower.map((lower, c) => Math.max(lower, (centre[c] as number) - share * (span[c] as number))),
      upper: box.upper.map((upper, c) => Math.min(upper, (centre[c] as number) + share * (span[c] as number))),
    };
    boundBox(search, near, { weights, cuts, bound: Infinity }, NEAR_SOLVES);
  }
}

function takeLargest(open: Node[]): Node | null {
  let largest = 0;
  open.forEach((node, i) => { if (node.bound > (open[largest] as Node).bound) largest = i; });
  return open.splice(largest, 1)[0] ?? null;
}
