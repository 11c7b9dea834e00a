import type { Page } from 'playwright-core';
import type { BrowserWindow } from './browser-window.ts';

/** What the test process asks: a function run here with the double, or in a window's page, or a method of the page. */
export type Order = { id: number } & (
  | { kind: 'main'; source: string; value: unknown }
  | { kind: 'page'; window: number; source: string; value: unknown }
  | { kind: 'pageMethod'; window: number; method: 'waitForSelector' | 'textContent' | 'click'; selector: string });
export type Reply = { id: number; value: unknown } | { id: number; error: string };

type Run = (first: unknown, second?: unknown) => unknown;

/** The source of a function that a test wrote. */
const compile = (source: string): Run => new Function(`return (${source})`)() as Run;

export function listenToTest(): void {
  process.on('message', (order: Order) => {
    carryOut(order).then(
      (value) => process.send?.({ id: order.id, value } satisfies Reply),
      (error: unknown) => process.send?.({ id: order.id, error: String(error) } satisfies Reply));
  });
  // The test is gone: so are we.
  process.on('disconnect', () => process.exit(3));
}

async function carryOut(order: Order): Promise<unknown> {
  const electron = await import('./electron.ts');
  if (order.kind === 'main') return compile(order.source)(electron, order.value);
  const windows: BrowserWindow[] = electron.BrowserWindow.getAllWindows();
  const page = await windows[order.window]?.webContents.getPage();
  if (page === undefined) throw new Error(`there is no window ${order.window}, there are ${windows.length}`);
  if (order.kind === 'page') return page.evaluate(compile(order.source) as Parameters<Page['evaluate']>[0], order.value);
  const answer = await page[order.method](order.selector);
  return order.method === 'textContent' ? answer : undefined;
}
