import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tabTo, violations } from './accessible.ts';
import { enter, goTo, heading, projectAddress } from './screen.ts';
import type { Watch } from './screen.ts';
import { openApp } from './session.ts';
import type { Session } from './session.ts';

/** Working with budgets on one small run: edited by hand, saved, copied, compared, exported, planned, asked again. Tests build on one another. */
let session: Session;
let page: Page;
let heard: Watch;
let project = '';
beforeAll(async () => {
  session = await openApp({ reducedMotion: 'reduce', acceptDownloads: true, sample: true });
  ({ page, heard } = session);
  project = projectAddress(page);
});
afterAll(() => session.close());

const button = (name: string | RegExp) => page.locator('main').getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const row = (name: string) => page.getByRole('table', { name: 'Saved scenarios of this project' }).getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 });

/** Wide and light, narrow and dark. */
async function expectNothingFound(): Promise<void> {
  const found = await violations(page);
  await page.setViewportSize({ width: 1000, height: 900 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html.dark').waitFor({ state: 'attached' });
  found.push(...await violations(page));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  expect(found).toEqual([]);
}

async function run(seed: string): Promise<void> {
  await page.goto(`${project}/setup/tuning`);
  await enter(page.getByRole('spinbutton', { name: 'Trials' }).first(), '2');
  await enter(page.getByRole('spinbutton', { name: /Iterations/ }).first(), '100');
  await enter(page.getByRole('spinbutton', { name: 'Seed' }), seed);
  await button('Start').click();
  await page.getByRole('link', { name: 'See the models' }).waitFor();
}

async function saveAs(open: string, name: string): Promise<void> {
  await button(open).click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText(`“${name}” saved`).waitFor();
}

async function download(name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), button(name).click()]);
  return readFileSync(await file.path());
}

test('before there is a model, both pages say what to do', async () => {
  await page.goto(`${project}/scenarios`);
  await page.getByRole('heading', { name: 'No scenarios yet' }).waitFor();
  await expectNothingFound();
  await page.goto(`${project}/plan`);
  await page.getByRole('heading', { name: 'No models to plan with yet' }).waitFor();
  await page.locator('main').getByRole('link', { name: 'Go to the runs' }).waitFor();
});

const bar = (channel: string) => page.getByRole('slider', { name: `Spend of ${channel}` });
const spendOf = async (channel: string): Promise<number> => Number(await bar(channel).getAttribute('aria-valuenow'));
const allSpend = async (): Promise<number> => {
  const each = await Promise.all(['tv', 'radio', 'outdoor', 'print', 'search', 'social', 'video'].map(spendOf));
  return each.reduce((sum, money) => sum + money, 0);
};
const edits = (count: number) => button(count === 1 ? '1 edit' : `${count} edits`).waitFor();
const confirmed = () => page.getByRole('status').getByText('Confirmed by the solver').waitFor();

test('a budget is edited by hand: by keys, by pointer, by figure; undone and done again', async () => {
  await run('1');
  await goTo(page, 'Allocation');
  await bar('tv').waitFor();
  await saveAs('Save this scenario', 'As suggested');
  const total = await allSpend();
  const before = await spendOf('tv');
  await bar('tv').press('ArrowRight');
  await bar('tv').press('ArrowRight');
  await edits(1); // keys in quick succession
  expect(await spendOf('tv')).toBeGreaterThan(before);
  await confirmed();
  // The rest made room, to the last cent that is shown.
  expect(await allSpend()).toBeCloseTo(total, 1);

  await bar('search').scrollIntoViewIfNeeded();
  const box = await bar('search').boundingBox();
  if (box === null) throw new Error('the bar is not there');
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await edits(2);
  const pulled = await spendOf('search');
  // The bar was let go at 30 % of its length, to a whole step (a two-hundredth or a bit more).
  expect(pulled / Number(await bar('search').getAttribute('aria-valuemax'))).toBeCloseTo(0.3, 1);
  await page.keyboard.press('Control+z');
  await edits(1);
  expect(await spendOf('search')).not.toBe(pulled);
  await page.keyboard.press('Control+Shift+z');
  await edits(2);
  expect(await spendOf('search')).toBe(pulled);

  await button('Lock tv').click();
  const locked = await spendOf('tv');
  await bar('tv').press('ArrowRight');
  expect(await spendOf('tv')).toBe(locked);

  await confirmed();
  await page.getByRole('radio', { name: 'The rest stays' }).click();
  const standing = await allSpend();
  const radio = await spendOf('radio');
  await enter(page.getByRole('spinbutton', { name: 'Spend of radio in figures' }), '9000');
  await soon(() => spendOf('radio')).toBe(9000);
  expect(await allSpend()).toBeCloseTo(standing + 9000 - radio, 1);
  await confirmed();
  await saveAs('Save as a scenario', 'As agreed');
  await button('Back to the suggestion').click();
  await soon(() => spendOf('tv')).toBeCloseTo(before, 6);
});

test('a plan is made, read, saved as a file and kept', async () => {
  await goTo(page, 'Plan');
  await enter(page.getByRole('spinbutton', { name: 'Periods', exact: true }), '4');
  await tabTo(page, button('Make the plan'));
  await page.keyboard.press('Enter');
  const calendar = page.getByRole('region', { name: 'Calendar, table' });
  await calendar.waitFor();
  // Four periods after the last row of the sample, 27 October 2025, each with a date in the user's locale.
  expect(await calendar.getByRole('columnheader').allTextContents()).toEqual(['2025', 'Period from', '3 Nov', '10 Nov', '17 Nov', '24 Nov', 'Total (EUR)']);
  await page.getByRole('region', { name: 'Even split' }).getByText(/The plan brings/).waitFor();
  const csv = (await download('Save CSV')).toString('utf8');
  expect(csv.split('\r\n')[1]).toMatch(/^2025-11-03,/);
  await saveAs('Save as a scenario', 'Four weeks');
  expect((await download('Save XLSX')).subarray(0, 2).toString()).toBe('PK');
  await expectNothingFound();
  await enter(page.getByRole('spinbutton', { name: 'Periods', exact: true }), '3');
  await page.goto(`${project}/scenarios`);
  await row('Four weeks').getByRole('link').click();
  await calendar.waitFor();
  expect(await page.getByRole('spinbutton', { name: 'Periods', exact: true }).inputValue()).toBe('4');
});

test('scenarios are copied, renamed, deleted and brought back', async () => {
  await goTo(page, 'Scenarios');
  const act = async (name: string, action: string): Promise<void> => {
    await button(`${name}: rename, duplicate, delete`).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  await act('As agreed', 'Duplicate');
  await row('As agreed, copy').waitFor();
  await act('As agreed, copy', 'Rename …');
  await page.getByRole('dialog').getByLabel('Name').fill('For the board');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await row('For the board').waitFor();
  const text = await row('For the board').textContent();
  await act('For the board', 'Delete');
  await row('For the board').waitFor({ state: 'detached' });
  await page.getByText('“For the board” deleted').waitFor();
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last().click();
  await row('For the board').waitFor();
  expect(await row('For the board').textContent()).toBe(text);
});

test('they are set side by side, saved as files, and open again where they were made', async () => {
  for (const name of ['As suggested', 'As agreed', 'Four weeks']) await page.getByRole('checkbox', { name: `Compare ${name}`, exact: true }).click();
  const table = page.getByRole('table', { name: 'Scenarios side by side' });
  const columns = async (): Promise<string[]> => (await table.getByRole('row').first().getByRole('columnheader').allTextContents()).map((text) => text.trim());
  await soon(columns).toEqual(['As suggested', 'As agreed', 'Four weeks']);
  expect(await table.getByRole('row', { name: /^What was asked/ }).textContent()).toMatch(/Most response for today's budget\s*Spend set by hand\s*Plan of 4 periods/);
  for (const chart of [/^Spend per channel/, /^Expected revenue per channel/, /^Response curve/]) await page.getByRole('region', { name: chart }).getByRole('img').waitFor();
  const csv = (await download('Save CSV')).toString('utf8');
  for (const name of ['As suggested', 'As agreed', 'Four weeks']) expect(csv).toContain(name);
  expect((await download('Save XLSX')).subarray(0, 2).toString()).toBe('PK');
  await expectNothingFound();
  await page.reload(); // the address knows what is compared
  await soon(columns).toHaveLength(3);
  await page.getByRole('link', { name: 'Into the report' }).click();
  await heading(page, 'Report');
  await soon(() => page.getByRole('combobox', { name: /Budget scenario/ }).textContent()).toMatch(/As suggested.*As agreed/);
  await page.goto(`${project}/scenarios`);
  await row('As suggested').getByRole('link').click();
  await heading(page, 'Allocation');
  await bar('tv').waitFor();
});

test('a scenario of an older run says what changed', async () => {
  await run('2');
  await goTo(page, 'Scenarios');
  await row('As suggested').getByText('Run 1 is older than run 2').waitFor();
  await button('What changed since As suggested?').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('list', { name: 'What changed' }).getByRole('listitem').first().waitFor();
  expect(await dialog.getByRole('columnheader').allTextContents()).toEqual(['Spend (EUR a period)', 'Run 1, as saved', 'Run 2, now', 'Difference']);
  await dialog.getByRole('button', { name: 'Save as new' }).click();
  await row('As suggested, run 2').getByText('Run 2,').waitFor();
  expect(heard.complaints).toEqual([]);
});

test.each([['plan', 'Plan'], ['experiments', 'Next experiment'], ['allocation', 'Allocation']])('%s says so when the run of its address is gone', async (path, title) => {
  await page.goto(`${project}/${path}/no-such-run/1_1`);
  await heading(page, title);
  await page.getByRole('heading', { name: 'There is no such run' }).waitFor();
});
