import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';

export interface Watch {
  /** Errors and warnings of the console, uncaught errors, failed requests. */
  complaints: string[];
  /** Every origin anything was asked of. */
  origins: Set<string>;
}

/** Listens to a page from before its first request on. */
export function watch(page: Page): Watch {
  const heard: Watch = { complaints: [], origins: new Set() };
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) heard.complaints.push(message.text()); });
  page.on('pageerror', (error) => heard.complaints.push(String(error)));
  page.on('requestfailed', (request) => heard.complaints.push(`${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on('request', (request) => heard.origins.add(new URL(request.url()).origin));
  return heard;
}

/** The table that ships with the app, as bytes of a file. */
export const sampleFile = {
  name: 'weekly.csv',
  mimeType: 'text/csv',
  buffer: readFileSync(fileURLToPath(new URL('../../examples/weekly.csv', import.meta.url))),
};

/** Answers the file dialog that `open` brings up. */
export async function chooseFile(page: Page, open: () => Promise<void>, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()]);
  await chooser.setFiles(file);
}

/** Opens a list and picks one of its options. */
export async function pick(page: Page, list: Locator, option: string | RegExp): Promise<void> {
  await list.click();
  await page.getByRole('option', typeof option === 'string' ? { name: option, exact: true } : { name: option }).first().click();
}

/** Types a number the way people do, and leaves the field. */
export async function enter(field: Locator, value: string): Promise<void> {
  await field.fill(value);
  await field.blur();
}

/** Waits for the heading of a page; `name` is its whole text unless it is a pattern. */
export async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

/** Address of the open project, up to and with its id. */
export function projectAddress(page: Page): string {
  const found = /^.*#\/projects\/[^/]+/.exec(page.url());
  if (found === null) throw new Error(`No project is open at ${page.url()}.`);
  return found[0];
}

/** Goes to a screen by the navigation at the side. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen, exact: true }).click();
}
