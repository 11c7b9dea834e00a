import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, tabTo } from './accessible.ts';
import { enter, goTo, heading, pick } from './screen.ts';
import type { Watch } from './screen.ts';
import { openApp } from './session.ts';
import type { Session } from './session.ts';

/** The comparison of tuning methods in the browser: asked for, stopped, gone on with, its method taken, deleted. */
let session: Session;
let page: Page;
let heard: Watch;
beforeAll(async () => {
  session = await openApp({ reducedMotion: 'reduce', sample: true });
  ({ page, heard } = session);
});
afterAll(() => session.close());

const button = (name: string | RegExp) => page.locator('main').getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const progress = () => page.getByRole('region', { name: 'Progress' });
const verdict = () => page.getByRole('region', { name: 'Verdict' });
const method = (name: RegExp) => page.getByRole('checkbox', { name });

async function size(trials: string, iterations: string): Promise<void> {
  await enter(page.getByRole('spinbutton', { name: 'Trials' }), trials);
  await enter(page.getByRole('spinbutton', { name: 'Iterations' }), iterations);
}

test('empty, it says what it is for; the form warns of slow methods and asks for two', async () => {
  await goTo(page, 'Methods');
  await page.getByRole('heading', { name: 'No comparison yet' }).waitFor();
  await page.getByText(/Expected time \S/).waitFor();
  await expectAccessible(page, 'no comparison of methods');
  await tabTo(page, button('Start the comparison'));
  for (const name of [/^Self-adaptive/, /^NSGA-II/, /^Random/]) expect(await method(name).isChecked()).toBe(true);
  await method(/^Bayesian/).click();
  await size('15', '5000');
  await page.getByText(/Slow at 5,000 iterations: Bayesian/).waitFor();
  for (const name of [/^Bayesian/, /^NSGA-II/, /^Random/]) await method(name).click();
  await page.getByText('Choose at least two methods.').waitFor();
  expect(await button('Start the comparison').isDisabled()).toBe(true);
});

test('stopped it keeps what is done, and goes on after a reload', async () => {
  await method(/^Random/).click();
  await size('8', '1000');
  await button('Start the comparison').click();
  await progress().getByText(/^([2-9]|1\d) of 16$/).waitFor();
  await button('Stop and keep what is done').click();
  await progress().getByText('Stopped; what is done is kept').waitFor();
  await verdict().getByText('Which method finds the better models?').waitFor();
  await page.reload();
  await button('Run the missing trials').click();
  await progress().waitFor({ state: 'detached' });
  const rows = page.getByRole('table', { name: /^At the end of the trials/ }).getByRole('row');
  expect(await rows.count()).toBe(3);
  await verdict().getByText(/After 1000 evaluations/).waitFor();
  await expectAccessible(page, 'comparison of methods');
});

test('charts against seconds and as tables; the matrix by the error', async () => {
  await page.getByRole('radio', { name: 'Seconds' }).click();
  await page.getByText(/Computing time of a trial/).first().waitFor();
  for (const title of ['Hypervolume', 'Lowest error']) {
    await page.getByRole('button', { name: `${title}: table, copy, save` }).click();
    await page.getByRole('menuitem', { name: 'Show as table' }).click();
    await page.getByRole('region', { name: `${title}, table` }).waitFor();
  }
  await pick(page, page.getByRole('combobox', { name: 'Compared by hypervolume' }), 'By the lowest error');
  const matrix = page.getByRole('table', { name: /^Probability that the method/ });
  const duels = matrix.getByRole('cell', { name: /\d% (clearly|probably|no) / });
  await duels.first().waitFor();
  expect(await duels.count()).toBe(2);
});

test('the better method goes into the setup with one click; then it is deleted', async () => {
  await method(/^Random/).waitFor({ state: 'detached' });
  await button('New comparison').click();
  for (const name of [/^Self-adaptive/, /^NSGA-II/]) await method(name).click();
  await method(/^Sobol/).click();
  await size('2', '30');
  await button('Start the comparison').click();
  await progress().waitFor({ state: 'detached' });
  await button(/^Use (Random|Sobol sequence) in the setup$/).click();
  await page.getByText(/^The setup now uses (Random|Sobol sequence)$/).first().waitFor();
  await heading(page, 'Setup');
  await page.getByRole('combobox', { name: 'Method' }).getByText(/^(Random|Sobol sequence)$/).waitFor();
  await goTo(page, 'Methods');
  await button('Delete comparison 2').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the comparison' }).click();
  await page.getByText('Comparison 2 deleted').first().waitFor();
  await verdict().getByText(/After 1000 evaluations/).waitFor();
  expect(heard.complaints).toEqual([]);
});
