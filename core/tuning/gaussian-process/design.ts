import type { Generator } from '../../random/generator.ts';

/**
 * Latin hypercube (McKay, Beckman and Conover 1979, Technometrics 21): in every dimension one point in each of `count` equal
 * parts, the parts in random order and the place within them random.
 */
export function latinHypercube(count: number, dimension: number, generator: Generator): Float64Array[] {
  const points = Array.from({ length: count }, () => new Float64Array(dimension));
  for (let i = 0; i < dimension; i++) {
    const parts = generator.shuffle(Array.from({ length: count }, (_, part) => part));
    points.forEach((point, row) => {
      point[i] = ((parts[row] as number) + generator.uniform()) / count;
    });
  }
  return points;
}
