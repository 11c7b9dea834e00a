import { geometricDynamics, kernelDynamics } from '../core/allocation/plan/dynamics.ts';
import { searchPlan } from '../core/allocation/plan/search.ts';
import type { FoundPlan, PlanSearch } from '../core/allocation/plan/search.ts';
import { streamFor } from '../core/random/stream.ts';
import type { BenchRow } from './row.ts';

const ROUNDS = 5;
const CHANNELS = 7;

/** Time to a calendar and its proven gap over random models, half of whose curves are S-shaped. */
export function benchPlan(): BenchRow[] {
  return [
    ...[13, 52, 104].map((periods) => timed(`plan, ${CHANNELS} channels × ${periods}`, periods, { flight: 1, long: false })),
    timed(`plan, ${CHANNELS} channels × 52, flights of 4`, 52, { flight: 4, long: false }),
    timed(`plan, ${CHANNELS} channels × 52, long kernels`, 52, { flight: 1, long: true }),
  ];
}

interface Shape {
  flight: number;
  /** Kernels of 30 lags, as of Weibull adstock, which only the concave relaxation bounds. */
  long: boolean;
}

function timed(name: string, periods: number, shape: Shape): BenchRow {
  const random = streamFor(4, periods);
  const searches = Array.from({ length: ROUNDS }, () => searchFor(periods, shape, () => random.uniform()));
  planned(searches[0] as PlanSearch); // warm-up
  let worst = 0;
  const times = searches.map((search) => {
    const start = performance.now();
    const { value, bound } = planned(search);
    worst = Math.max(worst, (bound - value) / bound);
    return performance.now() - start;
  });
  return { name, value: times.reduce((sum, time) => sum + time, 0) / ROUNDS, unit: 'ms', note: `mean of ${ROUNDS}; slowest ${Math.max(...times).toFixed(0)} ms; largest gap ${worst.toExponential(1)}` };
}

function planned(search: PlanSearch): FoundPlan {
  const steps = searchPlan(search);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  if (step.value === null) throw new Error('The bench has no plan.');
  return step.value;
}

function searchFor(periods: number, { flight, long }: Shape, uniform: () => number): PlanSearch {
  const channels = Array.from({ length: CHANNELS }, () => {
    const curve = { coefficient: 10 ** (2 * uniform()), alpha: 0.5 + 2.5 * uniform(), inflexion: 5 + 40 * uniform(), carryover: 0 };
    const theta = 0.85 * uniform();
    const history = Float64Array.from({ length: 30 }, () => 20 * uniform());
    const weights = Float64Array.from({ length: 30 }, (_, lag) => Math.exp(-((lag / (1 + 8 * theta)) ** 1.5)));
    return {
      dynamics: long ? kernelDynamics(curve, weights, history, periods) : geometricDynamics(curve, theta, 30 * uniform(), periods),
      limits: { lower: flight > 1 ? 3 : 0, upper: 30, flight, running: false }, orOff: false, floor: 0, history: new Float64Array(periods),
    };
  });
  return {
    channels, budget: 10 * CHANNELS * periods, valueEnd: true,
    room: { lower: channels.map(() => 5 * periods), upper: channels.map(() => 20 * periods), groupOf: channels.map(() => -1), groups: [] },
  };
}
