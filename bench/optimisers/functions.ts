export type Objective = (x: Float64Array) => number;
export type Objectives = (x: Float64Array) => [number, number];

/** Test functions as test/fixtures/golden/nevergrad.json words them: minimum 0 at `optimum`, unit cube. */
const optimum = (i: number): number => 0.2 + 0.6 * ((0.6180339887498949 * (i + 1)) % 1);
const total = (x: Float64Array, term: (z: number) => number): number => x.reduce((sum, value, i) => sum + term(value - optimum(i)), 0);

export const functions: Record<string, Objective> = {
  sphere: (x) => total(x, (z) => 100 * z * z),
  rosenbrock: (x) => {
    const w = x.map((value, i) => 1 + 4 * (value - optimum(i)));
    return w.reduce((sum, value, i) => (i + 1 < w.length ? sum + 100 * ((w[i + 1] ?? 0) - value ** 2) ** 2 + (1 - value) ** 2 : sum), 0);
  },
  rastrigin: (x) => total(x, (z) => 100 * z * z - 10 * Math.cos(20 * Math.PI * z) + 10),
  ackley: (x) => -20 * Math.exp(-0.2 * Math.sqrt(total(x, (z) => 100 * z * z) / x.length))
    - Math.exp(total(x, (z) => Math.cos(20 * Math.PI * z)) / x.length) + 20 + Math.E,
};

/** Two objectives in 0..1 each on their front (Zitzler, Deb and Thiele 2000): convex, hypervolume against (1, 1) 2/3. */
export function zdt1(x: Float64Array): [number, number] {
  const first = x[0] ?? 0;
  const g = zdtDistance(x);
  return [first, g * (1 - Math.sqrt(first / g))];
}

/** As zdt1, but concave: hypervolume of the front 1/3. */
export function zdt2(x: Float64Array): [number, number] {
  const first = x[0] ?? 0;
  const g = zdtDistance(x);
  return [first, g * (1 - (first / g) ** 2)];
}

export const fronts: Record<string, { objectives: Objectives; hypervolume: number }> = {
  zdt1: { objectives: zdt1, hypervolume: 2 / 3 },
  zdt2: { objectives: zdt2, hypervolume: 1 / 3 },
};

/** 1 on the front, growing with the coordinates after the first. */
function zdtDistance(x: Float64Array): number {
  const rest = x.reduce((sum, value) => sum + value, 0) - (x[0] ?? 0);
  return 1 + (9 * rest) / (x.length - 1);
}
