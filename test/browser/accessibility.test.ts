import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, tabTo, THEMES, violations } from './accessible.ts';
import { launchBrowser, startApp } from './launch.ts';
import type { RunningApp } from './launch.ts';
import { goTo, heading, projectAddress } from './screen.ts';

/** Every screen, empty and full: axe finds nothing in either theme and width, and the keyboard reaches what matters. */
let app: RunningApp;
let browser: Browser;
let page: Page;
let project = '';
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  page = await newPage();
  await page.goto(app.url);
  await heading(page, 'Projects');
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** Without motion, so that colours are not looked at half-way between two themes. */
async function newPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
  const opened = await context.newPage();
  opened.setDefaultTimeout(20_000);
  return opened;
}

/** Goes to a screen of the sample project, which is made when first asked for. */
async function inProject(path: string): Promise<void> {
  if (project === '') {
    await page.goto(app.url);
    await page.getByRole('button', { name: 'Open the sample project' }).click();
    await heading(page, 'Setup');
    project = projectAddress(page);
  }
  await page.goto(`${project}/${path}`);
}

interface Screen {
  name: string;
  path: string;
  /** What shows that it is there. */
  ready: (on: Page) => Locator;
  /** The main action of the screen. */
  action: (on: Page) => Locator;
}
const button = (name: string | RegExp) => (on: Page): Locator => on.locator('main').getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
const link = (name: string | RegExp) => (on: Page): Locator => on.locator('main').getByRole('link', typeof name === 'string' ? { name, exact: true } : { name });
const title = (name: string) => (on: Page): Locator => on.getByRole('heading', { name, exact: true });

async function open(screen: Screen): Promise<void> {
  await inProject(screen.path);
  await screen.ready(page).first().waitFor();
}

const WITHOUT_RUNS: Screen[] = [
  { name: 'data', path: 'data', ready: title('Columns'), action: link('Go to setup') },
  { name: 'setup, data', path: 'setup/data', ready: title('Values'), action: button('Next: Roles') },
  { name: 'setup, roles', path: 'setup/roles', ready: title('Role of each column'), action: button('Next: Window and baseline') },
  { name: 'setup, window', path: 'setup/window', ready: title('Season of the year'), action: button('Next: Media') },
  { name: 'setup, media', path: 'setup/media', ready: title('Saturation'), action: button('Next: Lift studies') },
  { name: 'setup, no lift studies', path: 'setup/studies', ready: title('No lift studies'), action: button('Add a study') },
  { name: 'setup, tuning', path: 'setup/tuning', ready: (on) => on.getByText('20,000'), action: button('Start') },
  { name: 'no runs', path: 'runs', ready: title('No runs yet'), action: button('Start a run') },
  { name: 'no models', path: 'models', ready: title('No models yet'), action: link('Go to the runs') },
  { name: 'no recovery check', path: 'recovery', ready: title('No check yet'), action: button('Start the check') },
  { name: 'no allocation', path: 'allocation', ready: title('No models to allocate with yet'), action: link('Go to the runs') },
  { name: 'no comparison', path: 'compare', ready: title('Nothing to compare yet'), action: link('Go to the runs') },
  { name: 'no report', path: 'report', ready: title('No model to report on yet'), action: link('Go to the runs') },
];
const WITH_RUN: Screen[] = [
  { name: 'runs', path: 'runs', ready: (on) => on.getByRole('row', { name: /Run 1/ }), action: button('Start a run') },
  { name: 'models', path: 'models', ready: (on) => on.getByRole('heading', { name: /by cluster$/ }), action: button(/^Open the best/) },
  { name: 'allocation', path: 'allocation', ready: (on) => on.getByRole('tab', { name: 'Why' }), action: button('Save this scenario') },
  { name: 'comparison', path: 'compare', ready: title('ROAS per channel'), action: button('Add a model') },
  { name: 'report', path: 'report', ready: (on) => on.getByTitle('Preview of the report'), action: button('Save HTML report') },
];

test('the projects screen without projects', async () => {
  await expectAccessible(page, 'no projects');
  await tabTo(page, button('Choose a file …')(page));
  await page.keyboard.press('Tab');
  expect(await button('Open the sample project')(page).evaluate((element) => element === document.activeElement)).toBe(true);
});

test('the new-project screen and an address that leads nowhere', async () => {
  const origin = new URL(app.url).origin;
  await page.goto(`${origin}/#/projects/new`);
  await heading(page, 'New project');
  await expectAccessible(page, 'new project');
  await page.goto(`${origin}/#/nowhere`);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await expectAccessible(page, 'not found');
});

test.each(WITHOUT_RUNS)('$name', async (screen) => {
  await open(screen);
  await expectAccessible(page, screen.name);
  await tabTo(page, screen.action(page));
});

test('a lift study', async () => {
  await inProject('setup/studies');
  await button('Add a study')(page).click();
  await page.getByText('Give the measured lift').first().waitFor();
  await expectAccessible(page, 'setup, lift study');
  await button('Remove study 1')(page).click();
  await page.getByRole('heading', { name: 'No lift studies' }).waitFor();
  await expectAccessible(page, 'a message in the corner');
});

test('a response curve measured elsewhere gives ranges, and gives them back', async () => {
  await inProject('setup/studies');
  await button('Add a curve')(page).click();
  await expectAccessible(page, 'setup, curve without points');
  // 900·s/(s + 20,000), and a little noise.
  await page.getByRole('textbox', { name: 'Points' }).fill('Spend\tReach\n5000\t181\n10000\t299\n20000\t452\n40000\t598\n80000\t721');
  await button('Use as ranges')(page).waitFor();
  await expectAccessible(page, 'setup, curve');
  await tabTo(page, button('Use as ranges')(page));
  await page.keyboard.press('Enter');
  await page.getByText('In use', { exact: true }).waitFor();
  await button('Undo')(page).click();
  await button('Use as ranges')(page).waitFor();
  await button('Remove curve 1')(page).click();
  await page.getByRole('heading', { name: 'Curve 1: tv' }).waitFor({ state: 'detached' });
});

test('a recovery check', async () => {
  await inProject('recovery');
  await page.getByRole('spinbutton', { name: 'Replicates' }).fill('2');
  await button('Size of each run')(page).click();
  await page.getByRole('spinbutton', { name: 'Trials' }).fill('1');
  await page.getByRole('spinbutton', { name: 'Iterations' }).fill('60');
  await page.getByRole('spinbutton', { name: 'Iterations' }).blur();
  await button('Start the check')(page).click();
  await page.getByRole('row', { name: /Finished/ }).waitFor();
  await page.getByRole('region', { name: 'Verdict' }).waitFor();
  await expectAccessible(page, 'recovery check');
  await tabTo(page, button('New check')(page));
});

test('a finished run', async () => {
  await inProject('setup/tuning');
  await button('Start')(page).click();
  await heading(page, 'Run 1');
  await link('See the models')(page).waitFor({ timeout: 50_000 });
  await page.getByText('Converged').first().waitFor();
  await page.getByRole('region', { name: 'Diagnosis' }).waitFor();
  await expectAccessible(page, 'run');
  await tabTo(page, link('See the models')(page));
});

test.each(WITH_RUN)('$name, with a run', async (screen) => {
  await open(screen);
  await expectAccessible(page, screen.name);
  await tabTo(page, screen.action(page));
});

test('a model, its charts as tables, and its report', async () => {
  await inProject('models');
  await button(/^Open the best/)(page).click();
  await page.getByRole('region', { name: 'Residuals' }).getByRole('img').waitFor();
  await tabTo(page, link('Allocate with it')(page));
  const menu = page.getByRole('button', { name: 'Residuals: table, copy, save' });
  await tabTo(page, menu);
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Show as table' }).press('Enter');
  await page.getByRole('region', { name: 'Residuals, table' }).waitFor();
  await expectAccessible(page, 'model');

  await goTo(page, 'Report');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save HTML report' }).click()]);
  const report = await newPage();
  await report.setContent(readFileSync(await download.path(), 'utf8'));
  for (const theme of THEMES) {
    await report.emulateMedia({ colorScheme: theme });
    expect(await violations(report), `report, ${theme}`).toEqual([]);
  }
  await report.context().close();
});

test('the projects screen with a project', async () => {
  await goTo(page, 'Projects');
  await page.getByRole('list', { name: 'Projects' }).waitFor();
  await expectAccessible(page, 'projects');
  await tabTo(page, page.getByRole('list', { name: 'Projects' }).getByRole('link'));
});

test('dialogs take the focus, Esc closes them and gives it back', async () => {
  const dialog = page.getByRole('dialog');
  const focusInside = () => dialog.evaluate((element) => element.contains(document.activeElement));

  await page.keyboard.press('Control+k');
  await dialog.waitFor();
  await expect.poll(focusInside).toBe(true);
  await expectAccessible(page, 'command palette');
  await page.keyboard.type('sample');
  await page.getByRole('option', { name: /Open the sample project/ }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  const help = page.getByRole('button', { name: 'Keyboard shortcuts' });
  await help.focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await expect.poll(focusInside).toBe(true);
  await expectAccessible(page, 'keyboard shortcuts');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => help.evaluate((element) => element === document.activeElement)).toBe(true);

  await page.getByRole('button', { name: /: rename, duplicate, delete$/ }).first().press('Enter');
  await page.getByRole('menuitem', { name: 'Rename …' }).press('Enter');
  await dialog.getByLabel('Name').waitFor();
  await expectAccessible(page, 'rename');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await inProject('runs');
  await page.getByRole('button', { name: 'Delete run 1' }).press('Enter');
  await dialog.getByRole('button', { name: 'Keep it' }).waitFor();
  await expectAccessible(page, 'delete a run');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /Run 1/ }).waitFor(); // Esc deletes nothing
});

test('the command palette leads to a screen without the mouse, and so do two letters', async () => {
  await inProject('runs');
  await heading(page, 'Runs');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('alloc');
  await page.getByRole('option', { name: /Allocation/ }).waitFor();
  await page.keyboard.press('Enter');
  await heading(page, 'Allocation');
  await page.locator('#main').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await heading(page, 'Models');
});

test('the skip link is the first stop and leads past the navigation', async () => {
  await page.reload();
  await heading(page, 'Models');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await page.keyboard.press('Tab');
  expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(async () => (await skip.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.getElementById('main')?.contains(document.activeElement))).toBe(true);
});
