import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchDesktop } from './launch.ts';
import type { Desktop } from './launch.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'mixwright-shell-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Collects events of one name in the page, under `window.heard`. */
async function listen(desktop: Desktop, event: string): Promise<void> {
  await desktop.page((name) => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    window.mixwright?.on(name, (payload) => heard.push(payload));
  }, event);
}
const heard = (desktop: Desktop) => desktop.page(() => (window as unknown as { heard: unknown[] }).heard);

test('--data-folder puts the projects elsewhere than the window keeps its own files', async () => {
  const projects = join(folder, 'projects');
  const desktop = await launchDesktop({ args: [`--data-folder=${projects}`] });
  await desktop.waitFor('#app *');
  expect(await desktop.page(async () => window.mixwright?.call('app.info', {}))).toMatchObject({ ok: true, value: { dataFolder: projects } });
  expect(readdirSync(projects)).toContain('mixwright.db');
  await desktop.close();
});

describe('in one session', () => {
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await launchDesktop();
    await desktop.waitFor('#app *');
  });
  afterAll(() => desktop.close());

  test('calls go from the page through preload and main to the backend and back', async () => {
    const answer = await desktop.page(async () => window.mixwright?.call('app.info', {}));
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(answer).toMatchObject({ ok: true, value: { host: 'desktop', version, dataFolder: desktop.dataFolder } });
  });

  test('the window is shown once there is something to see', async () => {
    const state = await desktop.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
    expect(state).toEqual([true]);
  });

  test('menu items arrive as events, after the listener ended no more', async () => {
    const choose = (id: string) => desktop.main(({ Menu }, chosen) => {
      Menu.getApplicationMenu()?.getMenuItemById(chosen)?.click();
    }, id);
    await listen(desktop, 'menu.command');
    const commands = ['new-project', 'open-file', 'projects', 'undo', 'toggle-theme', 'command-palette'];
    for (const command of commands) await choose(command);
    await expect.poll(() => heard(desktop)).toEqual(commands.map((command) => ({ command })));
    const after = await desktop.page(() => {
      let count = 0;
      const end = window.mixwright?.on('menu.command', () => { count += 1; });
      end?.();
      Object.assign(window, { countAfterEnd: () => count });
    });
    expect(after).toBeUndefined();
    await choose('toggle-theme');
    await expect.poll(async () => (await heard(desktop)).length).toBe(commands.length + 1);
    expect(await desktop.page(() => (window as unknown as { countAfterEnd(): number }).countAfterEnd())).toBe(0);
  });

  test('saving asks where, writes the bytes, and says false when cancelled', async () => {
    const target = join(folder, 'report.html');
    const save = () => desktop.page(async () => window.mixwright?.saveFile({
      fileName: '../../etc/report.html', mime: 'text/html', bytes: new TextEncoder().encode('<p>äß'),
    }));
    await desktop.main(({ dialog }) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' }); });
    expect(await save()).toBe(false);
    const suggested = await desktop.main(({ dialog }, filePath) => {
      dialog.showSaveDialog = ((...options: { defaultPath?: string }[]) => {
        Object.assign(dialog, { suggested: options.at(-1)?.defaultPath });
        return Promise.resolve({ canceled: false, filePath });
      }) as typeof dialog.showSaveDialog;
    }, target).then(save).then(async (saved) => {
      expect(saved).toBe(true);
      return desktop.main(({ app, dialog }) => [(dialog as unknown as { suggested: string }).suggested, app.getPath('downloads')]);
    });
    expect(readFileSync(target, 'utf8')).toBe('<p>äß');
    expect(suggested[0]).toBe(join(suggested[1] ?? '', 'report.html'));
  });

  test('a file that cannot be written is told, not thrown', async () => {
    await desktop.main(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      dialog.showErrorBox = (title, content) => { Object.assign(dialog, { told: [title, content] }); };
    }, join(folder, 'missing', 'a.csv'));
    const saved = await desktop.page(async () => window.mixwright?.saveFile({ fileName: 'a.csv', mime: 'text/csv', bytes: new Uint8Array(1) }));
    expect(saved).toBe(false);
    const told = await desktop.main(({ dialog }) => (dialog as unknown as { told: string[] }).told);
    expect(told[0]).toBe('The file could not be saved');
    expect(told[1]).toContain('ENOENT');
  });

  test('opening reads the file the user chose and remembers it', async () => {
    const path = join(folder, 'weekly.csv');
    writeFileSync(path, 'week,tv\n2025-01-06,1\n');
    await desktop.main(({ dialog }, chosen) => { dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] }); }, path);
    const file = await desktop.page(async () => {
      const opened = await window.mixwright?.openFile();
      return [opened?.fileName, new TextDecoder().decode(opened?.bytes)];
    });
    expect(file).toEqual(['weekly.csv', 'week,tv\n2025-01-06,1\n']);
    const recent = await desktop.main(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('recent')?.submenu?.items.map((item) => item.label));
    expect(recent?.[0]).toBe('weekly.csv');
    await listen(desktop, 'file.opened');
    await desktop.main(({ Menu }) => { Menu.getApplicationMenu()?.getMenuItemById('recent')?.submenu?.items[0]?.click(); });
    await expect.poll(() => heard(desktop)).toEqual([{ fileName: 'weekly.csv', bytes: new Uint8Array(readFileSync(path)) }]);
  });

  test('a second start hands its file to the first and ends', async () => {
    const path = join(folder, 'second.csv');
    writeFileSync(path, 'a\n1\n');
    await listen(desktop, 'file.opened');
    const second = await launchDesktop({ dataFolder: desktop.dataFolder, args: [path] });
    expect(await second.exited).toBe(0);
    await expect.poll(() => heard(desktop)).toMatchObject([{ fileName: 'second.csv' }]);
  });

  test('a page that crashed is offered again and works', async () => {
    await desktop.main(({ dialog }) => {
      dialog.showMessageBox = ((...options: { message?: string }[]) => {
        Object.assign(dialog, { asked: options.at(-1)?.message });
        return Promise.resolve({ response: 0, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
    });
    await desktop.main(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(); });
    await expect.poll(() => desktop.main(({ dialog }) => (dialog as unknown as { asked?: string }).asked)).toBe('The window stopped working.');
    await desktop.waitFor('#app *');
    expect(await desktop.page(async () => window.mixwright?.call('projects.list', {}))).toMatchObject({ ok: true });
  });
});

describe('between sessions', () => {
  test('the window comes back where it was, recent files too', async () => {
    const dataFolder = join(folder, 'between');
    const path = join(folder, 'kept.csv');
    writeFileSync(path, 'a\n1\n');
    const bounds = { x: 40, y: 30, width: 1000, height: 700 };
    const first = await launchDesktop({ dataFolder, args: [path] });
    await first.waitFor('#app *');
    await first.main(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), bounds);
    await first.close();
    expect(await first.exited).toBe(0);

    const second = await launchDesktop({ dataFolder });
    await second.waitFor('#app *');
    expect(await second.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toEqual(bounds);
    expect(await second.main(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('recent')?.submenu?.items[0]?.label)).toBe('kept.csv');
    await second.close();
  });

  test('closing the last window ends the app', async ({ skip }) => {
    if (process.platform === 'darwin') skip('apps stay open without windows there');
    const desktop = await launchDesktop();
    await desktop.waitFor('#app *');
    await desktop.main(({ BrowserWindow }) => { setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0); });
    expect(await desktop.exited).toBe(0);
    await desktop.close();
  });

  test('a data folder that cannot be used is told and ends with 2', async ({ skip }) => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'where a folder should be');
    const desktop = await launchDesktop({ dataFolder: join(file, 'below') });
    if (desktop.real) skip('its error box waits for a click');
    expect(await desktop.exited).toBe(2);
  });
});
