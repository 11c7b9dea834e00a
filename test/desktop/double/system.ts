import { EventEmitter } from 'node:events';

/** Every dialog is cancelled unless the test answers it; boxes are recorded. */
export const dialog = {
  shown: [] as unknown[][],
  showErrorBox(title: string, content: string): void {
    dialog.shown.push([title, content]);
    process.stderr.write(`[error box] ${title}: ${content}\n`);
  },
  showMessageBox: (...options: unknown[]) => {
    dialog.shown.push(options.slice(-1));
    return Promise.resolve({ response: 1, checkboxChecked: false });
  },
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] as string[] }),
};

export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: process.env['DOUBLE_DARK'] === '1',
  themeSource: 'system',
});

export const screen = {
  getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};
