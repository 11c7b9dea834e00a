import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { isPlace, pageFile, pageHeaders } from '../contract/page-files.ts';
import { refuse } from './calls.ts';

/** Serves the files of the built renderer. They hold no secrets and need no token. */
export async function answerPage(folder: string, request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(request, response, { status: 405, code: 'INPUT_METHOD', message: `Pages are read with GET, got ${request.method}.` });
  }
  const asked = pageFile(pathname);
  if (asked === null) return refuse(request, response, { status: 400, code: 'INPUT_PATH', message: 'This path is not allowed.' });
  const file = isPlace(asked) ? 'index.html' : asked;
  const bytes = await readIfThere(join(folder, file));
  if (bytes === null) return refuse(request, response, { status: 404, code: 'NOT_FOUND', message: `There is no ${file} here.` });
  response.writeHead(200, { ...pageHeaders(file), 'Content-Length': bytes.byteLength, 'Cross-Origin-Resource-Policy': 'same-origin' });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}
