import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, startApp } from './launch.ts';
import type { RunningApp } from './launch.ts';
import { chooseFile, heading, projectAddress, sampleFile } from './screen.ts';

/** What goes wrong is said in plain words, with the place and the mend, and breaks nothing else. */
let app: RunningApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Uncaught errors of the page: there may be none, whatever happens. */
const uncaught: string[] = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp({ engines: 1 }), launchBrowser()]);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
  page = await newPage(context);
});
afterAll(async () => {
  expect(uncaught).toEqual([]);
  await browser.close();
  await app.close();
});

async function newPage(inside: BrowserContext): Promise<Page> {
  const opened = await inside.newPage();
  opened.setDefaultTimeout(20_000);
  opened.on('pageerror', (error) => uncaught.push(String(error)));
  return opened;
}

const csv = (name: string, content: string | Buffer) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
const lines = sampleFile.buffer.toString('utf8').trimEnd().split('\n');
/** The sample with some of its cells changed; `row` counts from 1, the header being row 1. */
function edited(edit: (cells: string[], row: number) => string[]): string {
  return lines.map((line, index) => edit(line.split(','), index + 1).join(',')).join('\n');
}

describe('a file with something wrong in it', () => {
  beforeEach(async () => {
    await page.goto(app.url);
    await heading(page, 'Projects');
  });
  const open = (file: ReturnType<typeof csv>) => chooseFile(page, () => page.getByRole('button', { name: 'Choose a file …' }).click(), file);
  const create = () => page.getByRole('button', { name: 'Create project' });

  test.each([
    ['an empty file', '', 'The file is empty.', 'Choose a file with a header row and one row per period.'],
    ['a header only', `${lines[0]}\n`, 'The file has a header and no rows below it.', 'Export the data with one row per period.'],
    ['binary rubbish', Buffer.from(Array.from({ length: 4000 }, (_unused, index) => (index * 7919) % 256)), 'The file holds binary data, not text.', 'Choose a CSV or TSV file.'],
  ])('%s is refused, and the next file is taken', async (name, content, message, mend) => {
    await open(csv(`${name}.csv`, content));
    await page.getByText(message).waitFor();
    await page.getByText(mend).waitFor();
    expect(await create().isDisabled()).toBe(true);
    await open(sampleFile);
    await page.getByRole('heading', { name: 'First rows' }).waitFor();
    expect(await create().isEnabled()).toBe(true);
  });

  test.each([
    ['text in a number column', edited((cells, row) => cells.with(2, row === 11 ? 'lots' : cells[2] ?? '')),
      '"lots" is not a number.', 'Write a plain number, without letters or units.', '(row 11, column tv_spend)'],
    ['two rows for a week', [...lines.slice(0, 20), lines[19], ...lines.slice(20)].join('\n'),
      '2022-03-07 stands in 2 rows: 20, 21.', 'Keep one row per period', '(row 21, column week)'],
    ['a missing week', lines.toSpliced(30, 1).join('\n'),
      'There is no row for 2022-05-23 (between rows 30 and 31).', 'Add a row for that week', '(row 31, column week)'],
    ['a channel that is zero all the time', edited((cells, row) => cells.with(3, row === 1 ? cells[3] ?? '' : '0')),
      'Every value is 0: there is no effect to learn.', 'Leave the column out, or fill in its values.', '(column radio_spend)'],
  ])('%s is shown with its place and mend', async (name, content, message, mend, place) => {
    await open(csv(`${name}.csv`, content));
    const problem = page.getByRole('listitem').filter({ hasText: message });
    await problem.waitFor();
    expect(await problem.textContent()).toContain(mend);
    expect(await problem.textContent()).toContain(place);
  });

  test('a project may be made of it, but it does not run before it is mended', async () => {
    await open(csv('gap.csv', lines.toSpliced(30, 1).join('\n')));
    await create().click();
    await heading(page, 'Setup');
    await page.getByText('There is no row for 2022-05-23').first().waitFor();
    await page.goto(`${projectAddress(page)}/setup/tuning`);
    await page.getByText('Mend the errors below first.').waitFor();
    expect(await page.getByRole('button', { name: 'Start', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Mend' }).first().click();
    await page.getByRole('region', { name: /^Step 1 of 6: Data/ }).waitFor();
  });
});

describe('in a project', () => {
  let project = '';
  beforeAll(async () => {
    await page.goto(app.url);
    await page.getByRole('button', { name: /sample/i }).click();
    await heading(page, 'Setup');
    project = projectAddress(page);
  });

  test('a project file with an unknown key is refused and changes nothing', async () => {
    await page.goto(`${project}/setup/tuning`);
    const seed = page.getByRole('spinbutton', { name: 'Seed' });
    await page.getByRole('button', { name: 'Versions and project file' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Save project file …' }).click()]);
    const spec = JSON.parse(readFileSync(await download.path(), 'utf8')) as { tuning: object };
    const take = async (content: unknown): Promise<void> => {
      await page.getByRole('button', { name: 'Versions and project file' }).click();
      await chooseFile(page, () => page.getByRole('menuitem', { name: 'Take setup from a project file …' }).click(),
        { name: 'weekly.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) });
    };
    await take({ ...spec, tuning: { ...spec.tuning, seed: 99 }, adstok: 'geometric' });
    await page.getByText('"adstok" is not a key of the project file. Did you mean "adstock"?').first().waitFor();
    expect(await seed.inputValue()).toBe('1');
    // The same file without it is taken.
    await take({ ...spec, tuning: { ...spec.tuning, seed: 99 } });
    await expect.poll(() => seed.inputValue(), { timeout: 20_000 }).toBe('99');
  });

  test.each([
    ['projects/00000000-0000-4000-8000-000000000000/models', 'There is no such project any more.'],
    ['runs/nowhere', 'There is no such run'],
    ['models/nowhere', 'There is no such run'],
    ['models/nowhere/1_1', 'There is no such run'],
    ['allocation/nowhere/1_1', 'There is no such run'],
  ])('an address of something that is gone says so: %s', async (path, message) => {
    await page.goto(path.startsWith('projects/') ? `${new URL(app.url).origin}/#/${path}` : `${project}/${path}`);
    await page.locator('main').getByText(message).first().waitFor();
  });

  test('a model that is not in its run says so, on its page and in the allocation', async () => {
    await page.goto(`${project}/setup/tuning`);
    await page.getByRole('spinbutton', { name: 'Iterations' }).fill('20');
    await page.getByRole('spinbutton', { name: 'Trials' }).fill('2');
    await page.getByRole('spinbutton', { name: 'Trials' }).blur();
    await page.getByRole('definition').filter({ hasText: /^40$/ }).waitFor();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('link', { name: 'See the models' }).waitFor();
    const run = /[^/]+$/.exec(page.url())?.[0] ?? '';
    for (const screen of ['models', 'allocation']) {
      await page.goto(`${project}/${screen}/${run}/999_999`);
      await page.locator('main').getByText(/no such (model|candidate)|no (model|candidate) 999_999/i).first().waitFor();
    }
  });

  test('a lost connection is shown, and work goes on when it is back', async () => {
    const own = await newPage(context);
    const sockets: WebSocketRoute[] = [];
    let away = false;
    await own.routeWebSocket(/.*/, (socket) => {
      sockets.push(socket);
      if (away) void socket.close();
      else socket.connectToServer();
    });
    await own.route('**/api/call/**', (route) => (away ? route.abort('connectionrefused') : route.continue()));
    await own.goto(app.url);
    await heading(own, 'Projects');
    await own.goto(`${project}/setup/tuning`);
    const seed = own.getByRole('spinbutton', { name: 'Seed' });
    const banner = own.getByText('Mixwright does not answer. Nothing is lost; trying again …');
    const state = own.locator('header').getByRole('status');
    await state.filter({ hasText: /^\s*Saved/ }).waitFor();
    expect(await banner.count()).toBe(0);

    away = true;
    for (const socket of sockets) void socket.close();
    await banner.waitFor();
    await seed.fill('123');
    await seed.blur();
    await state.filter({ hasText: 'Not saved' }).waitFor();

    away = false;
    await banner.waitFor({ state: 'detached' });
    await own.getByRole('button', { name: 'Try again' }).click();
    await state.filter({ hasText: /^\s*Saved/ }).waitFor();
    expect(await seed.inputValue()).toBe('123');
    await own.reload();
    await expect.poll(() => seed.inputValue(), { timeout: 20_000 }).toBe('123');
    await own.close();
  });
});

test('an address with a wrong token says what to do and asks for nothing more', async () => {
  const stranger = await browser.newContext();
  const own = await newPage(stranger);
  await own.goto(`${new URL(app.url).origin}/?token=${'x'.repeat(43)}`);
  await own.getByRole('status').getByText('open the address that Mixwright printed when it started').waitFor();
  await own.getByRole('heading', { name: 'Could not load the projects' }).waitFor();
  expect(await own.getByText('Mixwright does not answer').count()).toBe(0);
  await stranger.close();
});

test('a page that outlives its host says so, and where to go when the host is back', async () => {
  const brief = await startApp({ engines: 1 });
  const own = await newPage(await browser.newContext());
  await own.goto(brief.url);
  await heading(own, 'Projects');
  await brief.close();
  await own.getByText('Mixwright does not answer').waitFor();
  const again = await startApp({ engines: 1, port: Number(new URL(brief.url).port) });
  await own.getByText('open the address that Mixwright printed when it started').waitFor();
  await own.goto(again.url);
  await own.getByRole('button', { name: 'Open the sample project' }).waitFor();
  expect(await own.getByText('not valid any more').count()).toBe(0);
  await own.context().close();
  await again.close();
});
