import { accessSync, closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, rmdirSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileError } from './reading.ts';

/**
 * Makes sure, before any work, that files can be written to a folder; makes it when missing.
 * Throws OUT_READ_ONLY, OUT_NOT_A_FOLDER or OUT_FULL.
 */
export function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw outError(folder, error);
  }
}

/**
 * Writes files so that none is ever there half: all under temporary names first, then renamed in the order given. On
 * an error what was there before stays as it was. Throws OUT_FULL, OUT_READ_ONLY.
 */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  const fresh = !existsSync(folder);
  openFolder(folder);
  const pending = Object.keys(files).map((name) => ({ name, temporary: join(folder, `.${name}.${process.pid}.tmp`) }));
  try {
    for (const { name, temporary } of pending) writeThrough(temporary, files[name] ?? '');
    for (const { name, temporary } of pending) renameSync(temporary, join(folder, name));
  } catch (error) {
    for (const { temporary } of pending) rmSync(temporary, { force: true });
    if (fresh) rmdirSync(folder);
    throw outError(folder, error);
  }
}

/** One file at a path, as `writeFiles`. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const folder = dirname(path);
  if (existsSync(path) && statSync(path).isDirectory()) throw fileError('OUT_IS_FOLDER', `${path} is a folder.`, 'Name a file to write.');
  writeFiles(folder, { [path.slice(folder.length).replace(/^[/\\]/, '')]: content });
}

/** To the disk itself: a full disk may only show there. */
function writeThrough(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const handle = openSync(path, 'w');
  try {
    for (let done = 0; done < bytes.byteLength;) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function outError(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ENOSPC|EDQUOT)$/.test(code)) return fileError('OUT_FULL', `The disk with ${folder} is full; nothing was written.`, 'Free some space or choose another folder.');
  // ENOENT: what Node says when it may not make a folder on a read-only disk.
  if (/^(EACCES|EPERM|EROFS|ENOENT)$/.test(code)) return fileError('OUT_READ_ONLY', `${folder} cannot be written to.`, 'Choose another folder, or give yourself write permission.');
  if (/^(EEXIST|ENOTDIR)$/.test(code)) return fileError('OUT_NOT_A_FOLDER', `${folder} is a file, or lies below one.`, 'Choose another folder.');
  return error;
}
