import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, tabTo } from './accessible.ts';
import { enter, goTo, projectAddress } from './screen.ts';
import type { Watch } from './screen.ts';
import { openApp } from './session.ts';
import type { Session } from './session.ts';

/** The next experiment in the browser: before any run, ranked, stopped, read as words, tables and a chart. */
let session: Session;
let page: Page;
let heard: Watch;
beforeAll(async () => {
  session = await openApp({ reducedMotion: 'reduce', sample: true });
  ({ page, heard } = session);
});
afterAll(() => session.close());

const button = (name: string | RegExp) => page.locator('main').getByRole('button', { name });
const answer = () => page.getByRole('region', { name: 'Answer' });

test('without a run it says what is missing', async () => {
  await goTo(page, 'Next experiment');
  await page.getByRole('heading', { name: 'No models yet' }).waitFor();
});

test('with models: which study, why, and how large and long', async () => {
  const address = projectAddress(page);
  await page.goto(`${address}/setup/tuning`);
  await enter(page.getByRole('spinbutton', { name: 'Trials' }).first(), '2');
  await enter(page.getByRole('spinbutton', { name: /Iterations/ }).first(), '150');
  await button(/^Start$/).click();
  await page.getByRole('link', { name: 'See the models' }).click();
  await goTo(page, 'Next experiment');
  await page.getByRole('heading', { name: 'Where should the next study go?' }).waitFor();
  await tabTo(page, button('Rank the studies'));
  await page.keyboard.press('Enter');
  await answer().getByText(/over 52 weeks/).waitFor();
  const rows = page.getByRole('table', { name: 'Worth of a lift study per channel' }).getByRole('row');
  expect(await rows.count()).toBe(8);
  const words = page.getByRole('region', { name: 'Channel by channel' }).getByRole('listitem');
  expect(await words.count()).toBe(7);
  // The first in the table is the first in words.
  const first = (await rows.nth(1).getByRole('rowheader').textContent())?.trim() ?? '';
  expect(await words.first().textContent()).toContain(`${first}: `);
  await button(`All designs for ${first}`).click();
  expect(await page.getByRole('table', { name: `Designs that were looked at for ${first}` }).getByRole('row').count()).toBe(17);
  await page.getByRole('region', { name: 'What this rests on' }).getByText(/lower bound/).waitFor();
});

test('its chart can be read as a table, and the page by everyone', async () => {
  await expectAccessible(page, 'Next experiment');
  await button('Worth of a study: table, copy, save').click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await page.getByRole('region', { name: 'Worth of a study, table' }).waitFor();
});

test('another horizon makes the ranking out of date, until it is asked for again', async () => {
  await enter(page.getByRole('spinbutton', { name: 'Made for so many weeks' }), '26');
  await page.getByText(/The ranking below is of another choice/).waitFor();
  await button('Rank the studies').click();
  await answer().getByText(/over 26 weeks/).waitFor();
  expect(await page.getByText(/The ranking below is of another choice/).count()).toBe(0);
  expect(heard.complaints).toEqual([]);
});
