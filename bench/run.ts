/** `npm run bench [-- name …]`: all benches, or those named (evaluate, whole-run, allocation, optimisers, advertisers). Seeded and warmed. */
import { cpus } from 'node:os';
import { benchAdvertisers } from './advertisers/study.ts';
import { benchAllocation } from './allocation.ts';
import { benchEvaluate } from './evaluate.ts';
import { benchOptimisers } from './optimisers.ts';
import type { BenchRow } from './row.ts';
import { benchWholeRun } from './whole-run.ts';

const benches: Record<string, () => BenchRow[] | Promise<BenchRow[]>> = {
  'evaluate': benchEvaluate,
  'whole-run': () => benchWholeRun(),
  'allocation': benchAllocation,
  'optimisers': benchOptimisers,
  'advertisers': () => benchAdvertisers(),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n${name}`);
  for (const row of await bench()) {
    console.log(`  ${row.name.padEnd(58)} ${format(row.value).padStart(12)} ${row.unit.padEnd(14)} ${row.note}`);
  }
}

function format(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value);
}
