/**
 * What a measurement tells about which model is right. Model k (of K, prior weight w_k, all adding up to 1) predicts a lift
 * L_k; what is measured is y = L_k + N(0, s²).
 */
export interface Signal {
  weights: Float64Array;
  lifts: Float64Array;
  /** s ≥ 0; 0: models of the same lift stay together, all others are told apart. */
  sd: number;
}

/** One possible outcome of the measurement: `mass[k]` = w_k·p(y | k)·Δy, its sum the probability of the outcome. */
export type VisitOutcome = (mass: Float64Array, models: Int32Array) => void;

/** Nodes reach so many standard deviations past the lifts (the rest has a probability under 1e-8) … */
const REACH = 6;
/** … and lie so many to a standard deviation. */
const PER_SD = 8;
/** Lifts nearer than this share of their span are the same. */
const SAME = 1e-9;

/**
 * Goes through the outcomes of a measurement by the trapezium rule over y, which converges faster than any power of the
 * step for sums of normal densities (Trefethen and Weideman 2014); at the kinks where the decision changes its error is of
 * second order in the step. Stretches of y that no model makes likely are left out, so that the number of nodes is bounded
 * by 12·8·K whatever s. `mass` is the same array each time; entries of models not in `models` are 0.
 */
export function visitOutcomes({ weights, lifts, sd }: Signal, visit: VisitOutcome): void {
  const order = Int32Array.from(lifts.keys()).sort((a, b) => (lifts[a] as number) - (lifts[b] as number) || a - b);
  const at = (place: number): number => lifts[order[place] as number] as number;
  const count = order.length;
  const mass = new Float64Array(count);
  const step = sd / PER_SD;
  const reach = sd * REACH;
  const span = count === 0 ? 0 : at(count - 1) - at(0);
  if (span <= 0 || step <= span * SAME) {
    visitGroups({ weights, lifts, sd }, order, mass, span * SAME, visit);
    return;
  }
  for (let from = 0; from < count;) {
    let to = from + 1;
    while (to < count && at(to) - at(to - 1) <= 2 * reach) to += 1;
    const nodes = Math.ceil((at(to - 1) - at(from) + 2 * reach) / step);
    let low = from;
    let high = from;
    for (let node = 0; node <= nodes; node++) {
      const y = at(from) - reach + node * step;
      while (high < to && at(high) <= y + reach) high += 1;
      while (low < high && at(low) < y - reach) mass[order[low++] as number] = 0;
      for (let place = low; place < high; place++) {
        const model = order[place] as number;
        const z = (y - (lifts[model] as number)) / sd;
        mass[model] = ((weights[model] as number) * Math.exp(-0.5 * z * z)) / (PER_SD * Math.sqrt(2 * Math.PI));
      }
      visit(mass, order.subarray(low, high));
    }
    for (let place = low; place < high; place++) mass[order[place] as number] = 0;
    from = to;
  }
}

/** Without noise: models of the same lift make one outcome. */
function visitGroups({ weights, lifts }: Signal, order: Int32Array, mass: Float64Array, same: number, visit: VisitOutcome): void {
  for (let from = 0; from < order.length;) {
    const first = lifts[order[from] as number] as number;
    let to = from;
    while (to < order.length && (lifts[order[to] as number] as number) - first <= same) to += 1;
    const models = order.subarray(from, to);
    for (const model of models) mass[model] = weights[model] as number;
    visit(mass, models);
    mass.fill(0);
    from = to;
  }
}

/** Beliefs after the outcomes at `count` evenly spaced quantiles of what may be measured; each adds up to 1. */
export function typicalBeliefs(signal: Signal, count: number): Float64Array[] {
  const beliefs: Float64Array[] = [];
  let cumulated = 0;
  visitOutcomes(signal, (mass) => {
    const probability = mass.reduce((sum, value) => sum + value, 0);
    cumulated += probability;
    while (beliefs.length < count && probability > 0 && cumulated >= (beliefs.length + 0.5) / count) {
      beliefs.push(mass.map((value) => value / probability));
    }
  });
  return beliefs;
}
