import { basename } from 'node:path';
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../contract/events.ts';

type Command = EventPayload<'menu.command'>['command'];

export interface MenuActions {
  command(command: Command): void;
  openRecent(path: string): void;
  clearRecent(): void;
}

/** Sets the application menu; called again whenever the recent files change. */
export function setMenu(recentFiles: readonly string[], actions: MenuActions): void {
  const item = (label: string, command: Command, accelerator?: string): MenuItemConstructorOptions => ({
    id: command, label, click: () => actions.command(command), ...(accelerator === undefined ? {} : { accelerator }),
  });
  const recent: MenuItemConstructorOptions[] = [
    ...recentFiles.map((path) => ({ label: basename(path), toolTip: path, click: () => actions.openRecent(path) })),
    ...(recentFiles.length === 0
      ? [{ label: 'No recent files', enabled: false }]
      : [{ type: 'separator' as const }, { label: 'Clear list', click: () => actions.clearRecent() }]),
  ];
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        item('New project', 'new-project', 'CmdOrCtrl+N'),
        item('Open file …', 'open-file', 'CmdOrCtrl+O'),
        { id: 'recent', label: 'Open recent', submenu: recent },
        { type: 'separator' },
        item('All projects', 'projects', 'CmdOrCtrl+Shift+P'),
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' }, { role: 'redo' }, { type: 'separator' },
        { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }, { type: 'separator' },
        // Ctrl+Z stays with the text field one types in.
        item('Bring back what was deleted', 'undo', 'CmdOrCtrl+Alt+Z'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Find a command …', 'command-palette', 'CmdOrCtrl+K'),
        item('Light or dark', 'toggle-theme', 'CmdOrCtrl+Shift+L'), { type: 'separator' },
        { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
      ],
    },
    { label: '&Help', role: 'help', submenu: [{ id: 'about', label: 'About Mixwright', click: () => app.showAboutPanel() }] },
  ]));
}
