import type { Generator } from '../../random/generator.ts';

/**
 * Symmetric Latin hypercube (Ye, Li and Sudjianto 2000, J. Statistical Planning and Inference 90): every axis is cut
 * into `count` equal parts and each part holds one point, in its middle; with every point its mirror image at the centre
 * of the cube is one too. Each pair of parts is dealt at random, axis by axis.
 *
 * @returns `count` points of d coordinates
 */
export function symmetricLatinHypercube(count: number, dimension: number, generator: Generator): Float64Array[] {
  const points = Array.from({ length: count }, () => new Float64Array(dimension).fill(0.5));
  const half = Math.floor(count / 2);
  for (let j = 0; j < dimension; j++) {
    const parts = generator.shuffle(Array.from({ length: half }, (_, i) => i));
    parts.forEach((part, i) => {
      const low = generator.uniform() < 0.5 ? part : count - 1 - part;
      (points[i] as Float64Array)[j] = (low + 0.5) / count;
      (points[count - 1 - i] as Float64Array)[j] = (count - 1 - low + 0.5) / count;
    });
  }
  return points;
}
