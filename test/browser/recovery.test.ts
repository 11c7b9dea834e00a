import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enter, goTo, heading, projectAddress } from './screen.ts';
import type { Watch } from './screen.ts';
import { openApp } from './session.ts';
import type { Session } from './session.ts';

/** The recovery check in the browser: before any run, stopped, gone on with, from a model, deleted. */
let session: Session;
let page: Page;
let heard: Watch;
beforeAll(async () => {
  session = await openApp({ viewport: { width: 1440, height: 1000 }, sample: true });
  ({ page, heard } = session);
});
afterAll(() => session.close());

const button = (name: string) => page.locator('main').getByRole('button', { name, exact: true });
const progress = () => page.getByRole('region', { name: 'Progress' });

async function ask(replicates: string, trials: string, iterations: string): Promise<void> {
  await enter(page.getByRole('spinbutton', { name: 'Replicates' }), replicates);
  await button('Size of each run').click();
  await enter(page.getByRole('spinbutton', { name: 'Trials' }), trials);
  await enter(page.getByRole('spinbutton', { name: 'Iterations' }), iterations);
  await button('Start the check').click();
}

test('before any run: asked for, stopped, gone on with after a reload', async () => {
  await goTo(page, 'Recovery check');
  await page.getByRole('heading', { name: 'No check yet' }).waitFor();
  await page.getByText(/Expected time \d/).waitFor();
  expect(await page.getByRole('radio', { name: 'Take those of a model' }).isDisabled()).toBe(true);
  await ask('6', '2', '1500');
  await progress().getByText(/^[1-5] of 6$/).waitFor();
  // What is there is told before the check ends.
  await page.getByRole('region', { name: 'Verdict' }).waitFor();
  await button('Stop and keep what is done').click();
  await progress().getByText('Stopped; what is done is kept').waitFor();
  await page.reload();
  await button('Run the missing replicates').click();
  await progress().waitFor({ state: 'detached' });
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await verdict.getByText('Can these data answer the question?').waitFor();
  expect(await verdict.getByText('With 6 replicates this is a first impression only.').count()).toBe(1);
  const channels = page.getByRole('table', { name: 'What was found of each channel’s effect' });
  expect(await channels.getByRole('row').count()).toBe(8);
  const noise = page.getByRole('table', { name: 'By noise of the response' });
  expect(await noise.getByRole('rowheader').allTextContents()).toEqual(['Low', 'Medium', 'High']);
});

test('each chart can be read as a table', async () => {
  for (const title of ['True against found', 'Coverage of the intervals']) {
    await page.getByRole('button', { name: `${title}: table, copy, save` }).click();
    await page.getByRole('menuitem', { name: 'Show as table' }).click();
    await page.getByRole('region', { name: `${title}, table` }).waitFor();
  }
});

test('from a model, by the address its page links to; then deleted', async () => {
  await goTo(page, 'Setup');
  const address = projectAddress(page);
  await page.goto(`${address}/setup/tuning`);
  await enter(page.getByRole('spinbutton', { name: 'Trials' }).first(), '2');
  await enter(page.getByRole('spinbutton', { name: /Iterations/ }).first(), '100');
  await button('Start').click();
  await page.getByRole('link', { name: 'See the models' }).click();
  await page.getByRole('button', { name: /^Open the best/ }).click();
  await heading(page, /^Model \d/);
  const [, runId, modelId] = /models\/([^/]+)\/([^/?]+)/.exec(page.url()) ?? [];
  await page.goto(`${address}/recovery?run=${runId}&model=${modelId}`);
  expect(await page.getByRole('radio', { name: 'Take those of a model' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: new RegExp(`^Model taken for the truth: ${modelId}`) }).waitFor();
  expect(await page.getByRole('checkbox', { name: 'As the model’s residuals' }).isChecked()).toBe(true);
  await ask('2', '1', '60');
  await page.getByRole('table', { name: 'Checks of this project' }).getByRole('row', { name: new RegExp(`model ${modelId} Finished 2 / 2`) }).waitFor();
  await page.getByRole('button', { name: /^Delete the check of/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the check' }).click();
  await page.getByText('Check deleted').waitFor();
  // The earlier one is shown again.
  await page.getByText('With 6 replicates this is a first impression only.').waitFor();
  expect(heard.complaints).toEqual([]);
});
