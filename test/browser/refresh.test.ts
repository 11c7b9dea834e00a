import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './accessible.ts';
import { chooseFile, enter, heading, pick, projectAddress, sampleFile } from './screen.ts';
import type { Watch } from './screen.ts';
import { openApp } from './session.ts';
import type { Session } from './session.ts';

/** New rows arrive, a model is refreshed, what changed is told; a run goes on with more iterations. Tests build on one another. */
const NEW_ROWS = 13;
let session: Session;
let page: Page;
let heard: Watch;
let project = '';

beforeAll(async () => {
  session = await openApp();
  ({ page, heard } = session);
});
afterAll(() => session.close());

const region = (name: string): Locator => page.getByRole('region', { name, exact: true });
const bodyRows = (name: string): Promise<string[][]> => region(name).locator('tbody tr').evaluateAll((rows) =>
  rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')));

test('without new rows there is nothing to refresh, and the page says what to do', async () => {
  const old = sampleFile.buffer.toString().trimEnd().split('\n').slice(0, -NEW_ROWS).join('\n');
  await chooseFile(page, () => page.getByRole('button', { name: 'Choose a file …' }).click(), { ...sampleFile, buffer: Buffer.from(old) });
  await page.getByRole('button', { name: 'Create project' }).click();
  await heading(page, 'Setup');
  project = projectAddress(page);
  await page.goto(`${project}/refresh`);
  await page.getByText('There is no model to refresh yet').waitFor();
  await page.goto(`${project}/setup/tuning`);
  for (const [name, value] of [['Trials', '3'], ['Iterations', '60']] as const) await enter(page.getByRole('spinbutton', { name, exact: true }), value);
  await page.getByRole('definition').filter({ hasText: /^180$/ }).waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await heading(page, 'Run 1');
  await page.getByText('Click one to open its page').waitFor();
  await page.goto(`${project}/refresh`);
  await region('Not yet possible').getByText(/The table has no row after/).waitFor();
  expect(await page.getByRole('button', { name: 'Start the refresh' }).isDisabled()).toBe(true);
});

test('new rows lead to a refresh near the model', async () => {
  await page.goto(`${project}/data`);
  await page.getByRole('button', { name: 'Replace the file …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replace the file' });
  await chooseFile(page, () => dialog.getByRole('button', { name: 'Choose a file …' }).click(), sampleFile);
  await dialog.getByRole('button', { name: 'Use this table' }).click();
  await page.getByText(`${NEW_ROWS} rows are new since run 1`).waitFor();
  await page.getByRole('link', { name: 'Refresh …' }).click();
  await region('The window').getByText(/^13 rows/).waitFor();
  const rule = await bodyRows('What is searched');
  expect(rule[0]?.[0]).toBe('tv.theta');
  // All of the first range and no more.
  await enter(page.getByRole('spinbutton', { name: 'Freedom' }), '100');
  await expect.poll(async () => (await bodyRows('What is searched')).every((cells) => cells[1] === cells[3]), { timeout: 20_000 }).toBe(true);
  await enter(page.getByRole('spinbutton', { name: 'Freedom' }), '');
  await expect.poll(() => bodyRows('What is searched'), { timeout: 20_000 }).toEqual(rule);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('radio', { name: 'Move it' }).click();
  await page.getByRole('button', { name: 'Start the refresh' }).click();
  await heading(page, 'Run 2');
  await page.getByText(/refresh of/).waitFor();
});

test('what changed is told with its causes, which add up', async () => {
  await page.getByRole('link', { name: 'What changed' }).click();
  await heading(page, 'What changed');
  await region('In words').getByText(/^tv: ROAS/).waitFor();
  const number = (text: string | undefined): number => Number((text ?? '').replace('−', '-').replace(/[^\d.-]/g, ''));
  await pick(page, page.getByRole('combobox', { name: 'Figure' }), 'Share of the response');
  // An open list hides the rest of the page for a moment; shares are told of every effect, ROAS of channels only.
  await expect.poll(async () => (await bodyRows('What changed, and why')).length, { timeout: 20_000 }).toBeGreaterThan(8);
  const rows = await bodyRows('What changed, and why');
  for (const [, before, data, window, parameters, after] of rows) {
    const sum = [before, data, window, parameters].reduce((total, cell) => total + number(cell), 0);
    // Five figures rounded to a tenth.
    expect(Math.abs(sum - number(after))).toBeLessThanOrEqual(0.25 + 1e-9);
  }
  for (const [colorScheme, width] of [['light', 900], ['dark', 1440]] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    expect(await violations(page)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
});

test('a run that has not settled goes on with more iterations', async () => {
  await page.goto(`${project}/runs`);
  await page.getByRole('link', { name: 'Run 1', exact: true }).click();
  await heading(page, 'Run 1');
  // As many as the diagnosis asks for, until another number is typed.
  await region('Diagnosis').waitFor();
  await page.getByRole('button', { name: /^Run \d+ more iterations$/ }).waitFor();
  await enter(page.getByRole('spinbutton', { name: 'More iterations per trial' }), '20');
  await page.getByRole('button', { name: 'Run 20 more iterations' }).click();
  await heading(page, 'Run 3');
  await page.getByText('240 of 240').waitFor();
  await page.getByText(/continues/).waitFor();
  await page.getByText('Click one to open its page').waitFor();
  expect(await violations(page)).toEqual([]);
  // To the run it goes on from and its own candidates.
  await page.getByRole('link', { name: 'run 1', exact: true }).click();
  await heading(page, 'Run 1');
  await page.getByRole('button', { name: /^Run \d+ more iterations$/ }).waitFor();
  expect(heard.complaints).toEqual([]);
});
