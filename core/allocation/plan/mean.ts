import { scaleOf } from './families.ts';
import type { Family } from './families.ts';
import { improve } from './improve.ts';
import { bestSplit, cutAt, kinksOf } from './split.ts';
import type { Cut } from './split.ts';
import { searchOf } from './task.ts';
import type { PlanModel, PlanTask } from './task.ts';
import { responseTerm } from './track.ts';
import type { Term } from './track.ts';

/** Families whose response a plan is improved for, those that weigh most: each costs as much as a model alone. */
const MOST_FAMILIES = 12;

/** Channels that are not held, in their order. */
function freeNames({ settings }: PlanTask): string[] {
  return settings.channels.flatMap(({ name, held }) => (held ? [] : [name]));
}

/** Weighted sum of what a family's models make of a channel, per unit of the family's own. */
function weightIn(family: Family, name: string, weight: (model: PlanModel) => number): number {
  const shape = family.dynamics.get(name);
  return shape === undefined ? 0 : family.models.reduce((sum, model) => {
    const own = model.dynamics.get(name);
    return own === undefined ? sum : sum + weight(model) * scaleOf(shape, own);
  }, 0);
}

/** The family's cuts for one of its models: its response is the same shape times a factor. */
export function cutsOfModel(task: PlanTask, family: Family, model: PlanModel, cuts: readonly Cut[][]): Cut[][] {
  return freeNames(task).map((name, c) => scaled(cuts[c] ?? [], weightIn({ ...family, models: [model] }, name, () => 1)));
}

function scaled(cuts: readonly Cut[], factor: number): Cut[] {
  return factor > 0 ? cuts.map(({ level, price }) => ({ level: factor * level, price: factor * price })) : [{ level: 0, price: 0 }];
}

/**
 * Upper bound on the weighted mean response of any plan, held channels left out: a channel has the same money in every model,
 * so the models' bounds are added for each amount before money is split. The sum is concave: at each kink of any model it
 * lies under the line with its slope there.
 */
export function meanBound(task: PlanTask, families: readonly Family[], cuts: readonly (readonly Cut[][])[]): number {
  const { room, budget } = searchOf(task, { dynamics: new Map() });
  const mean = freeNames(task).map((name, c): Cut[] => {
    const parts = families.map((family, k) => scaled(cuts[k]?.[c] ?? [], weightIn(family, name, ({ weight }) => weight)));
    const [from, to] = [room.lower[c] as number, room.upper[c] as number];
    const points = [...new Set([from, ...parts.flatMap((part) => kinksOf(part, from, to))])];
    return points.map((money) => {
      const price = parts.reduce((sum, part) => sum + slopeAfter(part, money), 0);
      return { price, level: parts.reduce((sum, part) => sum + cutAt(part, money), 0) - price * money };
    });
  });
  return bestSplit(mean, room, budget).bound;
}

function slopeAfter(cuts: readonly Cut[], money: number): number {
  const least = cutAt(cuts, money);
  const slack = 1e-12 * Math.abs(least);
  return cuts.reduce((slope, { level, price }) => (level + price * money <= least + slack ? Math.min(slope, price) : slope), Infinity);
}

/** A plan improved for the sum over models, each with its weight. Sums and limits are kept. */
export function improveMean(task: PlanTask, families: readonly Family[], weights: ReadonlyMap<string, number>, plan: readonly Float64Array[]): Float64Array[] {
  const counted = [...families].sort((a, b) => b.weight - a.weight).slice(0, MOST_FAMILIES);
  const { channels, room, valueEnd } = searchOf(task, { dynamics: families[0]?.dynamics ?? new Map() });
  const improvable = freeNames(task).map((name, c) => ({
    limits: (channels[c] as (typeof channels)[number]).limits,
    terms: counted.flatMap((family): Term[] => {
      const shape = family.dynamics.get(name);
      const weight = weightIn(family, name, ({ id }) => weights.get(id) ?? 0);
      return shape === undefined || weight === 0 ? [] : [responseTerm(shape, valueEnd, weight)];
    }),
  }));
  return improve(improvable, plan, { ...room, lower: room.lower.map((lower, c) => {
    const floor = channels[c]?.floor ?? 0;
    // A channel that may be off stays as it was decided.
    return channels[c]?.orOff === true && (plan[c] ?? []).some((value) => value > 0) ? Math.max(lower, floor) : lower;
  }), upper: room.upper.map((upper, c) => (channels[c]?.orOff === true && !(plan[c] ?? []).some((value) => value > 0) ? 0 : upper)) }).plan;
}
