import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractAll, listPackage } from '@electron/asar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchDesktop } from './launch.ts';
import { tinyRun } from './tiny-run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;
let files: string[];
let unpacked: string;

/**
 * electron-builder packs for real, but around a stand-in for Electron's binary: a file with the marker after which
 * the fuses are (the format of @electron/fuses: marker, version 1, number of fuses, one byte each).
 */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mixwright-package-'));
  const electron = join(folder, 'electron-dist');
  mkdirSync(join(electron, 'locales'), { recursive: true });
  writeFileSync(join(electron, 'locales', 'en-US.pak'), '');
  mkdirSync(join(electron, 'resources'));
  writeFileSync(join(electron, 'electron'), `stand-in dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0008${'1'.repeat(8)}`, { mode: 0o755 });
  await promisify(execFile)(process.execPath, [
    join(root, 'node_modules/electron-builder/cli.js'), '--linux', 'dir', '--x64', '--publish', 'never',
    `-c.electronDist=${electron}`, `-c.directories.output=${join(folder, 'dist')}`,
  ], { cwd: root }).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`electron-builder failed:\n${error.stdout}${error.stderr}`);
  });
  const archive = join(folder, 'dist/linux-unpacked/resources/app.asar');
  files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  unpacked = join(folder, 'app');
  extractAll(archive, unpacked);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('holds what the app needs and nothing of its making', () => {
  expect(files).toEqual(expect.arrayContaining([
    '/package.json', '/out/main/index.js', '/out/main/engine.js', '/out/preload/index.cjs', '/out/renderer/index.html',
    '/examples/weekly.csv', '/node_modules/@bsull/augurs-prophet-wasmstan/prophet-wasmstan.core.wasm',
  ]));
  const tops = new Set(files.map((path) => path.split('/')[1]));
  expect([...tops].sort()).toEqual(['examples', 'node_modules', 'out', 'package.json']);
  const development = /\/node_modules\/(electron|vite|vitest|vue|typescript|playwright-core|@sparticuz|chart\.js)\//;
  expect(files.filter((path) => development.test(path) || /\.(ts|map)$/.test(path))).toEqual([]);
});

test('SQLite is there for this platform only, outside of the archive', () => {
  const binaries = files.filter((path) => path.endsWith('.node'));
  expect(binaries).toEqual(['/node_modules/better-sqlite3/prebuilds/linux-x64.node']);
  const beside = join(folder, 'dist/linux-unpacked/resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds');
  expect(readdirSync(beside)).toEqual(['linux-x64.node']);
});

test('the fuses are set: no Node mode, no options from outside, code from the archive only', () => {
  const binary = readFileSync(join(folder, 'dist/linux-unpacked/mixwright'), 'latin1');
  const wire = binary.slice(binary.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX') + 34);
  // Order of @electron/fuses: RunAsNode, CookieEncryption, NodeOptions, NodeCliInspect, AsarIntegrity, OnlyLoadAppFromAsar.
  expect(wire.slice(0, 6)).toBe('010011');
});

test('the packed files start the backend, load the renderer and run a tuning', async ({ skip }) => {
  if (process.platform !== 'linux' || process.arch !== 'x64') skip('packed for Linux on x64');
  expect(existsSync(join(unpacked, 'out/main/index.js'))).toBe(true);
  const desktop = await launchDesktop({ app: unpacked, env: { DOUBLE_PACKAGED: '1' } });
  await desktop.waitFor('#app *');
  expect(await desktop.page(async () => window.mixwright?.call('app.info', {}))).toMatchObject({ ok: true, value: { host: 'desktop' } });
  const { run } = await tinyRun(desktop);
  expect(run).toMatchObject({ state: 'finished', evaluations: 60 });
  await desktop.close();
  expect(await desktop.exited).toBe(0);
});
