import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Browser, Page, Request as PageRequest, Route } from 'playwright-core';
import { launchBrowser } from '../../browser/chromium.ts';
import { app, windows } from './app.ts';
import { cancellable } from './cancellable.ts';
import { invoke } from './ipc.ts';
import type { Frame } from './ipc.ts';
import { preloadScript } from './preload-world.ts';
import { fromBrowser, respond, toBrowser } from './session.ts';

interface Bounds { x: number; y: number; width: number; height: number }
interface Options extends Partial<Bounds> {
  show?: boolean;
  title?: string;
  backgroundColor?: string;
  webPreferences?: { preload?: string };
}

let browser: Promise<Browser> | null = null;
let lastId = 0;

export class WebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly mainFrame: Frame = { url: '', parent: null };
  private readonly preferences: { preload?: string };
  private page: Promise<Page> | null = null;
  private openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  /** Address being loaded from outside the page: not a navigation of the page's. */
  private loading = '';
  gone = false;

  constructor(preferences: { preload?: string }) {
    super();
    this.preferences = preferences;
  }

  getLastWebPreferences(): object { return this.preferences; }
  getURL(): string { return this.mainFrame.url; }
  isDestroyed(): boolean { return this.gone; }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void { this.openHandler = handler; }

  send(channel: string, ...values: unknown[]): void {
    const cloned = structuredClone(values);
    const deliver = async (): Promise<void> => {
      const page = await this.getPage();
      await page.evaluate(([name, args]) => {
        (window as unknown as { __deliver?: (name: string, args: unknown[]) => void }).__deliver?.(name, args);
      }, [channel, cloned] as const);
    };
    deliver().catch((error: unknown) => { if (!this.gone) process.stderr.write(`event lost: ${String(error)}\n`); });
  }

  getPage(): Promise<Page> { return (this.page ??= this.open()); }

  async load(url: string): Promise<void> {
    const page = await this.getPage();
    this.loading = url;
    await page.goto(toBrowser(url));
    this.mainFrame.url = fromBrowser(page.url());
    this.emit('did-finish-load');
  }

  reload(): void {
    void this.load(this.mainFrame.url);
  }

  /** As the real one: the page's process is ended. */
  forcefullyCrashRenderer(): void {
    const crashed = this.page;
    this.page = null;
    void crashed?.then((page) => page.context().close()).then(() => this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 }));
  }

  async destroy(): Promise<void> {
    this.gone = true;
    await this.page?.then((page) => page.context().close()).catch(() => undefined);
    this.emit('destroyed');
  }

  private async open(): Promise<Page> {
    const context = await (await (browser ??= launchBrowser())).newContext();
    const page = await context.newPage();
    context.on('page', (popup) => {
      const { action } = this.openHandler({ url: popup.url() });
      if (action === 'deny') popup.close().catch(() => undefined);
      else process.stderr.write(`a new window was allowed: ${popup.url()}\n`);
    });
    // A page that is closed meanwhile has nobody to answer.
    await context.route('**/*', (route, request) => this.answer(page, route, request).catch(() => undefined));
    await page.exposeBinding('__invoke', ({ frame }, channel: string, values: unknown[]) => {
      const main = frame.parentFrame() === null;
      const sender: Frame = main ? { url: fromBrowser(frame.url()), parent: null } : { url: fromBrowser(frame.url()), parent: this.mainFrame };
      return invoke(this, sender, channel, values);
    });
    const { preload } = this.preferences;
    if (preload !== undefined) await page.addInitScript({ content: preloadScript(readFileSync(preload, 'utf8')) });
    return page;
  }

  private async answer(page: Page, route: Route, request: PageRequest): Promise<void> {
    if (request.frame().page() !== page) return route.abort('blockedbyclient');
    const url = fromBrowser(request.url());
    if (request.isNavigationRequest() && url !== this.loading) {
      const main = request.frame().parentFrame() === null;
      const event = main ? 'will-navigate' : 'will-frame-navigate';
      if (!cancellable((details) => this.emit(event, details), { url })) return route.abort('aborted');
    }
    const response = await respond(url);
    if (response === null) return route.abort('blockedbyclient');
    if (response === undefined) return route.abort('internetdisconnected'); // tests never reach the network
    await route.fulfill({
      status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()),
    });
  }
}

export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  readonly options: Options;
  private bounds: Bounds;
  private visible: boolean;
  private maximized = false;
  private minimized = false;
  private destroyed = false;

  constructor(options: Options) {
    super();
    this.options = options;
    this.bounds = { x: options.x ?? 280, y: options.y ?? 110, width: options.width ?? 800, height: options.height ?? 600 };
    this.visible = options.show !== false;
    this.webContents = new WebContents(options.webPreferences ?? {});
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] { return windows as unknown[] as BrowserWindow[]; }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }

  show(): void { this.visible = true; }
  isVisible(): boolean { return this.visible; }
  focus(): void { this.emit('focus'); }
  maximize(): void { this.maximized = true; }
  isMaximized(): boolean { return this.maximized; }
  minimize(): void { this.minimized = true; }
  isMinimized(): boolean { return this.minimized; }
  restore(): void { this.minimized = false; }
  reload(): void { this.webContents.reload(); }
  getNormalBounds(): Bounds { return { ...this.bounds }; }
  getBounds(): Bounds { return { ...this.bounds }; }
  setBounds(bounds: Partial<Bounds>): void { this.bounds = { ...this.bounds, ...bounds }; }
  isDestroyed(): boolean { return this.destroyed; }

  close(): void {
    if (this.destroyed || !cancellable((event) => this.emit('close', event))) return;
    this.destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    void this.webContents.destroy();
    this.emit('closed');
    if (windows.length === 0 && !app.quitting && !app.emit('window-all-closed')) app.quit();
  }
}
