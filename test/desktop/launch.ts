import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import type * as Electron from 'electron';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { Order, Reply } from './double/control.ts';

declare global {
  interface Window {
    mixwright?: Bridge;
  }
}

const root = process.env['MIXWRIGHT_DESKTOP_APP'] ?? fileURLToPath(new URL('../../', import.meta.url));

/** The running desktop app, the same over the double and over the real Electron. */
export interface Desktop {
  real: boolean;
  dataFolder: string;
  /** Runs a function in the main process. It is sent as text: it sees nothing but its arguments. */
  main<V, A = undefined>(run: (electron: typeof Electron, value: A) => V | Promise<V>, value?: A): Promise<V>;
  /** Runs a function in the page of a window, the first unless said. */
  page<V, A = undefined>(run: (value: A) => V | Promise<V>, value?: A, window?: number): Promise<V>;
  waitFor(selector: string): Promise<void>;
  /** Exit status of the main process. */
  exited: Promise<number | null>;
  /** Quits as the user does and removes the data folder. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder with package.json and out/: the repository itself, or an unpacked archive. */
  app?: string;
  dataFolder?: string;
  args?: string[];
  env?: Record<string, string>;
}

/** Path of Electron's binary; null where it is not installed. */
function electronBinary(): string | null {
  try {
    const folder = fileURLToPath(new URL('../../node_modules/electron', import.meta.url));
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

export async function launchDesktop(options: LaunchOptions = {}): Promise<Desktop> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'mixwright-desktop-'));
  if (!existsSync(join(options.app ?? root, 'out/main/index.js'))) throw new Error('The app is not built: run "npm run build" first.');
  const binary = electronBinary();
  const desktop = binary === null ? launchDouble(options, dataFolder) : await launchReal(binary, options, dataFolder);
  const close = async (): Promise<void> => {
    await desktop.main(({ app }) => { setTimeout(() => app.quit(), 0); }).catch(() => undefined);
    await desktop.exited;
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
  };
  return { ...desktop, dataFolder, close };
}

type Running = Omit<Desktop, 'dataFolder' | 'close'>;

async function launchReal(executablePath: string, options: LaunchOptions, dataFolder: string): Promise<Running> {
  const env = { ...process.env, ...options.env } as Record<string, string>;
  delete env['ELECTRON_RUN_AS_NODE'];
  const app = await _electron.launch({
    executablePath,
    args: [options.app ?? root, `--user-data-dir=${dataFolder}`, ...(options.args ?? [])],
    env,
  });
  const exited = Promise.withResolvers<number | null>();
  app.process().once('exit', exited.resolve);
  const pageOf = async (window = 0) => {
    await app.firstWindow();
    const page = app.windows()[window];
    if (page === undefined) throw new Error(`there is no window ${window}`);
    return page;
  };
  return {
    real: true,
    exited: exited.promise,
    main: (run, value) => app.evaluate(run as never, value as never),
    page: async (run, value, window) => (await pageOf(window)).evaluate(run as never, value as never),
    waitFor: async (selector) => { await (await pageOf()).waitForSelector(selector); },
  };
}

function launchDouble(options: LaunchOptions, dataFolder: string): Running {
  const child = fork(join(options.app ?? root, 'out/main/index.js'), [`--user-data-dir=${dataFolder}`, ...(options.args ?? [])], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', fileURLToPath(new URL('./double/register.ts', import.meta.url))],
    serialization: 'advanced',
    env: { ...process.env, ...options.env },
  });
  const exited = Promise.withResolvers<number | null>();
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  child.once('exit', (code) => {
    for (const { reject } of pending.values()) reject(new Error(`the app ended with ${code}`));
    exited.resolve(code);
  });
  child.on('message', (reply: Reply) => {
    const waiting = pending.get(reply.id);
    pending.delete(reply.id);
    if ('error' in reply) waiting?.reject(new Error(reply.error));
    else waiting?.resolve(reply.value);
  });
  const send = (order: Omit<Order, 'id'>): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = ++lastId;
    pending.set(id, { resolve, reject });
    child.send({ id, ...order }, (error) => { if (error !== null) reject(error); });
    return promise;
  };
  return {
    real: false,
    exited: exited.promise,
    main: (run, value) => send({ kind: 'main', source: run.toString(), value } as Omit<Order, 'id'>) as never,
    page: (run, value, window = 0) => send({ kind: 'page', window, source: run.toString(), value } as Omit<Order, 'id'>) as never,
    waitFor: async (selector) => { await send({ kind: 'pageMethod', window: 0, method: 'waitForSelector', selector } as Omit<Order, 'id'>); },
  };
}
