import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, startApp } from './launch.ts';
import type { RunningApp } from './launch.ts';

let app: RunningApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp({ engines: 1 }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** Everything the page complained of. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) heard.push(message.text()); });
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('requestfailed', (request) => heard.push(`${request.url()} failed`));
  return heard;
}

test('the address opens the app, under its policy, without a complaint and without another host', async () => {
  const page = await browser.newPage();
  const heard = complaints(page);
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(app.url);
  await page.getByRole('heading', { name: 'Projects' }).first().waitFor();
  expect(heard).toEqual([]);
  expect([...hosts]).toEqual([new URL(app.url).host]);
  expect(page.url()).not.toContain('token'); // it does not stay where shoulders and histories see it
  await page.close();
});

test('without the token the page loads and says what to do', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(new URL(app.url).origin);
  await page.getByText(/not valid any more/).first().waitFor();
  await context.close();
});
