import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { isPlace, pageFile, pageHeaders } from '../contract/page-files.ts';

/** The renderer's own scheme: a proper origin, unlike file://, and no way to any other file of the machine. */
const SCHEME = 'app';
const ORIGIN = `${SCHEME}://mixwright`;

/** Set by `npm run dev` only; what is installed never looks at it. */
export function pageUrl(isPackaged: boolean): string {
  return (isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']) ?? `${ORIGIN}/index.html`;
}

/** True for addresses of the renderer that was built with us. */
export function isOwnPage(url: string, start: string): boolean {
  if (!URL.canParse(url)) return false;
  const [asked, own] = [new URL(url), new URL(start)];
  return asked.protocol === own.protocol && asked.host === own.host && asked.username === '';
}

/** Before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** After `ready`. `folder`: the built renderer, inside the archive when packed. */
export function servePages(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    if (!isOwnPage(request.url, ORIGIN)) return new Response('Not found', { status: 404 });
    const asked = pageFile(new URL(request.url).pathname);
    if (asked === null) return new Response('Not allowed', { status: 400 });
    const file = isPlace(asked) ? 'index.html' : asked;
    try {
      return new Response(new Uint8Array(await readFile(join(folder, file))), { headers: pageHeaders(file) });
    } catch {
      return new Response('Not found', { status: 404 });
    }
  });
}
