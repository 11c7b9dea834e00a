import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const GOLDEN = `${ROOT}test/fixtures/golden/`;
export const SAMPLE = `${ROOT}examples/weekly.json`;

export interface CliResult {
  status: number | null;
  stdout: string;
  stderr: string;
  /** Standard output parsed: it holds JSON and nothing else. */
  json(): unknown;
}

/** The real command line in a process of its own; `interruptAt`: SIGINT when standard error first matches. */
export function cli(args: readonly string[], options: { cwd?: string; interruptAt?: RegExp } = {}): Promise<CliResult> {
  const { promise, resolve } = Promise.withResolvers<CliResult>();
  const env = { ...process.env };
  delete env['INIT_CWD'];
  const child = execFile(process.execPath, [`${ROOT}electron/cli/index.ts`, ...args],
    { cwd: options.cwd ?? ROOT, env, maxBuffer: 1e9 },
    (_error, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr, json: () => JSON.parse(stdout) as unknown }));
  let said = '';
  child.stderr?.on('data', (text: string) => {
    said += text;
    if (options.interruptAt?.test(said) && !child.killed) child.kill('SIGINT');
  });
  return promise;
}
