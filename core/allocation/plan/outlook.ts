import { adstockAhead } from './dynamics.ts';
import type { Room } from './exchange.ts';
import { fitTotal } from './fit-total.ts';
import { probeOf } from './probe.ts';
import type { Probe, ProbeOptions } from './probe.ts';
import { bestSplit, cutAt } from './split.ts';
import type { Cut, Split } from './split.ts';
import { responseTerm, valueOf } from './track.ts';
import type { Term } from './track.ts';

/** A plan of one channel with what it costs and brings. */
export interface Option {
  spend: Float64Array;
  money: number;
  value: number;
}

/** What is known of a channel: what it can bring at most, and plans found for it. */
export interface Outlook extends ProbeOptions {
  term: Term;
  cuts: Cut[];
  /** Ascending in money. */
  options: Option[];
  probe: Probe;
  /** Pairs of plans between which it was asked already. */
  asked: Set<string>;
}

const ROUNDS = 40;
/** Share of the bound that a round must gain for another. */
const WORTH = 1e-7;

export function outlookOf(options: ProbeOptions): Outlook {
  const { dynamics, limits, valueEnd } = options;
  const term = responseTerm(dynamics, valueEnd);
  const all = new Float64Array(dynamics.periods).fill(limits.upper);
  const outlook: Outlook = { ...options, term, cuts: [], options: [], probe: probeOf(options), asked: new Set() };
  addOption(outlook, new Float64Array(dynamics.periods));
  const most = addOption(outlook, all);
  // More money never brings less.
  outlook.cuts.push({ level: most.value, price: 0 });
  return outlook;
}

export function optionOf(term: Term, spend: Float64Array): Option {
  return { spend, money: spend.reduce((sum, value) => sum + value, 0), value: valueOf([term], [adstockAhead(term, spend)]) };
}

export function addOption(outlook: Outlook, spend: Float64Array): Option {
  const option = optionOf(outlook.term, spend);
  const at = outlook.options.findIndex(({ money }) => money >= option.money);
  const same = outlook.options[at];
  if (same?.money === option.money) outlook.options[at] = same.value >= option.value ? same : option;
  else outlook.options.splice(at < 0 ? outlook.options.length : at, 0, option);
  return option;
}

/**
 * The best split by what is known, asking channels where it puts their money until it no longer changes: each is asked at the
 * price at which its two nearest plans are worth the same (Eisner and Severance 1976), which finds a plan between them or proves
 * that there is none. Yields the share of the rounds.
 */
export function* tighten(outlooks: readonly Outlook[], room: Room, budget: number): Generator<number, Split> {
  let split = bestSplit(outlooks.map(({ cuts }) => cuts), room, budget);
  for (let round = 0; round < ROUNDS; round++) {
    let asked = 0;
    for (const [c, outlook] of outlooks.entries()) {
      if (ask(outlook, split.totals[c] as number)) asked++;
      yield (round + c / outlooks.length) / ROUNDS;
    }
    if (asked === 0) return split;
    const next = bestSplit(outlooks.map(({ cuts }) => cuts), room, budget);
    const gain = split.bound - next.bound;
    if (gain >= 0) split = next;
    if (round > 3 && gain <= WORTH * Math.abs(split.bound)) return split;
  }
  return split;
}

function ask(outlook: Outlook, money: number): boolean {
  const [low, high] = hullPair(outlook.options, money);
  if (low.money === high.money) return false;
  const isPriced = outlook.dynamics.theta !== null;
  const key = isPriced ? `${low.money} ${high.money}` : money.toPrecision(9);
  if (outlook.asked.has(key)) return false;
  outlook.asked.add(key);
  const price = Math.max(0, (high.value - low.value) / (high.money - low.money));
  const { cuts, spend } = outlook.probe(money, price);
  const known = cutAt(outlook.cuts, money);
  outlook.cuts.push(...cuts);
  const { limits } = outlook;
  // A relaxed plan need not keep to flights and least spends.
  const kept = isPriced ? spend : fitTotal(spend, limits, Math.min(money, limits.upper * spend.length));
  if (kept !== null) addOption(outlook, kept);
  return isPriced || cutAt(outlook.cuts, money) < known * (1 - WORTH);
}

/** The plans on both sides of so much money of those that are best at some price; the same one twice where there is one. */
export function hullPair(options: readonly Option[], money: number): [Option, Option] {
  const hull = upperHull(options);
  const found = hull.findIndex((option) => option.money >= money);
  const next = Math.max(1, found < 0 ? hull.length - 1 : found);
  const low = hull[next - 1];
  if (low === undefined) throw new RangeError('Expected at least one plan.');
  return [low, hull[next] ?? low];
}

/** The plans that are best at some price, ascending in money. */
function upperHull(options: readonly Option[]): Option[] {
  const hull: Option[] = [];
  for (const option of options) {
    for (;;) {
      const [a, b] = [hull.at(-2), hull.at(-1)];
      if (a === undefined || b === undefined || (b.value - a.value) * (option.money - b.money) > (option.value - b.value) * (b.money - a.money)) break;
      hull.pop();
    }
    hull.push(option);
  }
  return hull;
}
