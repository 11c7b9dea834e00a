import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Path of the Chromium that is packed in node_modules, unpacked once per version. It is unpacked aside and moved into
 * place in one step, so that test files starting at the same time never see half of it.
 * Null where the package has no build (it is for Linux on x64): an installed Chrome is used there.
 */
async function packagedChromium(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as { version: string };
  const folder = join(root, '.cache', `chromium-${version}`);
  const executable = join(folder, 'chromium');
  if (existsSync(executable)) return executable;

  mkdirSync(join(root, '.cache'), { recursive: true });
  const aside = mkdtempSync(`${folder}-`);
  // The package unpacks into the temporary folder, whichever that is.
  await promisify(execFile)(process.execPath, ['-e', "import('@sparticuz/chromium').then((m) => m.default.executablePath())"],
    { cwd: root, env: { ...process.env, TMPDIR: aside } });
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(executable)) throw error;
  }
  return executable;
}

/** Headless, without what it would start, ask or fetch by itself; its own sandbox needs rights that containers lack. */
const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none', '--disable-breakpad',
];

/** A headless Chromium driven by Playwright. Close it in `afterAll`. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = await packagedChromium();
  return chromium.launch({
    headless: true,
    args: [...CHROMIUM_ARGS, ...args],
    ...(executablePath === null ? { channel: 'chrome' } : { executablePath }),
  });
}
