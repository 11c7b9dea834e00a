import { expect, test } from 'vitest';
import { launchBrowser } from './chromium.ts';

test('the packed browser draws a page and runs its script', async () => {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.setContent('<h1>Mixwright</h1><script>document.title = String(6 * 7)</script>');
  expect(await page.textContent('h1')).toBe('Mixwright');
  expect(await page.title()).toBe('42');
  await browser.close();
});
