/**
 * `npm run bench [-- name …]`: all benches, or those named (evaluate, whole-run, allocation, allocation-proof, plan, optimisers, search,
 * advertisers). Seeded and warmed. Of optimisers and search a part: `--methods a,b`, `--seeds N` (at most), `--budgets n,m`.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { METHODS } from '../core/spec/methods.ts';
import type { TuningMethod } from '../core/spec/methods.ts';
import { benchAdvertisers } from './advertisers/study.ts';
import { benchAllocation, benchAllocationProof } from './allocation.ts';
import { benchEvaluate } from './evaluate.ts';
import { benchOptimisers } from './optimisers.ts';
import type { BenchOptions } from './optimisers/plan.ts';
import type { BenchRow } from './row.ts';
import { benchPlan } from './plan.ts';
import { benchSearch } from './search.ts';
import { benchWholeRun } from './whole-run.ts';

const benches: Record<string, (options: BenchOptions) => BenchRow[] | Promise<BenchRow[]>> = {
  'evaluate': () => benchEvaluate(),
  'whole-run': () => benchWholeRun(),
  'allocation': () => benchAllocation(),
  'allocation-proof': () => benchAllocationProof(),
  'plan': () => benchPlan(),
  'optimisers': benchOptimisers,
  'search': benchSearch,
  'advertisers': () => benchAdvertisers(),
};

const { positionals: asked, values } = parseArgs({
  allowPositionals: true, options: { methods: { type: 'string' }, seeds: { type: 'string' }, budgets: { type: 'string' } },
});
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const options = benchOptions(values);

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  for (const row of await bench(options)) {
    console.log(`  ${row.name.padEnd(58)} ${format(row.value).padStart(12)} ${row.unit.padEnd(14)} ${row.note}`);
  }
}

function format(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value);
}

/** Ends the process with status 2 for a method there is not and for what is no number. */
function benchOptions({ methods, seeds, budgets }: { methods?: string; seeds?: string; budgets?: string }): BenchOptions {
  const named = methods?.split(',') ?? [];
  const others = named.filter((name) => !(METHODS as string[]).includes(name));
  const numbers = [...(seeds === undefined ? [] : [seeds]), ...(budgets?.split(',') ?? [])].map(Number);
  if (others.length > 0 || numbers.some((number) => !Number.isInteger(number) || number < 1)) {
    console.error(`Expected --methods of ${METHODS.join(', ')}, and whole numbers above 0 as --seeds and --budgets.`);
    process.exit(2);
  }
  return {
    ...(methods === undefined ? {} : { methods: named as TuningMethod[] }), ...(seeds === undefined ? {} : { seeds: Number(seeds) }),
    ...(budgets === undefined ? {} : { budgets: budgets.split(',').map(Number) }),
  };
}
