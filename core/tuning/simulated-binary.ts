/**
 * Variation of real numbers in 0..1 by a distribution index η ≥ 0: the larger, the closer to the parents.
 */

/**
 * Simulated binary crossover (Deb and Agrawal 1995, "Simulated binary crossover for continuous search space", Complex
 * Systems 9): a child of two values whose spread about their mean is that of a one-point crossover of binary numbers.
 * @param u uniform in [0, 1)
 */
export function simulatedBinary(x: number, y: number, index: number, u: number): number {
  const spread = u < 0.5 ? (2 * u) ** (1 / (index + 1)) : (2 - 2 * u) ** (-1 / (index + 1));
  return Math.min(Math.max(((1 + spread) * x + (1 - spread) * y) / 2, 0), 1);
}

/**
 * Polynomial mutation within bounds (Deb and Goyal 1996, "A combined genetic adaptive search for engineering design",
 * Computer Science and Informatics 26), in the form that takes the room on each side into account.
 * @param u uniform in [0, 1)
 */
export function polynomialMutation(x: number, index: number, u: number): number {
  const power = index + 1;
  const step = u < 0.5
    ? (2 * u + (1 - 2 * u) * (1 - x) ** power) ** (1 / power) - 1
    : 1 - (2 - 2 * u + (2 * u - 1) * x ** power) ** (1 / power);
  return Math.min(Math.max(x + step, 0), 1);
}
