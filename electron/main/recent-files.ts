import { resolve } from 'node:path';
import { app } from 'electron';
import type { SettingsFile } from './settings.ts';

const AT_MOST = 10;

/** In our menu on every platform, and in the system's own list where it has one. */
export function rememberFile(settings: SettingsFile, path: string): void {
  const full = resolve(path);
  settings.update({ recentFiles: [full, ...settings.get().recentFiles.filter((other) => other !== full)].slice(0, AT_MOST) });
  app.addRecentDocument(full);
}

/** Files named on a command line: everything that is no switch and no folder of ours. */
export function filesOf(commandLine: readonly string[], isPackaged: boolean): string[] {
  return commandLine.slice(isPackaged ? 1 : 2).filter((argument) => /\.(csv|tsv|txt|json)$/i.test(argument) && !argument.startsWith('-'));
}
