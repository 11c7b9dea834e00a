/** Points and losses as JSON has them: it knows neither typed arrays nor Infinity. */
export interface Saved {
  point: number[];
  /** null: infinite. */
  losses: (number | null)[];
}

export function toSaved(point: Float64Array, losses: Float64Array): Saved {
  return { point: [...point], losses: lossesToSaved(losses) };
}

export function lossesToSaved(losses: Float64Array): (number | null)[] {
  return Array.from(losses, (loss) => (loss === Infinity ? null : loss));
}

export function lossesFromSaved(losses: readonly (number | null)[]): Float64Array {
  return Float64Array.from(losses, (loss) => loss ?? Infinity);
}
