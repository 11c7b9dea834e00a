import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
const WIDTHS = [1440, 900] as const;
export const THEMES = ['light', 'dark'] as const;

/** What axe finds on the page as it is now: `rule: element` for each violation. */
export async function violations(on: Page): Promise<string[]> {
  // Evaluated by the debugger, which the content security policy lets be.
  await on.evaluate(`if (!window.axe) { ${axe} }`);
  const { violations: found } = await on.evaluate(() => (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
    iframes: false, // the preview of the report runs no script; the report has its own test
    resultTypes: ['violations'],
  }));
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} (${node.failureSummary?.replaceAll(/\s+/g, ' ') ?? ''})`));
}

/** In both themes and widths; the theme follows the system. */
export async function expectAccessible(on: Page, name: string): Promise<void> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await on.setViewportSize({ width, height: 900 });
    for (const theme of THEMES) {
      await on.emulateMedia({ colorScheme: theme });
      await on.locator(`html.${theme}`).waitFor({ state: 'attached' });
      found.push(...(await violations(on)).map((one) => `${name}, ${theme}, ${width} px: ${one}`));
    }
  }
  await on.setViewportSize({ width: 1440, height: 900 });
  await on.emulateMedia({ colorScheme: 'light' });
  expect(found).toEqual([]);
}

interface Stop {
  /** Text of the focused element. */
  here: string;
  arrived: boolean;
  /** Something about the focused element or its surroundings looks otherwise without the focus. */
  seen: boolean;
}

/** Where the focus is. Runs in the page; `last` is the stop before. */
function stopAt(target: Element, last: string): Stop {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return { here: '', arrived: false, seen: false };
  const here = focused.outerHTML.slice(0, 300);
  const arrived = focused === target;
  // A field for a date is several stops; looking anew would lead back to its first.
  if (here === last) return { here, arrived, seen: true };
  const look = (): string => {
    const looks: string[] = [];
    for (let one: Element | null = focused, level = 0; one !== null && level < 4; one = one.parentElement, level += 1) {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(one);
      looks.push([outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor].join());
    }
    return looks.join(';');
  };
  const withFocus = look();
  focused.blur();
  const without = look();
  // `focusVisible` is known to browsers, not yet to the types.
  focused.focus({ focusVisible: true } as FocusOptions);
  return { here, arrived, seen: withFocus !== without };
}

/** Tabs from the start of the page's content until `target` has the focus; every stop must show it. */
export async function tabTo(on: Page, target: Locator): Promise<void> {
  await target.waitFor();
  await on.locator('#main').focus();
  let last = '';
  for (let stops = 0; stops < 120; stops += 1) {
    await on.keyboard.press('Tab');
    const { here, arrived, seen } = await target.evaluate(stopAt, last);
    expect(seen, `the focus is not seen on ${here}`).toBe(true);
    if (arrived) return;
    last = here;
  }
  throw new Error('Tab does not lead there.');
}
