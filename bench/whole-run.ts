import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchRow } from './row.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

const LONG_TRIALS = 160;

interface Run {
  wall: number;
  evaluationsPerSecond: number;
  /** Bytes over all processes of the run; null where /proc is missing. */
  peakMemory: number | null;
}

/** The default run, 40 trials of 500 iterations, from the command line: start of the process, data in, everything saved, results out. */
export async function benchWholeRun(spec = 'examples/weekly.json'): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  await tune(spec, 1); // warms the file cache
  for (const workers of [...new Set([1, availableParallelism()])]) {
    const runs = [await tune(spec, workers), await tune(spec, workers), await tune(spec, workers)];
    const best = runs.reduce((a, b) => (a.wall <= b.wall ? a : b));
    rows.push(
      { name: `default run, ${workers} worker(s), wall`, value: best.wall, unit: 's', note: 'best of 3; start of the process, Prophet, 20,000 candidates, selection, everything saved' },
      { name: `default run, ${workers} worker(s), rate`, value: best.evaluationsPerSecond, unit: 'evaluations/s', note: 'while tuning, with search and saving' },
    );
    const peak = Math.max(...runs.map((run) => run.peakMemory ?? 0));
    if (peak > 0) rows.push({ name: `default run, ${workers} worker(s), peak memory`, value: peak / 2 ** 20, unit: 'MiB', note: 'proportional set size summed over all processes, sampled every 50 ms' });
  }
  if (availableParallelism() > 1) rows.push(await growthWithWorkers(spec));
  rows.push(await foldsAgainstHoldout(spec));
  return rows;
}

/** Time of tuning with the default's four folds over that of the reference's holdout; best of 3 each, alternating. */
async function foldsAgainstHoldout(spec: string): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'mixwright-bench-'));
  try {
    const holdout = join(folder, 'holdout.json');
    const parsed = JSON.parse(readFileSync(join(root, spec), 'utf8')) as { data: string; tuning: object };
    writeFileSync(holdout, JSON.stringify({ ...parsed, data: join(root, dirname(spec), parsed.data), tuning: { ...parsed.tuning, validation: { scheme: 'holdout' } } }));
    const rates = { folds: 0, holdout: 0 };
    for (let i = 0; i < 3; i++) {
      rates.folds = Math.max(rates.folds, (await tune(spec, availableParallelism())).evaluationsPerSecond);
      rates.holdout = Math.max(rates.holdout, (await tune(holdout, availableParallelism())).evaluationsPerSecond);
    }
    return { name: 'tuning: four folds against holdout', value: rates.holdout / rates.folds, unit: '× the time', note: `${Math.round(rates.folds)} and ${Math.round(rates.holdout)} evaluations/s` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rate of twice the workers against one, on a run long enough that the start of the engines does not count. */
async function growthWithWorkers(spec: string): Promise<BenchRow> {
  const one = await tune(spec, 1, LONG_TRIALS);
  const two = await tune(spec, 2, LONG_TRIALS);
  return {
    name: 'growth: workers doubled', value: two.evaluationsPerSecond / one.evaluationsPerSecond, unit: '× the rate',
    note: `${LONG_TRIALS * 500} candidates, ${Math.round(one.evaluationsPerSecond)} and ${Math.round(two.evaluationsPerSecond)} evaluations/s`,
  };
}

async function tune(spec: string, workers: number, trials = 40): Promise<Run> {
  const out = mkdtempSync(join(tmpdir(), 'mixwright-bench-'));
  try {
    const start = performance.now();
    const child = spawn(process.execPath, ['--import', './tools/compile-cache.js', 'electron/cli/index.ts', 'tune', spec, '--workers', String(workers), '--trials', String(trials), '--out', out, '--quiet'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    let peakMemory: number | null = null;
    const timer = setInterval(() => {
      const now = familyMemory(child.pid ?? 0);
      if (now !== null) peakMemory = Math.max(peakMemory ?? 0, now);
    }, 50);
    const { promise, resolve } = Promise.withResolvers<number | null>();
    child.on('exit', resolve);
    const code = await promise;
    clearInterval(timer);
    if (code !== 0) throw new Error(`tune ended with status ${code}`);
    const wall = (performance.now() - start) / 1000;
    const run = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as { timings: { evaluationsPerSecond: number } };
    return { wall, evaluationsPerSecond: run.timings.evaluationsPerSecond, peakMemory };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Proportional set size of a process and all below it, from /proc; shared pages are counted once. */
function familyMemory(pid: number): number | null {
  try {
    let total = 0;
    const queue = [pid];
    const children = childrenByParent();
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${next}/smaps_rollup`, 'utf8'));
      total += Number(found?.[1] ?? 0) * 1024;
      queue.push(...(children.get(next) ?? []));
    }
    return total;
  } catch {
    return null; // not Linux, or the process has just ended
  }
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // The process ended between listing and reading.
    }
  }
  return children;
}
