import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, tabTo } from './accessible.ts';
import { enter, heading, projectAddress } from './screen.ts';
import type { Watch } from './screen.ts';
import { openApp } from './session.ts';
import type { Session } from './session.ts';

/** The search of a run: filter, pictures, every candidate, and the next run from ranges dragged on a picture. Tests build on one another. */
let session: Session;
let page: Page;
let heard: Watch;
let project = '';

beforeAll(async () => {
  session = await openApp({ reducedMotion: 'reduce', acceptDownloads: true });
  ({ page, heard } = session);
});
afterAll(() => session.close());

const region = (name: string): Locator => page.getByRole('region', { name, exact: true });
const table = (): Locator => region('Candidates, table');
const shown = (text: string): Promise<void> => page.getByRole('status').getByText(text, { exact: true }).waitFor();
const models = (): Promise<string[]> => table().getByRole('rowheader').allTextContents();
const button = (name: string): Locator => page.getByRole('button', { name, exact: true });

test('a run leads to its search, with every candidate', async () => {
  await page.getByRole('button', { name: 'Open the sample project' }).click();
  await heading(page, 'Setup');
  project = projectAddress(page);
  await page.goto(`${project}/setup/tuning`);
  for (const [name, value] of [['Trials', '4'], ['Iterations', '100']] as const) await enter(page.getByRole('spinbutton', { name, exact: true }), value);
  await page.getByRole('definition').filter({ hasText: /^400$/ }).waitFor();
  await button('Start').click();
  await heading(page, 'Run 1');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await heading(page, 'Search of run 1');
  await shown('400 of 400');
  for (const title of ['Optimisation history', 'Hypervolume', 'Parallel coordinates', 'Parameter importance', 'Where the best lie', 'Slices']) await region(title).getByRole('img').first().waitFor();
  // The heading and the rows in view, not 400.
  await expect.poll(() => table().getByRole('row').count()).toBeLessThan(50);
  await expectAccessible(page, 'search');
});

test('the filter narrows pictures and table; nothing left says so', async () => {
  await page.getByRole('textbox', { name: 'Trials' }).fill('2, 4');
  await shown('200 of 400');
  await expect.poll(async () => new Set((await models()).map((id) => id.split('_')[0]))).toEqual(new Set(['2', '4']));
  await enter(page.getByRole('spinbutton', { name: 'Iterations to' }), '50');
  await shown('100 of 400');
  await enter(page.getByRole('spinbutton', { name: 'Keep only the best, per cent' }), '10');
  await shown('10 of 400');
  await expect.poll(async () => (await models()).length).toBe(10);
  await enter(page.getByRole('spinbutton', { name: 'Iterations from' }), '500');
  await shown('0 of 400');
  await page.getByRole('heading', { name: 'No candidate is like that' }).waitFor();
  await expectAccessible(page, 'search, nothing left');
  await page.locator('main').getByRole('button', { name: 'Reset the filter' }).last().click();
  await shown('400 of 400');
  expect(await page.getByRole('textbox', { name: 'Trials' }).inputValue()).toBe('');
});

test('a limit is drawn on an axis and lifted in the list', async () => {
  const canvas = region('Parallel coordinates, picture').getByRole('img');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('the picture is not drawn');
  // The first axis, the lower half: 3 objectives and 8 parameters.
  const x = box.x + box.width / 22;
  await page.mouse.move(x, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, box.y + box.height - 19, { steps: 4 });
  await page.mouse.up();
  const limit = page.getByRole('list', { name: 'Limits' }).getByRole('listitem');
  await limit.getByText('NRMSE').waitFor();
  await expect.poll(() => page.getByRole('status').filter({ hasText: 'of 400' }).textContent()).not.toContain('400 of 400');
  await button('Lift the limit of NRMSE').click();
  await shown('400 of 400');
});

test('the table is sorted, saved, and opens any candidate', async () => {
  const head = table().getByRole('columnheader', { name: 'tv.theta' });
  const thetas = async (): Promise<number[]> => {
    const at = (await table().getByRole('columnheader').allTextContents()).findIndex((text) => text.trim() === 'tv.theta');
    return (await table().getByRole('row').filter({ has: page.getByRole('cell') }).evaluateAll((rows, cell) => rows.map((row) => Number(row.children[cell]?.textContent)), at)).slice(0, 10);
  };
  await head.getByRole('button').click();
  await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending');
  const up = await thetas();
  expect(up).toEqual([...up].sort((a, b) => a - b));
  await head.getByRole('button').click();
  await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
  expect((await thetas())[0]).toBeGreaterThan(up.at(-1) ?? Infinity);

  const [download] = await Promise.all([page.waitForEvent('download'), button('Save CSV …').click()]);
  const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
  expect([lines.length, lines[0]?.split(',').slice(0, 3)]).toEqual([401, ['model', 'trial', 'iteration']]);

  await page.getByRole('textbox', { name: 'Trials' }).fill('3');
  await shown('100 of 400');
  // The worst of trial 3: on no front.
  const score = table().getByRole('columnheader', { name: 'Error score' });
  await score.getByRole('button').click();
  await score.getByRole('button').click();
  await expect.poll(() => score.getAttribute('aria-sort')).toBe('descending');
  const [worst = ''] = await models();
  await tabTo(page, button(`Open model ${worst}`));
  await page.keyboard.press('Enter');
  await heading(page, `Model ${worst}`);
  await page.goBack();
  await heading(page, 'Search of run 1');
  await shown('100 of 400');
  await button('Reset the filter').click();
});

test('a range dragged on a density is put right by its fields, undone, and searched by the next run', async () => {
  const density = region('Where the best lie').getByRole('listitem').filter({ has: page.getByText('tv.theta', { exact: true }) }).getByRole('img');
  await density.scrollIntoViewIfNeeded();
  const box = await density.boundingBox();
  if (box === null) throw new Error('the density is not drawn');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 24, { steps: 4 });
  await page.mouse.up();
  const ranges = region('Ranges for the next run');
  const lower = ranges.getByRole('spinbutton', { name: 'tv.theta, lower end for the next run' });
  const upper = ranges.getByRole('spinbutton', { name: 'tv.theta, upper end for the next run' });
  const [dragged, far] = [Number(await lower.inputValue()), Number(await upper.inputValue())];
  // The picture spans 0.3 to 0.8 and 15 % more on either side.
  expect(dragged).toBeGreaterThan(0.4);
  expect(far).toBeLessThan(0.7);
  expect(far).toBeGreaterThan(dragged);
  await ranges.getByText('narrower').waitFor();
  await enter(upper, '0.95');
  await ranges.getByText('shifted').waitFor();
  await enter(lower, '0.1');
  await ranges.getByText('wider').waitFor();
  await button('Undo the last change of tv.theta').click();
  expect([Number(await lower.inputValue()), await upper.inputValue()]).toEqual([dragged, '0.95']);
  await expectAccessible(page, 'search, ranges');

  await button('Add a parameter to the ranges').click();
  await page.getByRole('option', { name: 'search.alpha' }).click();
  await ranges.getByText('as it was').waitFor();
  await enter(ranges.getByRole('spinbutton', { name: 'search.alpha, upper end for the next run' }), '4');
  await button('Start the next run').click();
  await heading(page, 'Run 2');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await heading(page, 'Search of run 2');
  await shown('400 of 400');
  // The next run has looked where it was told to, and starts without wishes.
  await region('Ranges for the next run').getByText('None yet').waitFor();
  await table().getByRole('columnheader', { name: 'tv.theta' }).getByRole('button').click();
  await page.goto(`${project}/setup/media`);
  await page.getByRole('navigation', { name: 'Media' }).getByRole('button', { name: 'tv', exact: true }).click();
  expect(await page.getByRole('spinbutton', { name: 'Theta, upper end' }).inputValue()).toBe('0.95');
  expect(heard.complaints).toEqual([]);
});
