/**
 * Evaluations per second on one core: the weekly sample under each adstock, a larger synthetic table, and how the cost grows
 * when rows and terms double. Seeded; warmed up by `time`; the sum of the objectives keeps the work from being dropped.
 */
import type { Table } from '../core/data/table.ts';
import { createEvaluator } from '../core/model/candidate.ts';
import { prepare } from '../core/model/prepare.ts';
import type { PreparedData } from '../core/model/prepared.ts';
import { streamFor } from '../core/random/stream.ts';
import { parseSpec } from '../core/spec/parse.ts';
import type { AdstockKind } from '../core/spec/spec.ts';
import { METRICS } from '../core/tuning/trial-result.ts';
import { loadWeekly } from '../test/fixtures/weekly.ts';
import { time } from './row.ts';
import type { BenchRow } from './row.ts';

const SEED = 20261120;
const ADSTOCKS: readonly AdstockKind[] = ['geometric', 'weibull_cdf', 'weibull_pdf'];

export function benchEvaluate(): BenchRow[] {
  const rows = ADSTOCKS.map((adstock) => measure(`weekly, ${adstock}`, loadWeekly(adstock).prepared, 2000, '209 weeks, 15 terms, 8 media'));
  const lift = loadWeekly('geometric', (spec) => {
    spec.calibration = [{ channels: ['tv'], from: '2024-03-04', to: '2024-04-28', lift: 900_000, scope: 'immediate' },
      { channels: ['search'], from: '2023-06-05', to: '2023-07-16', lift: 620_000, scope: 'total' }];
  });
  rows.push(measure('weekly, geometric, two lift studies', lift.prepared, 2000, 'one immediate, one total'));
  rows.push(measure('larger, geometric', synthetic(1095, 40, 20), 100, '1,095 days, 60 terms, 40 media'));
  const base = measure('growth: 400 rows, 24 terms', synthetic(400, 16, 8), 400, 'reference for the two below');
  const doubles = [
    measure('growth: rows doubled', synthetic(800, 16, 8), 400, ''),
    measure('growth: terms doubled', synthetic(400, 32, 16), 400, ''),
  ];
  for (const row of doubles) row.note = `${(base.value / row.value).toFixed(2)} times the cost`;
  return [...rows, base, ...doubles];
}

function measure(name: string, prepared: PreparedData, candidates: number, note: string): BenchRow {
  const evaluator = createEvaluator(prepared);
  const stream = streamFor(SEED, 1);
  const { parameters } = prepared.space;
  const all = Array.from({ length: candidates }, () =>
    Float64Array.from(parameters, ({ lower, upper }) => lower + stream.uniform() * (upper - lower)));
  const out = new Float64Array(METRICS.length);
  const { min, mean, sd } = time(() => {
    let sum = 0;
    for (const params of all) {
      evaluator.evaluate(params, out);
      sum += (out[0] as number) + (out[3] as number);
    }
    return sum;
  }, { warmUp: 3, repeats: 10 });
  const micro = (seconds: number): string => `${((seconds / candidates) * 1e6).toFixed(1)}`;
  return { name, value: candidates / min, unit: 'evaluations/s', note: `${micro(min)} µs (mean ${micro(mean)} ± ${micro(sd)}); ${note}` };
}

/** A table of `rows` days with `media` channels, half of their periods without spend, and `context` other columns. */
function synthetic(rows: number, media: number, context: number): PreparedData {
  const stream = streamFor(SEED, rows * 1000 + media);
  const numbers = (draw: () => number): Float64Array => Float64Array.from({ length: rows }, draw);
  const table: Table = {
    rows,
    columns: [
      { name: 'day', type: 'date', values: Int32Array.from({ length: rows }, (_, t) => 18_000 + t) },
      { name: 'revenue', type: 'number', values: numbers(() => 1e6 + 1e5 * stream.normal()) },
      ...Array.from({ length: media }, (_, i) => ({
        name: `m${i}`, type: 'number' as const, values: numbers(() => (stream.uniform() < 0.5 ? 0 : 1000 * stream.uniform())),
      })),
      ...Array.from({ length: context }, (_, i) => ({ name: `c${i}`, type: 'number' as const, values: numbers(() => stream.normal()) })),
    ],
  };
  const spec = parseSpec({
    format: 'mixwright/1',
    name: 'synthetic',
    date: 'day',
    response: { column: 'revenue', kind: 'revenue' },
    baseline: { source: 'none' },
    channels: Array.from({ length: media }, (_, i) => ({ name: `m${i}`, spend: `m${i}` })),
    context: Array.from({ length: context }, (_, i) => ({ column: `c${i}` })),
  });
  return prepare(spec, table, 'day', []);
}
