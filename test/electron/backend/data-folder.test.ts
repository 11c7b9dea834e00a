import { expect, test } from 'vitest';
import { defaultDataFolder } from '../../../electron/backend/data-folder.ts';

test.each([
  ['linux', {}, '/home/ann', '/home/ann/.local/share/mixwright'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ann', '/data/mixwright'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ann', '/home/ann/.local/share/mixwright'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/ann', '/Users/ann/Library/Application Support/Mixwright'],
  ['win32', { APPDATA: 'D:\\Roaming' }, 'C:\\Users\\ann', 'D:\\Roaming\\Mixwright'],
  ['win32', {}, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Roaming\\Mixwright'],
] as const)('%s %o', (platform, env, home, folder) => {
  expect(defaultDataFolder(platform, env, home)).toBe(folder);
});
