/**
 * How far models that are about equally good differ in a figure, e.g. the ROAS of a channel over the models of
 * a cluster. This is a spread of models, not a confidence interval: it says nothing of sampling error.
 */
export interface Spread {
  label: 'spread of models';
  count: number;
  mean: number;
  /** Never under 0. */
  lower: number;
  upper: number;
}

const PROBABILITY = 0.975;

/**
 * Mean ± t(0.975, n − 1)·se·√n over the finite ones of n values, lower end cut at 0: DESIGN reference definition
 * (Robyn 3.12.1), "Clusters". Null with fewer than two.
 */
export function spreadOfModels(values: readonly number[]): Spread | null {
  const finite = values.filter(Number.isFinite);
  const count = finite.length;
  if (count < 2) return null;
  const mean = finite.reduce((sum, value) => sum + value, 0) / count;
  // se·√n is the sample standard deviation.
  const sd = Math.sqrt(finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
  const half = studentQuantile(PROBABILITY, count - 1) * sd;
  return { label: 'spread of models', count, mean, lower: Math.max(0, mean - half), upper: mean + half };
}

/** How much of the spread of a channel's ROAS over all models lies between the clusters, and how much inside them. */
export interface ChannelSpread {
  channel: string;
  /** Models with a ROAS. */
  count: number;
  mean: number;
  /** Mean ROAS of each cluster; null where none of its models has one. */
  means: (number | null)[];
  /** Standard deviations, √(sum of squares / count): within² + between² is the variance over all models. */
  within: number;
  between: number;
  /** between² / (within² + between²), 0..1; 0 where all models agree. */
  shareBetween: number;
}

/**
 * One-way analysis of variance of a channel's ROAS over the clusters (Fisher 1925, Statistical Methods for Research Workers, ch. VII).
 * @param values ROAS of each model; null and what is not finite is left out
 * @param assignment cluster of each model, 0..clusters − 1
 * @returns null where no model has a ROAS
 */
export function spreadBetweenClusters(
  channel: string, values: readonly (number | null)[], assignment: readonly number[], clusters: number,
): ChannelSpread | null {
  const groups: number[][] = Array.from({ length: clusters }, () => []);
  values.forEach((value, i) => {
    if (value !== null && Number.isFinite(value)) groups[assignment[i] as number]?.push(value);
  });
  const all = groups.flat();
  const count = all.length;
  if (count === 0) return null;
  const mean = meanOf(all);
  let within = 0;
  let between = 0;
  for (const group of groups) {
    const centre = meanOf(group);
    for (const value of group) within += (value - centre) ** 2;
    if (group.length > 0) between += group.length * (centre - mean) ** 2;
  }
  return {
    channel, count, mean, means: groups.map((group) => (group.length === 0 ? null : meanOf(group))),
    within: Math.sqrt(within / count), between: Math.sqrt(between / count),
    shareBetween: within + between === 0 ? 0 : between / (within + between),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Quantile of Student's t for whole degrees of freedom ≥ 1 and probability in 0.5..1, by bisection. */
export function studentQuantile(probability: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (central(high, freedom) < 2 * probability - 1) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (central(middle, freedom) < 2 * probability - 1) low = middle;
    else high = middle;
  }
}

/** P(|T| ≤ t): Abramowitz and Stegun (1964), 26.7.3 and 26.7.4. */
function central(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const square = Math.cos(angle) ** 2;
  const odd = freedom % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = 0;
  for (let i = odd ? 3 : 2; i <= freedom; i += 2) {
    sum += term;
    term *= (square * (i - 1)) / i;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
