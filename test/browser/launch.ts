import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../electron/server/index.ts';

export { launchBrowser } from './chromium.ts';

export interface RunningApp {
  /** With the token: the address to open. */
  url: string;
  dataFolder: string;
  /** Ends the host and its engines and removes the data folder. */
  close(): Promise<void>;
}

/** The real loopback host with the built renderer (`npm run build`) on an empty data folder. */
export async function startApp(options: { engines?: number; renderer?: string; dataFolder?: string; port?: number } = {}): Promise<RunningApp> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'mixwright-test-'));
  const { url, close } = await serve({ port: options.port ?? 0, open: false, dataFolder, engines: options.engines ?? 2, renderer: options.renderer });
  return {
    url,
    dataFolder,
    async close() {
      await close();
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
