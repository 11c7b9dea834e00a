import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Where projects are kept unless `--data-folder` says otherwise: the same place in a window and in a browser. */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32') return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Mixwright');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Mixwright');
  const data = env['XDG_DATA_HOME'];
  // The base directory specification: a relative path is to be ignored.
  return posix.join(data?.startsWith('/') ? data : posix.join(home, '.local', 'share'), 'mixwright');
}
