/** The double of the `electron` module as the main process sees it: the parts we use, behaving as documented. */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc.ts';
export { Menu } from './menu.ts';
export { protocol, session } from './session.ts';
export { dialog, nativeTheme, screen } from './system.ts';
export { utilityProcess } from './utility-process.ts';
