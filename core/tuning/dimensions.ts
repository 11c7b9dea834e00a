/** One axis of the unit cube that the methods search. */
export interface Dimension {
  /** How many values there are; 0: every value of 0..1. Value c of k is meant by every point in [c/k, (c + 1)/k). */
  levels: number;
  /** Whether neighbouring values are alike (a lag of 2 and of 3), so that steps make sense. False: a choice. */
  ordered: boolean;
}

/** d axes without levels. */
export function continuous(dimension: number): Dimension[] {
  return Array.from({ length: dimension }, () => ({ levels: 0, ordered: true }));
}

/** Which value a point means, 0..levels − 1. */
export function levelAt(position: number, levels: number): number {
  return Math.min(Math.floor(position * levels), levels - 1);
}

/** The middle of a value's part of the axis. */
export function positionOf(level: number, levels: number): number {
  return (level + 0.5) / levels;
}
