import { countBound } from './count-bound.ts';
import type { Curve } from './curve.ts';
import { responseAt, turningSpend } from './curve.ts';
import { envelopeAt, envelopeOf } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { insertByBound } from './open-nodes.ts';
import type { Goal, Relaxed } from './relax.ts';
import { demand, solveRelaxed } from './relax.ts';

/** One channel's curve and the spend it may take, per period. */
export interface Box {
  curve: Curve;
  lower: number;
  upper: number;
}

export interface Optimum {
  spend: Float64Array;
  response: number;
  /** No spend within the boxes that meets the goal has a larger response. */
  bound: number;
  nodes: number;
}

/** A node is finished when its bound is within this share of the best response found. */
export const DEFAULT_GAP = 1e-8;
/** Enough for every realistic problem; past it the best found is returned with the gap that is left. */
export const MAX_NODES = 1500;
/** Look-alikes keep a search busy with which of them to use: after so many nodes how many is settled first (count-bound.ts). */
const COUNT_AFTER = 8;

interface Node extends Relaxed {
  envelopes: Envelope[];
  /** The channel whose envelope is furthest over its curve at the node's spend; -1 when none is. */
  worst: number;
}

/**
 * Global optimum over S-shaped curves by branch and bound (Land and Doig 1960; for sigmoids Udell and Boyd
 * 2013). Each node is a box; its bound is the concave problem on the envelopes; the channel with the largest
 * difference between envelope and curve is split where the concave solution put it. Nodes are taken in order
 * of their bound, so the bound of the next one holds for all that are left.
 *
 * At most one channel lies inside its line (Shapley and Folkman; ties are filled one by one), so the bound is
 * close from the start and few nodes are needed. Null when no spend meets the goal.
 */
export function maximise(boxes: readonly Box[], goal: Goal, gap = DEFAULT_GAP, maxNodes = MAX_NODES): Optimum | null {
  const whole = boxes.map((box) => envelopeOf(box.curve, box.lower, box.upper));
  const root = nodeOf(whole, goal);
  if (root === null) return null;
  const twins = twinGroups(boxes);
  const open = [root];
  // What keeps a target best is found channel by channel and lies on the curves: it is feasible if anything is.
  let spend = goal.kind === 'target' ? demand(whole, Math.log(goal.target), 'low') : root.spend;
  let response = total(boxes, spend);
  let finished = response;
  let nodes = 0;
  let cap = Infinity;
  const closed = (bound: number) => Math.min(bound, cap) - response <= gap * Math.abs(bound);

  const offer = (candidate: Float64Array | undefined): void => {
    const value = candidate === undefined ? -Infinity : total(boxes, candidate);
    if (candidate !== undefined && value > response) [spend, response] = [candidate, value];
  };

  for (; nodes < maxNodes; nodes++) {
    const node = open.at(-1);
    if (node === undefined || closed(node.bound)) break;
    if (nodes === COUNT_AFTER) {
      const counted = countBound(boxes, goal, root.spend);
      cap = counted.bound;
      for (const regions of counted.regions) offer(solveRelaxed(regions.map(({ curve, lower, upper }) => envelopeOf(curve, lower, upper)), goal)?.spend);
      if (closed(node.bound)) break;
    }
    open.pop();
    for (const candidate of candidates(boxes, node, goal)) offer(candidate);
    for (const envelopes of split(node, twins)) {
      const child = nodeOf(envelopes, goal);
      if (child === null) continue;
      if (closed(child.bound)) finished = Math.max(finished, child.bound);
      else insertByBound(open, child);
    }
  }
  return { spend, response, bound: Math.max(response, Math.min(cap, Math.max(finished, open.at(-1)?.bound ?? -Infinity))), nodes };
}

function nodeOf(envelopes: Envelope[], goal: Goal): Node | null {
  const relaxed = solveRelaxed(envelopes, goal);
  if (relaxed === null) return null;
  let worst = -1;
  let most = 0;
  for (const [index, envelope] of envelopes.entries()) {
    const at = relaxed.spend[index] as number;
    const over = envelopeAt(envelope, at) - responseAt(envelope.curve, at);
    if (at < envelope.touch && over > most) [worst, most] = [index, over];
  }
  return { ...relaxed, envelopes, worst };
}

/**
 * Spends that meet the goal on the curves themselves: channels past their turning point are free on the
 * concave part, the others stay where the node has them, and the worst one is tried there, at its lower bound
 * and on its concave part. With everything free being concave, each is solved exactly.
 */
function candidates(boxes: readonly Box[], node: Node, goal: Goal): Float64Array[] {
  const regions = boxes.map(({ curve, lower, upper }, index): [number, number] => {
    const at = node.spend[index] as number;
    const turn = turningSpend(curve);
    return at >= turn ? [Math.max(lower, turn), upper] : [at, at];
  });
  const worst = boxes[node.worst];
  const tries = [regions];
  if (worst !== undefined) {
    const turn = Math.min(worst.upper, Math.max(worst.lower, turningSpend(worst.curve)));
    tries.push(regions.with(node.worst, [worst.lower, worst.lower]), regions.with(node.worst, [turn, worst.upper]));
  }
  const solved = tries.map((parts) => solveRelaxed(
    parts.map(([lower, upper], index) => envelopeOf((boxes[index] as Box).curve, lower, upper)), goal));
  return solved.flatMap((relaxed) => (relaxed === null ? [] : [relaxed.spend]));
}

/** Two boxes; none when the envelopes touch the curves and the node is exact. */
function split(node: Node, twins: readonly number[]): Envelope[][] {
  const envelope = node.envelopes[node.worst];
  if (envelope === undefined) return [];
  const { lower, touch } = envelope;
  const margin = 0.01 * (touch - lower);
  const at = Math.min(touch - margin, Math.max(lower + margin, node.spend[node.worst] as number));
  if (!(at > lower && at < touch)) return [];
  // Twins are interchangeable: only spends that fall along them are looked at, so a cut carries over.
  const same = (index: number) => twins[index] === twins[node.worst];
  return [
    node.envelopes.map((e, index) => (same(index) && index >= node.worst && e.upper > at ? envelopeOf(e.curve, e.lower, at) : e)),
    node.envelopes.map((e, index) => (same(index) && index <= node.worst && e.lower < at ? envelopeOf(e.curve, at, e.upper) : e)),
  ];
}

/** Group number of each box: equal for boxes with the same curve and bounds. */
function twinGroups(boxes: readonly Box[]): number[] {
  const keys = boxes.map(({ curve, lower, upper }) =>
    [curve.coefficient, curve.alpha, curve.inflexion, curve.carryover, lower, upper].join(' '));
  return keys.map((key) => keys.indexOf(key));
}

function total(boxes: readonly Box[], spend: Float64Array): number {
  return boxes.reduce((sum, box, index) => sum + responseAt(box.curve, spend[index] as number), 0);
}
