import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONSENSUS_WIDENING } from '../../core/uncertainty/consensus.ts';
import { enter, heading, projectAddress } from './screen.ts';
import type { Watch } from './screen.ts';
import { openApp } from './session.ts';
import type { Session } from './session.ts';

/** A run's diagnosis with its next step, what the plausible models say together, and spend nobody has seen. Tests build on one another. */
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
const lowerEnd = (): Locator => page.locator('input[aria-label="Lambda, lower end"]');

test('ranges that hold the models back are told, and widened in the setup, where that can be undone', async () => {
  await page.getByRole('button', { name: 'Open the sample project' }).click();
  await heading(page, 'Setup');
  project = projectAddress(page);
  await page.goto(`${project}/setup/tuning`);
  for (const [name, value] of [['Trials', '4'], ['Iterations', '100']] as const) await enter(page.getByRole('spinbutton', { name, exact: true }), value);
  // The models of so short a run have the least penalty there is.
  await enter(lowerEnd(), '0.001');
  await page.getByRole('definition').filter({ hasText: /^400$/ }).waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await heading(page, 'Run 1');
  await region('Diagnosis').getByRole('heading', { name: 'Ranges of the search' }).waitFor();
  await region('Ranges to widen').getByRole('row', { name: 'lambda 0.001 to 1 0 to 1' }).waitFor();
  await page.getByRole('button', { name: 'Widen these ranges and go to the setup' }).click();
  await heading(page, 'Setup');
  await page.getByText('1 range widened').waitFor();
  await expect.poll(() => lowerEnd().inputValue()).toBe('0');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => lowerEnd().inputValue()).toBe('0.001');
});

test('the models page says first what all plausible models say together', async () => {
  await page.goto(`${project}/models`);
  const card = region('What the plausible models say together');
  await card.getByText(/break-even/).first().waitFor();
  await card.getByText(`stretched by ${CONSENSUS_WIDENING}`).waitFor();
  await card.getByRole('button', { name: 'ROAS by channel: table, copy, save' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect.poll(() => card.getByRole('row').count()).toBe(1 + 7);
  // Curves are drawn when asked for.
  expect(await card.getByRole('combobox', { name: 'Channel of the curve' }).count()).toBe(0);
  await card.getByRole('button', { name: 'Response curves with their bands' }).click();
  await card.getByRole('combobox', { name: 'Channel of the curve' }).click();
  await page.getByRole('option', { name: 'radio' }).click();
  await card.getByRole('heading', { name: 'Response to radio' }).waitFor();
});

test('a model leads to the diagnosis of its run', async () => {
  await page.getByRole('button', { name: /^Open the best/ }).click();
  await page.getByRole('link', { name: 'the run\'s diagnosis' }).click();
  await heading(page, 'Run 1');
  await region('Diagnosis').waitFor();
  await expect.poll(() => region('Ranges to widen').evaluate((element) => Math.abs(element.getBoundingClientRect().top) < window.innerHeight)).toBe(true);
});

test('suggested spend that was never observed is told in words and in the table', async () => {
  await page.goto(`${project}/allocation`);
  await heading(page, 'Allocation');
  await region('Suggested spend per channel, table').waitFor();
  await enter(page.locator('input[aria-label="Upper bound of all channels"]'), '20');
  await enter(page.getByRole('spinbutton', { name: /^Budget per period/ }), '1500000');
  await page.getByText(/above the largest ever observed/).first().waitFor();
  await region('Suggested spend per channel, table').getByText('far beyond').first().waitFor();
  expect(heard.complaints).toEqual([]);
});
