import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './accessible.ts';
import { enter, heading, pick, projectAddress } from './screen.ts';
import type { Watch } from './screen.ts';
import { openApp } from './session.ts';
import type { Session } from './session.ts';

/** A budget that can be defended: asked for, explained, looked at from all sides, saved and opened again. Tests build on one another. */
let session: Session;
let page: Page;
let heard: Watch;
let project = '';

beforeAll(async () => {
  session = await openApp({ viewport: { width: 1440, height: 1800 }, sample: true });
  ({ page, heard } = session);
  project = projectAddress(page);
  await page.goto(`${project}/setup/tuning`);
  for (const [name, value] of [['Trials', '3'], ['Iterations', '60']] as const) await enter(page.getByRole('spinbutton', { name, exact: true }), value);
  await page.getByRole('definition').filter({ hasText: /^180$/ }).waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('link', { name: 'See the models' }).waitFor();
});
afterAll(() => session.close());

const figure = (label: string): Locator => page.locator('dl > div', { has: page.getByText(label, { exact: true }) }).locator('dd').first();
const amount = (text: string | null): number => Number((text ?? '').replace(/[^\d.-]/g, ''));
const region = (name: string): Locator => page.getByRole('region', { name, exact: true });
const part = (name: string): Locator => page.getByRole('button', { name: new RegExp(`^${name}`) });
const tab = (name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();
/** The answer on the screen is the one to what is asked. */
const solved = (): Promise<void> => page.locator('section[aria-label="Suggestion"][aria-busy="false"]').waitFor();

test('the suggestion rests on several models, with the chosen one beside it', async () => {
  await page.goto(`${project}/allocation`);
  await heading(page, 'Allocation');
  await page.getByText(/^Decided over \d+ cluster representatives of run 1, for the highest mean\.$/).waitFor();
  await page.getByText(/^beats today/).waitFor();
  const table = region('Suggested spend per channel, table');
  await table.getByRole('columnheader', { name: /^Model \d+_\d+ alone/ }).waitFor();
  expect(await table.getByRole('row').count()).toBe(9); // the heading, seven channels, all
  await tab('Why');
  expect(await page.getByRole('tabpanel').getByRole('listitem').count()).toBeGreaterThanOrEqual(7);
  await tab('By model');
  await region('Gain under each model').getByRole('img').waitFor();
  expect(await region('Gain and regret under each model, table').getByRole('row').count()).toBeGreaterThan(2);
  await tab('Curves');
  await region('Response to tv').getByRole('img').waitFor();
  expect(heard.complaints).toEqual([]);
});

test('a budget of the frontier becomes the scenario, and is undone by the keyboard', async () => {
  await tab('Frontier');
  const budgets = region('Budgets along the frontier, table');
  await budgets.waitFor();
  const row = budgets.getByRole('row').nth(4);
  const wanted = amount(await row.getByRole('cell').first().textContent());
  await row.getByRole('button', { name: /^Use the budget of/ }).click();
  await expect.poll(async () => amount(await figure('Spend per period').textContent()), { timeout: 20_000 }).toBe(wanted);
  const budget = page.getByRole('spinbutton', { name: /^Budget per period/ });
  expect(amount(await budget.inputValue())).toBe(wanted);
  await budget.focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => budget.inputValue()).toBe('');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(async () => amount(await budget.inputValue())).toBe(wanted);
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await solved();
  expect(heard.complaints).toEqual([]);
});

test('what is missing in the form is said where it is missing; the last answer stays', async () => {
  await part('Groups').click();
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByText('Choose the channels of the group').waitFor();
  await page.getByText('The last answer; the scenario above is not complete').waitFor();
  expect(await page.getByRole('button', { name: 'Save this scenario' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Remove Group 1' }).click();
  await solved();
  await part('Groups').click();
});

test('an impossible budget is mended by one click', async () => {
  await enter(page.getByRole('spinbutton', { name: /^Budget per period/ }), '9000000');
  const refusal = page.getByRole('alert').filter({ hasText: 'No budget meets all of this at once' });
  await refusal.getByRole('button', { name: /^Set the budget to/ }).click();
  await solved();
  await refusal.waitFor({ state: 'detached' });
  expect(amount(await figure('Spend per period').textContent())).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await solved();
});

test('one model alone is another answer', async () => {
  await part('Assumptions').click();
  await pick(page, page.getByRole('combobox', { name: 'Decide over' }), 'The chosen model alone');
  await page.getByText(/^By model \d+_\d+ of run 1 alone\.$/).waitFor();
  expect(await part('Assumptions').textContent()).toContain('decided over the chosen model alone');
  await tab('By model');
  await page.getByText('Decided by one model').waitFor();
  await part('Assumptions').click();
});

test('a scenario is saved, updated, and opened by its address', async () => {
  await page.getByRole('button', { name: 'Save this scenario' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('One model');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await region('Saved scenarios').getByRole('rowheader', { name: 'One model' }).waitFor();
  const upper = page.locator('input[aria-label="Upper bound of all channels"]');
  await enter(upper, '1.5');
  await solved();
  await page.getByRole('button', { name: 'Update “One model”' }).click();
  await page.getByText('“One model” updated').waitFor();
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await page.getByText(/^Decided over/).waitFor();
  await page.goto(`${project}/scenarios`);
  await page.getByRole('link', { name: 'One model', exact: true }).first().click();
  await heading(page, 'Allocation');
  expect(page.url()).toContain('scenario=');
  await page.getByText(/^By model \d+_\d+ of run 1 alone\.$/).waitFor();
  expect(await upper.inputValue()).toBe('1.5');
  expect(heard.complaints).toEqual([]);
});

test('nothing of it stands in the way of people', async () => {
  for (const name of ['Rules per channel', 'Groups', 'Dates and periods', 'Assumptions']) await part(name).click();
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await page.getByText(/^Decided over/).waitFor();
  await page.getByRole('button', { name: 'Add a group' }).click();
  await part('How these figures go').click();
  const found: string[] = [];
  for (const [name, theme] of [['By model', 'dark'], ['Frontier', 'light']] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html.${theme}`).waitFor({ state: 'attached' });
    await tab(name);
    await page.getByRole('tabpanel').getByRole('heading').first().waitFor();
    found.push(...(await violations(page)).map((one) => `${name}, ${theme}: ${one}`));
  }
  expect(found).toEqual([]);
  expect(heard.complaints).toEqual([]);
});
