/**
 * `npm test`: the type check of every layer, lint, the build, then every vitest suite. The first three count as one
 * test each. Prints skipped tests with their reasons and ends with `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

let passed = 0;
let failed = 0;

async function run(script: string, values: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, script), ...values], { cwd: root, stdio: 'inherit', env: { ...process.env, CI: '1' } });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('error', reject);
  child.once('exit', (code) => resolve(code ?? 1));
  return promise;
}

async function step(name: string, script: string, values: readonly string[] = []): Promise<void> {
  const start = Date.now();
  const ok = await run(script, values) === 0;
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? 'passed' : 'FAILED'}: ${name} (${((Date.now() - start) / 1000).toFixed(0)} s)\n`);
}

async function suites(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mixwright-report-'));
  const path = join(folder, 'report.json');
  try {
    const status = await run('node_modules/vitest/vitest.mjs',
      ['run', '--reporter=default', '--reporter=./tools/skip-reporter.ts', '--reporter=json', `--outputFile.json=${path}`]);
    const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    // A file that could not even be loaded has no tests to fail.
    failed += report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed')).length;
    if (report.numPassedTests + report.numFailedTests === 0) failed += 1;
    else if (status !== 0 && failed === 0) failed += 1;
  } catch (error) {
    failed += 1;
    console.error(`The test run left no report: ${String(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await step('type check', 'tools/typecheck.ts');
await step('lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0']);
await step('build', 'node_modules/electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']);
await suites();

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
