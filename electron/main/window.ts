import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { WEB_PREFERENCES } from './security.ts';
import type { SettingsFile } from './settings.ts';
import { restoredBounds, SMALLEST } from './window-state.ts';

/** The page's own background, shown before its first frame: no white flash. */
const BACKGROUND = { dark: '#0f172b', light: '#ffffff' } as const;

/** The app's one window. `preload`: path of the built preload script. */
export function createWindow(start: string, preload: string, settings: SettingsFile): BrowserWindow {
  const saved = settings.get().window;
  const window = new BrowserWindow({
    ...restoredBounds(saved, screen.getAllDisplays().map((display) => display.workArea)),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Mixwright',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  if (saved?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    settings.update({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
  });
  offerReload(window);
  window.loadURL(start).catch((error: unknown) => {
    if (!window.isDestroyed()) dialog.showErrorBox('Mixwright could not load its screens', `${String(error)}\nInstall Mixwright again.`);
  });
  return window;
}

/** The page may crash; runs and data live in other processes and go on. */
function offerReload(window: BrowserWindow): void {
  const ask = async (message: string, detail: string, stay: string): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning', message, detail, buttons: ['Reload', stay], defaultId: 0, cancelId: 1,
    });
    if (response === 0) window.reload();
    else if (stay === 'Close') window.close();
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    void ask('The window stopped working.', `Nothing is lost: what you entered is saved and runs go on. (${reason})`, 'Close');
  });
  window.on('unresponsive', () => void ask('The window does not react.', 'Wait a little, or reload it. Runs go on either way.', 'Wait'));
}
