import type { Decision } from '../general/decision.ts';
import type { AllocationProblem } from '../problem.ts';
import type { Gains } from './gains.ts';
import { solveGame } from './game.ts';
import { centreOf, mixture } from './mixture.ts';
import { leastMean } from './risk.ts';
import type { Risk } from './risk.ts';

/** What a search over boxes works with and has found so far. */
export interface Search {
  problem: AllocationProblem;
  solver: Pick<Decision, 'solve'>;
  gains: Gains;
  risk: Risk;
  /** Best spend so far, its value R and weights at which that is reached; null before the first. */
  best: { spend: Float64Array; value: number; weights: Float64Array } | null;
  /** A bound no more than this over the best value is as good as it. */
  tolerance: (bound: number) => number;
  /** Work done so far, and where it ends: nodes of mean problems. */
  nodes: number;
  maxNodes: number;
}

/** Spends within these bounds (one per channel, money per period). */
export interface SpendBox {
  lower: Float64Array;
  upper: Float64Array;
}

/** Best spends of mean problems, with the gain of every model. */
export interface Cut {
  spend: Float64Array;
  gains: Float64Array;
}

export interface Bounded {
  /** No spend in the box has a larger R. */
  bound: number;
  /** Cuts that lie in the box. */
  cuts: Cut[];
  /** Mix of the cuts whose least mean gain is largest. */
  mix: Float64Array;
  blend: Float64Array;
  weights: Float64Array;
}

/** Share of the way from the weights with the least bound so far to those of the game. */
const TRUST = 0.6;
/** Once what is left to learn about the weights is this share of what is left to the best spend, the box is better split. */
const ENOUGH = 0.1;
/** Nodes one mean problem may take; its bound holds all the same. */
const MEAN_NODES = 200;

/**
 * Bound on R over a box, and spends to go with it. For any weights w of the risk set, R(s) ≤ w·g(s), so the best value U(w) of
 * the w-weighted mean problem is a bound; U is convex and is made small by cutting planes (Kelley 1960), each new spend one
 * more: w·g(s) ≤ U(w). Weights are taken between those of the cuts' game and the best so far (Ben-Ameur and Neto 2007), which
 * needs fewer. The mix of the cuts that the game ends with is itself a spend where limits are linear, and where gains are
 * concave as good as the bound. Null when no spend lies in the box.
 * @param search its best and its count of nodes are changed
 */
export function boundBox(search: Search, box: SpendBox, start: { weights: Float64Array; cuts: readonly Cut[]; bound: number }, solves: number): Bounded | null {
  const { risk, tolerance } = search;
  const cuts = start.cuts.filter(({ spend }) => isInside(box, spend));
  let { bound } = start;
  let centre = start.weights;
  let weights = start.weights;
  let game = cuts.length === 0 ? null : solveGame(cuts.map(({ gains }) => gains), risk);
  for (let k = 0; k < solves && (k === 0 || search.nodes < search.maxNodes); k++) {
    const solved = solveMean(search, box, weights, bound);
    if (solved === null) return null;
    if (solved.bound < bound) {
      bound = solved.bound;
      centre = weights;
    }
    if (solved.cut === null) break;
    cuts.push(solved.cut);
    offer(search, solved.cut.spend);
    if (bound <= reached(search) + tolerance(bound)) break;
    game = solveGame(cuts.map(({ gains }) => gains), risk);
    offerMix(search, cuts, game.mix);
    const open = bound - game.value;
    if (bound <= reached(search) + tolerance(bound) || open <= 0.5 * tolerance(bound)) break;
    if (open <= ENOUGH * (game.value - reached(search))) break;
    weights = between(centre, game.weights, TRUST);
  }
  if (cuts.length > 0 && (game === null || game.mix.length < cuts.length)) game = solveGame(cuts.map(({ gains }) => gains), risk);
  const mix = game?.mix ?? new Float64Array(0);
  return { bound, cuts, mix, blend: centreOf(cuts.map(({ spend }) => spend), mix), weights: centre };
}

/** One mean problem: its bound as a bound on gains, and its spend where one was found. Null when no spend lies in the box. */
function solveMean(search: Search, box: SpendBox, weights: Float64Array, bound: number): { bound: number; cut: Cut | null } | null {
  const { gains, solver, tolerance } = search;
  const now = weights.reduce((sum, weight, m) => sum + weight * (gains.now[m] as number), 0);
  const open = bound - reached(search);
  // No more exact than what is open needs, and at the end a tenth of what the search itself may leave open.
  const left = Math.max(0.1 * tolerance(Number.isFinite(bound) ? bound : 0), Number.isFinite(open) ? ENOUGH * ENOUGH * open : 0);
  const gap = Math.max(1e-11, left / Math.max(Math.abs(now), Number.MIN_VALUE));
  const optimum = solver.solve(weights, { ...box, gap, maxNodes: MEAN_NODES });
  search.nodes += 1 + (optimum?.nodes ?? 0);
  if (optimum === null) return null;
  const { spend } = optimum;
  return { bound: optimum.bound - now, cut: spend === null ? null : { spend, gains: gains.at(spend) } };
}

export function reached({ best }: Search): number {
  return best?.value ?? -Infinity;
}

/** Keeps a spend that is better than the best. */
export function offer(search: Search, spend: Float64Array): void {
  const { value, weights } = leastMean(search.risk, search.gains.at(spend));
  if (value > reached(search)) search.best = { spend, value, weights };
}

function offerMix(search: Search, cuts: readonly Cut[], mix: Float64Array): void {
  const spend = mixture(search.problem, cuts.map((cut) => cut.spend), mix);
  if (spend !== null) offer(search, spend);
}

function isInside({ lower, upper }: SpendBox, spend: Float64Array): boolean {
  return spend.every((value, c) => value >= (lower[c] as number) && value <= (upper[c] as number));
}

function between(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, m) => value + share * ((b[m] as number) - value));
}
