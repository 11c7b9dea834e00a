import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { z } from 'zod';
import { MAX_FILE_BYTES } from '../contract/data.ts';
import type { EventPayload } from '../contract/events.ts';

export type OpenedFile = EventPayload<'file.opened'>;

export interface Dialogs {
  /** False when the user cancelled or the file could not be written; the latter is told in a dialog. */
  saveFile(window: BrowserWindow | null, file: unknown): Promise<boolean>;
  /** Null when the user cancelled or the file could not be read. */
  openFile(window: BrowserWindow | null): Promise<OpenedFile | null>;
  readFile(path: string): Promise<OpenedFile | null>;
}

const savedFileSchema = z.strictObject({
  fileName: z.string().min(1).max(255),
  mime: z.string().max(255),
  bytes: z.instanceof(Uint8Array),
});

const OPEN: OpenDialogOptions = {
  title: 'Open a table or a project file',
  properties: ['openFile'],
  filters: [
    { name: 'Tables and project files', extensions: ['csv', 'tsv', 'txt', 'json'] },
    { name: 'All files', extensions: ['*'] },
  ],
};

/** Native dialogs. The page never names a path: the user does. `opened` hears of every file that was read. */
export function createDialogs(opened: (path: string) => void): Dialogs {
  const read = async (path: string): Promise<OpenedFile | null> => {
    try {
      const { size } = await stat(path);
      if (size > MAX_FILE_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_FILE_BYTES}`);
      const bytes = new Uint8Array(await readFile(path));
      opened(path);
      return { fileName: basename(path), bytes };
    } catch (error) {
      dialog.showErrorBox('The file could not be opened', `${path}\n${messageOf(error)}`);
      return null;
    }
  };

  return {
    readFile: read,
    async openFile(window) {
      const { canceled, filePaths: [path] } = await (window === null ? dialog.showOpenDialog(OPEN) : dialog.showOpenDialog(window, OPEN));
      return canceled || path === undefined ? null : read(path);
    },
    async saveFile(window, file) {
      const { fileName, bytes } = savedFileSchema.parse(file);
      const options = { defaultPath: join(app.getPath('downloads'), basename(fileName.replaceAll('\\', '/'))) };
      const { canceled, filePath } = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
      if (canceled || filePath === '') return false;
      try {
        await writeFile(filePath, bytes);
        return true;
      } catch (error) {
        dialog.showErrorBox('The file could not be saved', `${filePath}\n${messageOf(error)}`);
        return false;
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
