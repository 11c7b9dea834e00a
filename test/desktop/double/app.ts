import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { cancellable } from './cancellable.ts';

export interface QuittableWindow {
  close(): void;
}

/** Set by the windows, which would import this file in a circle. */
export const windows: QuittableWindow[] = [];

const entry = resolve(process.argv[1] ?? '');
const { version } = JSON.parse(readFileSync(join(dirname(entry), '../../package.json'), 'utf8')) as { version: string };
const switchValue = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const userData = switchValue('user-data-dir') ?? '';
try {
  mkdirSync(userData, { recursive: true });
} catch {
  // The app finds out by itself.
}

class App extends EventEmitter {
  readonly isPackaged = process.env['DOUBLE_PACKAGED'] === '1';
  private readonly ready = Promise.withResolvers<undefined>();
  private isReadyNow = false;
  private handedOver: Promise<unknown> = Promise.resolve();
  quitting = false;
  readonly recentDocuments: string[] = [];
  readonly commandLine = {
    hasSwitch: (name: string): boolean => switchValue(name) !== undefined,
    getSwitchValue: (name: string): string => switchValue(name) ?? '',
  };

  constructor() {
    super();
    // After the module that imports us has run, as Electron does.
    setTimeout(() => {
      this.isReadyNow = true;
      this.emit('ready');
      this.ready.resolve(undefined);
    }, 0);
  }

  isReady(): boolean { return this.isReadyNow; }
  async whenReady(): Promise<void> { await this.ready.promise; }
  getVersion(): string { return version; }
  getPath(name: string): string { return name === 'userData' ? userData : join(userData, name); }
  addRecentDocument(path: string): void { this.recentDocuments.push(path); }
  clearRecentDocuments(): void { this.recentDocuments.length = 0; }
  showAboutPanel(): void { this.emit('double:about'); }

  quit(): void {
    if (!cancellable((event) => this.emit('before-quit', event))) return;
    this.quitting = true;
    for (const window of [...windows]) window.close();
    this.quitting = windows.length === 0;
    if (!this.quitting) return;
    if (cancellable((event) => this.emit('will-quit', event))) this.exit(0);
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    void this.handedOver.then(() => process.exit(code));
  }

  /** First come, first served per user data folder; the first hears of the others. */
  requestSingleInstanceLock(): boolean {
    const path = join(userData, 'instance.sock');
    if (existsSync(path)) {
      const socket = connect(path, () => socket.end(JSON.stringify({ argv: process.argv, folder: process.cwd() })));
      this.handedOver = new Promise((resolve) => { socket.on('close', resolve).on('error', resolve); });
      return false;
    }
    createServer((socket) => {
      let text = '';
      socket.on('data', (chunk) => { text += chunk.toString(); });
      socket.on('end', () => {
        const { argv, folder } = JSON.parse(text) as { argv: string[]; folder: string };
        this.emit('second-instance', {}, argv, folder);
      });
    }).on('error', () => undefined).on('listening', () => process.on('exit', () => rmSync(path, { force: true }))).listen(path).unref();
    return true;
  }
}

export const app = new App();
