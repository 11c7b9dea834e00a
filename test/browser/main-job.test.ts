import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, startApp } from './launch.ts';
import type { RunningApp } from './launch.ts';
import { chooseFile, enter, goTo, heading, pick, projectAddress, sampleFile, watch } from './screen.ts';
import type { Watch } from './screen.ts';

/**
 * The main job in a real browser on the real host: a table in, the wizard, a whole run, a model, a budget, a
 * comparison, a report; everything still there after a reload and after a restart. Tests build on one another.
 */
const folder = mkdtempSync(join(tmpdir(), 'mixwright-main-job-'));
let app: RunningApp;
let browser: Browser;
let page: Page;
let heard: Watch;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp({ dataFolder: folder }), launchBrowser()]);
  await openPage();
});
afterAll(async () => {
  await browser.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openPage(): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', acceptDownloads: true });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  heard = watch(page);
  await page.goto(app.url);
  await heading(page, 'Projects');
}

function expectQuiet(): void {
  expect(heard.complaints).toEqual([]);
  expect([...heard.origins]).toEqual([new URL(app.url).origin]);
}

const saved = (): Promise<void> => page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
const next = (step: string): Promise<void> => page.getByRole('button', { name: `Next: ${step}` }).click();
const figure = (label: string) => page.locator('dl > div', { has: page.getByText(label, { exact: true }) }).locator('dd').first();
/** `€1,234` as 1234. */
const amount = (text: string | null): number => Number((text ?? '').replace(/[^\d.-]/g, ''));
/** The suggestion on the screen is the one for this spend. */
const spendShown = (spend: number) => expect.poll(async () => amount(await figure('Spend per period').textContent()), { timeout: 20_000 }).toBe(spend);

test('a file becomes a project whose setup keeps every change', async () => {
  await chooseFile(page, () => page.getByRole('button', { name: 'Choose a file …' }).click(), sampleFile);
  await heading(page, 'New project');
  await page.getByText('one row a week').waitFor();
  await page.getByLabel('Name of the project').fill('Spring budget');
  await page.getByRole('button', { name: 'Create project' }).click();

  await heading(page, 'Setup');
  await page.getByText('Nothing is wrong with this table').waitFor();
  await next('Roles');
  await pick(page, page.getByRole('combobox', { name: 'Role of consumer_confidence' }), 'Not used');
  await saved();
  await next('Window and baseline');
  await page.getByRole('heading', { name: 'Decomposition of the response' }).waitFor();
  await page.getByLabel('First day').fill('2022-01-03');
  await page.getByRole('checkbox', { name: 'Holidays' }).click();
  await saved();
  await next('Media');
  await page.getByRole('navigation', { name: 'Media' }).getByRole('button', { name: 'radio' }).click();
  await enter(page.getByRole('spinbutton', { name: 'Theta, upper end' }), '0.45');
  await saved();
  await next('Lift studies');
  await page.getByRole('heading', { name: 'No lift studies' }).waitFor();
  await next('Tuning');
  await enter(page.getByRole('spinbutton', { name: 'Seed' }), '7');
  await saved();

  const back = page.getByRole('button', { name: 'Back' });
  await back.click();
  await back.click();
  await page.getByRole('navigation', { name: 'Media' }).getByRole('button', { name: 'radio' }).click();
  expect(await page.getByRole('spinbutton', { name: 'Theta, upper end' }).inputValue()).toBe('0.45');
  await back.click();
  expect(await page.getByLabel('First day').inputValue()).toBe('2022-01-03');
  expect(await page.getByRole('checkbox', { name: 'Holidays' }).isChecked()).toBe(false);
  await back.click();
  expect(await page.getByRole('combobox', { name: 'Role of consumer_confidence' }).textContent()).toContain('Not used');
  expectQuiet();
});

test('Start runs 40 trials of 500 iterations with live progress', async () => {
  for (const step of ['Window and baseline', 'Media', 'Lift studies', 'Tuning']) await next(step);
  expect(await page.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('7');
  await page.evaluate(() => {
    const seen: string[] = [];
    const read = (): void => { seen.push(/([\d,]+) of 20,000/.exec(document.body.innerText)?.[1] ?? ''); };
    new MutationObserver(read).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { seen });
  });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await heading(page, 'Run 1');
  await page.getByRole('link', { name: 'See the models' }).waitFor({ timeout: 50_000 });
  await page.getByText('20,000 of 20,000').waitFor();
  await page.getByText('40 of 40').waitFor();
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen.map((text) => Number(text.replaceAll(',', ''))));
  const between = [...new Set(seen)].filter((count) => count > 0 && count < 20_000);
  expect(between.length).toBeGreaterThan(0);
  expect(between).toEqual([...between].sort((a, b) => a - b)); // it never goes back
  await page.getByRole('region', { name: 'Convergence: NRMSE' }).getByText(/onverged/).first().waitFor();
  expectQuiet();
});

let model = '';
test('the best model opens and is chosen', async () => {
  await page.getByRole('link', { name: 'See the models' }).click();
  const best = page.getByRole('button', { name: /^Open the best/ });
  model = /\d+_\d+/.exec(await best.textContent() ?? '')?.[0] ?? '';
  await best.click();
  await heading(page, `Model ${model}`);
  for (const chart of ['Actual and fitted', 'Response curves', 'What the response is made of', 'Residuals']) {
    await page.getByRole('region', { name: chart }).getByRole('img').waitFor();
  }
  await page.getByRole('region', { name: 'Diagnosis' }).getByRole('listitem').first().waitFor();
  await page.getByRole('button', { name: 'Choose this model' }).click();
  await page.getByRole('button', { name: 'Chosen', pressed: true }).waitFor();
  expectQuiet();
});

test('a budget is moved, a target held, an impossible one explained, and the scenario saved', async () => {
  await page.getByRole('link', { name: 'Allocate with it' }).click();
  await heading(page, 'Allocation');
  const budget = page.getByRole('spinbutton', { name: /Budget per period/ });
  await figure('Spend per period').waitFor();
  const today = amount(await figure('Spend per period').textContent());
  const response = amount(await figure('Expected revenue from media').textContent());

  const less = Math.round(today * 0.9);
  await enter(budget, String(less));
  await spendShown(less);
  expect(amount(await figure('Expected revenue from media').textContent())).toBeLessThan(response);

  // Bounds are 0.5 to 2 times today's spend: three times today's fits nowhere.
  await enter(budget, String(today * 3));
  const refusal = page.getByRole('alert').filter({ hasText: 'No budget meets all of this at once' });
  await refusal.waitFor();
  expect(await refusal.textContent()).toMatch(/ of the budget of .+ can't be placed.+ceilings/i);
  expect(await page.getByRole('button', { name: 'Save this scenario' }).isDisabled()).toBe(true);

  await enter(budget, String(less));
  await spendShown(less);
  await pick(page, page.getByRole('combobox', { name: 'What to look for' }), 'A target efficiency');
  const target = page.getByRole('spinbutton', { name: 'At least' });
  const wanted = Number((Number(await target.inputValue()) * 1.05).toFixed(3));
  await enter(target, String(wanted));
  await expect.poll(async () => {
    const [gain, spend] = await Promise.all([figure('Expected revenue from media').textContent(), figure('Spend per period').textContent()]);
    return amount(gain) / amount(spend);
  }, { timeout: 20_000 }).toBeCloseTo(wanted, 2); // both are shown in whole euros

  await pick(page, page.getByRole('combobox', { name: 'What to look for' }), 'The most response for a budget');
  await spendShown(less);
  await page.getByRole('button', { name: 'Save this scenario' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Ten per cent less');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('region', { name: 'Saved scenarios' }).getByRole('rowheader', { name: 'Ten per cent less' }).waitFor();
  expectQuiet();
});

test('a second run with another seed is compared with the first', async () => {
  await page.goto(`${projectAddress(page)}/setup/tuning`);
  await enter(page.getByRole('spinbutton', { name: 'Seed' }), '8');
  await saved();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await heading(page, 'Run 2');
  await page.getByRole('link', { name: 'See the models' }).waitFor({ timeout: 50_000 });

  await goTo(page, 'Compare');
  const differences = page.getByRole('region', { name: 'Differences in the setup' });
  const row = differences.getByRole('row', { name: /tuning\.seed/ });
  await row.waitFor();
  expect(await row.getByRole('cell').allTextContents()).toEqual(['7', '8']);
  expect(await differences.getByRole('row').count()).toBe(2); // the heading and the seed: nothing else differs
  const figures = page.getByRole('table', { name: 'Figures of the compared models side by side' });
  expect(await figures.getByRole('columnheader').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining(`1, ${model}`)]));
  await page.getByRole('region', { name: /Response curve: / }).getByRole('img').waitFor();
  expectQuiet();
});

async function checkReport(): Promise<void> {
  await goTo(page, 'Report');
  await pick(page, page.getByRole('combobox', { name: 'Model: run' }), 'Run 1');
  const scenario = page.getByRole('combobox', { name: 'Budget scenarios in the report' });
  await expect.poll(() => scenario.textContent(), { timeout: 20_000 }).toContain('Ten per cent less');
  const preview = page.frameLocator('iframe[title="Preview of the report"]');
  await preview.getByText('Ten per cent less').first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save HTML report' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.html$/);
  const html = readFileSync(await download.path(), 'utf8');
  for (const part of ['Spring budget', model, 'Ten per cent less', '</html>']) expect(html).toContain(part);
  expect(html).not.toMatch(/(src|href)="(?!#|data:)/); // one file, nothing fetched
}

test('the report shows, saves and holds project, model and scenario', async () => {
  await checkReport();
  expectQuiet();
});

async function checkKept(): Promise<void> {
  const project = projectAddress(page);
  await page.goto(`${project}/runs`);
  const runs = page.getByRole('table', { name: /Runs of this project/ });
  await expect.poll(() => runs.getByRole('link', { name: /^Run \d/ }).allTextContents(), { timeout: 20_000 }).toEqual(['Run 2', 'Run 1']);
  await runs.getByRole('row', { name: /Run 1/ }).getByRole('link', { name: 'Models' }).click();
  await page.getByRole('button', { name: `${model} is chosen; take it back` }).waitFor();
  await page.goto(`${project}/allocation`);
  await page.getByRole('rowheader', { name: 'Ten per cent less' }).waitFor();
  await page.goto(`${project}/setup/media`);
  await page.getByRole('navigation', { name: 'Media' }).getByRole('button', { name: 'radio' }).click();
  expect(await page.getByRole('spinbutton', { name: 'Theta, upper end' }).inputValue()).toBe('0.45');
}

test('a reload loses nothing', async () => {
  await page.reload();
  await heading(page, 'Report');
  await checkKept();
  expectQuiet();
});

test('a restart of the host loses nothing', async () => {
  await page.context().close();
  await app.close();
  app = await startApp({ dataFolder: folder });
  await openPage();
  await page.getByRole('list', { name: 'Projects' }).getByRole('link', { name: 'Spring budget' }).click();
  await heading(page, 'Models');
  await checkKept();
  await checkReport();
  expectQuiet();
});

test('the sample is one click away and runs as it is', async () => {
  await goTo(page, 'Projects');
  await page.getByRole('button', { name: 'Open sample' }).click();
  await heading(page, 'Setup');
  for (const step of ['Roles', 'Window and baseline', 'Media', 'Lift studies', 'Tuning']) await next(step);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('link', { name: 'See the models' }).waitFor({ timeout: 50_000 });
  await page.getByText('20,000 of 20,000').waitFor();
  await page.getByRole('link', { name: 'See the models' }).click();
  await page.getByRole('button', { name: /^Open the best/ }).click();
  await heading(page, /^Model \d+_\d+$/);
  expectQuiet();
});

test('any candidate can be allocated with, on a front or not', async () => {
  await page.goto(page.url().replace(/[^/]+$/, '1_1')); // the first candidate of all: a random one
  await heading(page, 'Model 1_1');
  await page.getByText('One candidate of this run.').waitFor();
  await page.getByRole('link', { name: 'Allocate with it' }).click();
  await figure('Spend per period').waitFor();
  await page.getByRole('button', { name: /^Model: 1_1/ }).waitFor();
  expectQuiet();
});
