import { join, resolve } from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import { defaultDataFolder } from '../backend/data-folder.ts';
import { createBackend } from '../backend/index.ts';
import type { Backend } from '../backend/index.ts';
import { createDialogs } from './dialogs.ts';
import { utilityLauncher } from './engines.ts';
import { openGateway } from './gateway.ts';
import { setMenu } from './menu.ts';
import { pageUrl, registerScheme, servePages } from './pages.ts';
import { closeBeforeQuit } from './quit.ts';
import { filesOf, rememberFile } from './recent-files.ts';
import { denyNavigation, denyPermissions } from './security.ts';
import { SettingsFile } from './settings.ts';
import { createWindow } from './window.ts';

/**
 * The desktop host: makes the backend, the gateway and one window, and wires them. Built to out/main/index.js with
 * the engine beside it, the preload script and the renderer in folders beside that.
 */
const out = join(import.meta.dirname, '..');

async function start(): Promise<void> {
  const page = pageUrl(app.isPackaged);
  denyNavigation(page);
  await app.whenReady();
  denyPermissions(session.defaultSession, page);
  servePages(join(out, 'renderer'));

  const dataFolder = chosenFolder();
  const settings = new SettingsFile(join(app.getPath('userData'), 'window.json'));
  const backend = await makeBackend(dataFolder);
  if (backend === null) return;
  closeBeforeQuit(backend);

  const dialogs = createDialogs((path) => {
    rememberFile(settings, path);
    refreshMenu();
  });
  const gateway = openGateway(backend, dialogs, page);
  const openWindow = (): BrowserWindow => {
    const window = createWindow(page, join(out, 'preload', 'index.cjs'), settings);
    gateway.attach(window);
    return window;
  };
  const openPath = async (path: string): Promise<void> => {
    const file = await dialogs.readFile(path);
    if (file !== null) gateway.send('file.opened', file);
  };
  const refreshMenu = (): void => setMenu(settings.get().recentFiles, {
    command: (command) => {
      if (BrowserWindow.getAllWindows().length === 0) openWindow();
      gateway.send('menu.command', { command });
    },
    openRecent: (path) => void openPath(path),
    clearRecent: () => {
      settings.update({ recentFiles: [] });
      app.clearRecentDocuments();
      refreshMenu();
    },
  });

  refreshMenu();
  openWindow();
  listenToSystem(openWindow, openPath);
}

/** As on the loopback host; a folder given for the window's own files (tests, portable use) takes the projects too. */
function chosenFolder(): string {
  const given = app.commandLine.getSwitchValue('data-folder');
  if (given !== '') return resolve(given);
  return app.commandLine.hasSwitch('user-data-dir') ? app.getPath('userData') : defaultDataFolder();
}

/** Null when it can't be had, e.g. the folder is read-only or its database from a newer version: told, then ended. */
async function makeBackend(dataFolder: string): Promise<Backend | null> {
  try {
    return await createBackend({
      dataFolder,
      launchEngine: utilityLauncher(join(import.meta.dirname, 'engine.js')),
      version: app.getVersion(),
      host: 'desktop',
      sampleFolder: join(out, '..', 'examples'),
    });
  } catch (error) {
    dialog.showErrorBox('Mixwright cannot start', error instanceof Error ? error.message : String(error));
    app.exit(2);
    return null;
  }
}

function listenToSystem(openWindow: () => BrowserWindow, openPath: (path: string) => Promise<void>): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
  app.on('second-instance', (_event, commandLine, folder) => {
    const window = BrowserWindow.getAllWindows()[0] ?? openWindow();
    if (window.isMinimized()) window.restore();
    window.focus();
    for (const path of filesOf(commandLine, app.isPackaged)) void openPath(resolve(folder, path));
  });
  for (const path of filesOf(process.argv, app.isPackaged)) void openPath(resolve(path));
  for (const path of namedEarly) void openPath(path);
  openNamed = (path) => void openPath(path);
}

/** macOS names the file to open before the app is ready. */
const namedEarly: string[] = [];
let openNamed = (path: string): void => void namedEarly.push(path);

if (app.requestSingleInstanceLock()) {
  registerScheme();
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openNamed(path);
  });
  start().catch((error: unknown) => {
    dialog.showErrorBox('Mixwright cannot start', error instanceof Error ? error.stack ?? error.message : String(error));
    app.exit(1);
  });
} else {
  app.quit();
}
