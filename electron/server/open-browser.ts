import { spawn } from 'node:child_process';

/** Opens an address in the user's browser; quietly does nothing where there is none, the address is printed anyway. */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): void {
  const [command, ...rest] = platform === 'darwin' ? ['open', url]
    : platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', url]
      : ['xdg-open', url];
  const child = spawn(command ?? '', rest, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
