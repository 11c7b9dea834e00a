import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, startApp } from './launch.ts';
import type { RunningApp } from './launch.ts';
import { heading, watch } from './screen.ts';
import type { Watch } from './screen.ts';

/** An app of its own on an empty data folder, and a page in which it is open. */
export interface Session {
  app: RunningApp;
  browser: Browser;
  page: Page;
  heard: Watch;
  close(): Promise<void>;
}

/** Ends at the list of projects, or with `sample` at the setup of the sample project. */
export async function openApp({ sample = false, ...options }: BrowserContextOptions & { sample?: boolean } = {}): Promise<Session> {
  const [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const heard = watch(page);
  await page.goto(app.url);
  await heading(page, 'Projects');
  if (sample) {
    await page.getByRole('button', { name: 'Open the sample project' }).click();
    await heading(page, 'Setup');
  }
  return {
    app, browser, page, heard,
    async close() {
      await browser.close();
      await app.close();
    },
  };
}
