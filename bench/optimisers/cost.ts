import { streamFor } from '../../core/random/stream.ts';
import { METHOD_FACTS, METHODS } from '../../core/spec/methods.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';
import { continuous } from '../../core/tuning/dimensions.ts';
import { createOptimiser } from '../../core/tuning/optimiser.ts';
import { time } from '../row.ts';
import type { BenchRow } from '../row.ts';
import { loadSample } from '../sample.ts';
import type { Sample } from '../sample.ts';
import type { BenchOptions } from './plan.ts';

const CANDIDATES = 20_000;
const EVALUATED = 2_000;
/** Trials that share the candidates. */
const SHAPES = [40, 1] as const;

/** What one candidate costs the evolutionary methods, over what its evaluation costs on the sample; under 1 is wanted. */
export async function costRows({ methods = METHODS }: BenchOptions): Promise<BenchRow[]> {
  const evolutionary = methods.filter((method) => METHOD_FACTS[method].family === 'evolution');
  if (evolutionary.length === 0) return [];
  const sample = await loadSample();
  const evaluation = evaluationCost(sample);
  const rows: BenchRow[] = [{
    name: 'one evaluation of the sample', value: evaluation, unit: 'µs', note: `best of 5, ${EVALUATED} random candidates, ${sample.validation}`,
  }];
  for (const method of evolutionary) {
    for (const trials of SHAPES) {
      for (const objectives of [1, 2, 3]) {
        const cost = askTellCost(method, sample.space.length, objectives, trials);
        rows.push({
          name: `${method}: ask and tell, ${objectives} objective(s), ${trials} × ${CANDIDATES / trials}`, value: cost / evaluation, unit: '× evaluation',
          note: `${cost.toFixed(1)} µs, best of 3, ${sample.space.length} parameters, ${CANDIDATES} candidates`,
        });
      }
    }
  }
  return rows;
}

/** Microseconds. */
function evaluationCost(sample: Sample): number {
  const stream = streamFor(1, 1);
  const points = Array.from({ length: EVALUATED }, () => Float64Array.from(sample.space, () => stream.uniform()));
  const { min } = time(() => points.reduce((sum, point) => sum + sample.losses(point)[0], 0), { warmUp: 2, repeats: 5 });
  return (min * 1e6) / EVALUATED;
}

/** Microseconds per candidate, cheap losses included. */
function askTellCost(method: TuningMethod, dimension: number, objectives: number, trials: number): number {
  const iterations = CANDIDATES / trials;
  const { min } = time(() => {
    let sum = 0;
    for (let trial = 1; trial <= trials; trial++) sum += runTrial(method, dimension, objectives, iterations, trial);
    return sum;
  }, { warmUp: 1, repeats: 3 });
  return (min * 1e6) / CANDIDATES;
}

/** Squared distances to a target per objective. */
function runTrial(method: TuningMethod, dimension: number, objectives: number, iterations: number, trial: number): number {
  const optimiser = createOptimiser(method, continuous(dimension), objectives, streamFor(1, trial), { budget: iterations });
  const losses = new Float64Array(objectives);
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    const proposal = optimiser.ask();
    if (proposal === null) break;
    losses.fill(0);
    for (const x of proposal.point) {
      for (let k = 0; k < objectives; k++) losses[k] = (losses[k] as number) + (x - 0.3 * (k + 1)) ** 2;
    }
    sum += losses[0] as number;
    optimiser.tell(proposal.id, losses);
  }
  return sum;
}
