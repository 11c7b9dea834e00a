import type { Generator } from '../random/generator.ts';
import { levelAt, positionOf } from './dimensions.ts';
import type { Dimension } from './dimensions.ts';

/** What the evolutionary methods do with the axes of a space, by the index of the axis. */
export interface Axes {
  /** d */
  readonly dimension: number;
  /** No axis has levels. */
  readonly plain: boolean;
  /** A value without an order: no arithmetic makes sense of it. */
  isChoice(i: number): boolean;
  /** 0: continuous. */
  levels(i: number): number;
  /** d values: uniform, those with levels at the middle of their value's part. */
  draw(generator: Generator): Float64Array;
  /** One axis of that. */
  drawAt(i: number, generator: Generator): number;
  /** A choice as one of the sources has it, each as likely; once in a while a fresh value. */
  inherit(i: number, sources: readonly Float64Array[], generator: Generator): number;
  /** Another value of an axis with levels: a neighbour where there is an order, else any. */
  change(i: number, position: number, generator: Generator): number;
  /** Moves the coordinates with levels to the middle of their value's part, in place. */
  settle(point: Float64Array): void;
  /** As `settle`; a point that thereby means the same as `parent` gets one of its levels changed. No axis with levels: nothing. */
  settleUnlike(point: Float64Array, parent: Float64Array, generator: Generator): void;
}

/** Share of inherited choices that are drawn anew, so that no value is lost for good. */
const FRESH = 0.1;

export function axesOf(space: readonly Dimension[]): Axes {
  const dimension = space.length;
  const counts = space.map(({ levels }) => levels);
  const choices = space.map(({ levels, ordered }) => levels > 0 && !ordered);
  const withLevels = counts.flatMap((levels, i) => (levels > 0 ? [i] : []));
  const levels = (i: number): number => counts[i] as number;

  const drawAt = (i: number, generator: Generator): number => {
    const position = generator.uniform();
    return levels(i) === 0 ? position : positionOf(levelAt(position, levels(i)), levels(i));
  };
  function change(i: number, position: number, generator: Generator): number {
    const count = levels(i);
    if (count < 2) return position;
    const level = levelAt(position, count);
    if (choices[i] === true) return positionOf((level + 1 + generator.integer(count - 1)) % count, count);
    const up = level === 0 || (level < count - 1 && generator.uniform() < 0.5);
    return positionOf(up ? level + 1 : level - 1, count);
  }
  function settle(point: Float64Array): void {
    for (const i of withLevels) point[i] = positionOf(levelAt(point[i] as number, levels(i)), levels(i));
  }
  return {
    dimension,
    plain: withLevels.length === 0,
    isChoice: (i) => choices[i] === true,
    levels,
    draw: (generator) => Float64Array.from({ length: dimension }, (_, i) => drawAt(i, generator)),
    drawAt, change, settle,
    inherit: (i, sources, generator) => (generator.uniform() < FRESH ? drawAt(i, generator)
      : (sources[generator.integer(sources.length)] as Float64Array)[i] as number),
    settleUnlike(point, parent, generator) {
      if (withLevels.length === 0) return;
      settle(point);
      if (point.some((x, i) => x !== parent[i])) return;
      const i = withLevels[generator.integer(withLevels.length)] as number;
      point[i] = change(i, point[i] as number, generator);
    },
  };
}

/** Mirrored at 0 and 1 until it is inside. */
export function reflected(value: number): number {
  if (value >= 0 && value <= 1) return value; // nearly always, and the remainder below is slow
  const folded = Math.abs(value) % 2;
  return folded > 1 ? 2 - folded : folded;
}
