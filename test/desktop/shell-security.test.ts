import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resultSchema } from '../../electron/contract/result.ts';
import { launchDesktop } from './launch.ts';
import type { Desktop } from './launch.ts';

let desktop: Desktop;
beforeAll(async () => {
  desktop = await launchDesktop();
  await desktop.waitFor('#app *');
});
afterAll(() => desktop.close());

const callFrom = (index: number) => desktop.page(async () => window.mixwright?.call('projects.list', {}), undefined, index);

describe('the window', () => {
  test('is sandboxed, isolated and without Node', async () => {
    const preferences = await desktop.main(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return (window?.webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false, webviewTag: false,
    });
  });

  test('finds the bridge and nothing else of ours', async () => {
    const seen = await desktop.page(() => ({
      bridge: Object.keys(window.mixwright ?? {}).sort(),
      frozen: Object.isFrozen(window.mixwright),
      node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    }));
    expect(seen).toEqual({ bridge: ['call', 'host', 'on', 'openFile', 'saveFile'], frozen: true, node: [] });
  });
});

describe('the bridge', () => {
  test('answers calls of the contract', async () => {
    expect(await callFrom(0)).toEqual({ ok: true, value: [] });
  });

  test.each(['mixwright:save-file', 'toString', '', 'projects.listAll'])('does not know the call %j', async (name) => {
    const answer = await desktop.page(async (asked) => window.mixwright?.call(asked, {}), name);
    expect(answer).toMatchObject({ ok: false, error: { code: 'INPUT_UNKNOWN_CALL' } });
  });

  test.each(['toString', 'console', 'mixwright:event'])('does not know the event %j', async (name) => {
    const refused = desktop.page((asked) => void window.mixwright?.on(asked, () => undefined), name);
    await expect(refused).rejects.toThrow(/There is no event/);
  });

  test('a request that is not what the contract says is answered, not thrown', async () => {
    for (const request of [null, 7, 'x', { extra: 1 }, []]) {
      const answer = resultSchema.parse(await desktop.page(async (sent) => window.mixwright?.call('projects.get', sent), request));
      expect(answer.ok).toBe(false);
    }
  });
});

describe('foreign pages', () => {
  test.each(['data:text/html,<title>foreign</title>', 'app://mixwright/index.html'])('a window of its own with %s is refused', async (url) => {
    await desktop.main(async ({ BrowserWindow }, address) => {
      const [ours] = BrowserWindow.getAllWindows();
      const { preload } = (ours?.webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences();
      const foreign = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, ...(preload === undefined ? {} : { preload }) } });
      await foreign.loadURL(address);
    }, url);
    expect(await callFrom(1)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN_SENDER' } });
    const [saved, opened] = await desktop.page(async () => [
      await window.mixwright?.saveFile({ fileName: 'a', mime: 'b', bytes: new Uint8Array() }), await window.mixwright?.openFile(),
    ], undefined, 1);
    expect([saved, opened]).toEqual([false, null]);
    await desktop.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[1]?.close());
    expect(await callFrom(0)).toMatchObject({ ok: true });
  });
});

describe('leaving the page', () => {
  test('navigation elsewhere is denied', async () => {
    await desktop.page(() => { location.href = 'https://example.com/'; });
    await desktop.page(() => { location.href = 'file:///etc/passwd'; }).catch(() => undefined);
    expect(await desktop.page(() => document.title)).toContain('Mixwright');
    expect(await desktop.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toMatch(/^app:\/\/mixwright\//);
  });

  test('new windows are denied', async () => {
    await desktop.page(() => { window.open('https://example.com/'); });
    expect(await desktop.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('web views are denied', async () => {
    const prevented = await desktop.main(({ BrowserWindow }) => {
      let denied = false;
      BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', { preventDefault: () => { denied = true; } }, {}, {});
      return denied;
    });
    expect(prevented).toBe(true);
  });

  test('nothing is sent to the network', async () => {
    const reached = await desktop.page(() => fetch('https://example.com/').then(() => true, () => false));
    expect(reached).toBe(false);
  });
});

describe('code and files', () => {
  test('the policy forbids inline scripts and code made at run time', async () => {
    const ran = await desktop.page(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      // In a task of its own: the policy does not bind what a debugger runs directly.
      const made = await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(String(new Function('return "made"')()));
          } catch (error) {
            resolve((error as Error).name);
          }
        }, 0);
      });
      return { inline: 'inlineRan' in window, made };
    });
    expect(ran).toEqual({ inline: false, made: 'EvalError' });
  });

  test('frames of other pages are not shown', async () => {
    const blocked = await desktop.page(async () => {
      const violation = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
      });
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      const directive = await violation;
      frame.remove();
      return directive;
    });
    expect(blocked).toBe('frame-src');
  });

  test.each([
    ['/..%2fmain%2findex.js', 400], ['/%2e%2e/main/index.js', 404], ['/assets/..%5c..%5cpackage.json', 400], ['/package.json', 404],
  ])('%s is not served', async (path, status) => {
    expect(await desktop.page(async (asked) => (await fetch(asked)).status, path)).toBe(status);
  });
});

describe('permissions', () => {
  test('only copying is granted, and only to our own page', async ({ skip }) => {
    if (desktop.real) skip('Electron does not show its handlers');
    const granted = await desktop.main(({ session }) => {
      const { check, request } = session.defaultSession as unknown as {
        check(contents: null, permission: string, origin: string): boolean;
        request(contents: null, permission: string, answer: (granted: boolean) => void, details: { requestingUrl: string }): void;
      };
      const allowed: string[] = [];
      for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'clipboard-sanitized-write', 'openExternal', 'fileSystem', 'usb']) {
        for (const url of ['app://mixwright/', 'https://example.com/']) {
          if (check(null, permission, url)) allowed.push(`check ${permission} ${url}`);
          request(null, permission, (yes) => { if (yes) allowed.push(`request ${permission} ${url}`); }, { requestingUrl: url });
        }
      }
      return allowed;
    });
    expect(granted).toEqual(['check clipboard-sanitized-write app://mixwright/', 'request clipboard-sanitized-write app://mixwright/']);
  });
});
