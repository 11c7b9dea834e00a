import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBackend, forkLauncher } from '../backend/index.ts';
import { MixwrightError } from '../contract/errors.ts';
import { defaultDataFolder } from '../backend/data-folder.ts';
import { createHost } from './host.ts';
import { openBrowser } from './open-browser.ts';

export interface ServeOptions {
  /** 0: any free port. Absent: the usual one, else a free one. */
  port?: number | undefined;
  dataFolder?: string | undefined;
  /** Opens the address in the browser. */
  open: boolean;
  /** Folder of the built renderer; the project's own `out/renderer` unless given. */
  renderer?: string | undefined;
  /** Engine processes; one per core unless given. */
  engines?: number | undefined;
}

export interface Served {
  /** The address to open, with this start's token. */
  url: string;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The loopback host: the app in a browser of this machine. Throws `SERVER_NOT_BUILT`, `SERVER_PORT` and what opening
 * the data folder may throw; nothing is left running then.
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const renderer = options.renderer ?? join(root, 'out', 'renderer');
  if (!existsSync(join(renderer, 'index.html'))) {
    const mend = 'Run "npm run build" first.';
    throw new MixwrightError('SERVER_NOT_BUILT', `The screens are not built: there is no index.html in ${renderer}. ${mend}`);
  }
  const backend = await createBackend({
    dataFolder: options.dataFolder ?? defaultDataFolder(),
    launchEngine: forkLauncher(join(root, 'electron', 'engine', 'index.ts')),
    ...(options.engines === undefined ? {} : { engines: options.engines }),
    version: version(),
    host: 'loopback',
    sampleFolder: join(root, 'examples'),
  });
  try {
    const host = await createHost({ backend, renderer, port: options.port });
    if (options.open) openBrowser(host.url);
    return { url: host.url, close: () => host.close() };
  } catch (error) {
    await backend.close();
    throw error;
  }
}

function version(): string {
  const { version: found } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return found;
}
