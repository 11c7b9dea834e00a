/** Whether one method beats another, from the values their trials ended with. */
export interface Duel {
  /** P(A beats B), ties counting half, 0..1. */
  probability: number;
  /** 95 % interval of that probability. */
  lower: number;
  upper: number;
  /** Of A over B; `no_difference`: these trials cannot tell. */
  word: DuelWord;
}

export type DuelWord = 'clearly_better' | 'probably_better' | 'no_difference' | 'probably_worse' | 'clearly_worse';

/** Fewer trials than this of either are never called clear. */
export const FEW_TRIALS = 5;
/** Two-sided quantiles of the normal distribution: 95 % for "clearly", 80 % for "probably". */
const Z_CLEARLY = 1.959963984540054;
const Z_PROBABLY = 1.2815515655446004;
/** Halvings of 0..1: past the precision of a double nothing changes. */
const HALVINGS = 60;

/**
 * The share of all pairs of trials in which A has the larger value, plus half the ties: the Mann-Whitney statistic over n·m
 * (Mann and Whitney 1947), also known as the A measure (Vargha and Delaney 2000). Its interval inverts the score test with
 * Hanley and McNeil's variance (Newcombe 2006, Statistics in Medicine 25(4), method 5); at ½ that variance is the one of the
 * rank test without ties, so the interval leaves out ½ exactly where that test rejects.
 * @param a final values, larger is better; ±Infinity allowed; at least one each
 */
export function duelOf(a: readonly number[], b: readonly number[]): Duel {
  const probability = shareOfWins(a, b);
  const [lower, upper] = scoreInterval(probability, a.length, b.length, Z_CLEARLY);
  const [likelyLower, likelyUpper] = scoreInterval(probability, a.length, b.length, Z_PROBABLY);
  const enough = Math.min(a.length, b.length) >= FEW_TRIALS;
  const word = enough && lower > 0.5 ? 'clearly_better' : enough && upper < 0.5 ? 'clearly_worse'
    : likelyLower > 0.5 ? 'probably_better' : likelyUpper < 0.5 ? 'probably_worse' : 'no_difference';
  return { probability, lower, upper, word };
}

function shareOfWins(a: readonly number[], b: readonly number[]): number {
  const sorted = [...b].sort((x, y) => x - y);
  let halves = 0;
  for (const value of a) halves += countBelow(sorted, (other) => other < value) + countBelow(sorted, (other) => other <= value);
  return halves / (2 * a.length * b.length);
}

/** How many of the ascending values come before the first that does not hold. */
function countBelow(sorted: readonly number[], holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function scoreInterval(share: number, n: number, m: number, z: number): [lower: number, upper: number] {
  const inside = (theta: number): boolean => (share - theta) ** 2 <= z * z * variance(theta, n, m);
  return [share === 0 ? 0 : edge(share, 0, inside), share === 1 ? 1 : edge(share, 1, inside)];
}

function variance(theta: number, n: number, m: number): number {
  const others = (n + m) / 2 - 1;
  return (theta * (1 - theta) * (1 + others * ((1 - theta) / (2 - theta) + theta / (1 + theta)))) / (n * m);
}

/** Where `inside` ends on the way from a point inside to one outside. */
function edge(from: number, to: number, inside: (theta: number) => boolean): number {
  let [near, far] = [from, to];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (near + far) / 2;
    if (inside(middle)) near = middle;
    else far = middle;
  }
  return near;
}
