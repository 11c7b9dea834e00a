/**
 * `npm start`: opens the app. As a desktop window where Electron's binary is there or can be fetched, else in the
 * browser from the loopback host. Options (`npm start -- --no-open --port 4410`) are those of `mixwright serve` and mean that.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serveUntilStopped } from '../electron/server/until-stopped.ts';
import { build, isBuilt, root } from './build.ts';

/** Fetching Electron may take this long; after a first failure it is not tried again by itself. */
const FETCH_MS = 90_000;
/** Whether its server answers at all shows sooner. */
const REACH_MS = 4_000;

const { values: options } = parseArgs({
  options: { 'no-open': { type: 'boolean' }, 'port': { type: 'string' }, 'data-folder': { type: 'string' } },
});

async function start(): Promise<number> {
  if (!isBuilt()) {
    console.log('Building …');
    if (!build()) return 1;
  }
  // With options it is the loopback host that is wanted: nothing is fetched for a window.
  const wantsWindow = Object.keys(options).length === 0;
  const reason = noDisplay() ?? (wantsWindow ? await fetchElectron() : electronBinary() === null ? 'Electron is not installed' : null);
  const binary = electronBinary();
  if (wantsWindow && reason === null && binary !== null) return run(binary, [root]);
  if (reason !== null) console.log(`${reason}: Mixwright opens in the browser instead of a window of its own.`);
  return serveUntilStopped({
    open: options['no-open'] !== true,
    port: options.port === undefined ? undefined : Number(options.port),
    dataFolder: options['data-folder'] === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', options['data-folder']),
  });
}

function noDisplay(): string | null {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return hasDisplay ? null : 'There is no display here';
}

function electronBinary(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  try {
    const path = join(override ?? join(folder, 'dist'), readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Null when it is there now; else why not, in a few words. */
async function fetchElectron(): Promise<string | null> {
  if (electronBinary() !== null) return null;
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/';
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) });
  } catch {
    return 'Electron is not installed and its download cannot be reached';
  }
  console.log('Fetching Electron once …');
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')],
    { cwd: root, stdio: 'ignore', timeout: FETCH_MS });
  return status === 0 && electronBinary() !== null ? null : 'Electron could not be fetched';
}

/** Runs until it ends; Ctrl-C reaches it from the terminal and is its to answer. */
async function run(command: string, values: readonly string[]): Promise<number> {
  const child = spawn(command, values, { cwd: root, stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('error', reject);
  child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  return promise;
}

process.exitCode = await start();
