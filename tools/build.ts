/** Whether out/ is newer than everything it is made from, and the build when it is not. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

const SOURCES = ['core/**/*', 'electron/**/*', 'renderer/**/*', 'electron.vite.config.ts', 'package-lock.json'];
/** The three builds, in order; the last one's time is that of the build. */
const RESULTS = ['out/main/index.js', 'out/main/engine.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

export function isBuilt(): boolean {
  if (!RESULTS.every((path) => existsSync(join(root, path)))) return false;
  const built = Math.min(...RESULTS.map(changed));
  return globSync(SOURCES, { cwd: root }).every((path) => changed(path) <= built);
}

/** False when it failed; what went wrong was printed. */
export function build(): boolean {
  const { status, stdout, stderr } = runBin('electron-vite', ['build', '--logLevel', 'warn']);
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  return status === 0;
}

function changed(path: string): number {
  return statSync(join(root, path)).mtimeMs;
}

/** Runs an installed command by this Node, whatever the platform. */
function runBin(name: string, values: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(root, 'node_modules', name, 'bin', `${name}.js`), ...values], { cwd: root, encoding: 'utf8' });
}
