import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MixwrightError } from '../../../../core/errors.ts';
import { DATABASE_FILE, openStore } from '../../../../electron/backend/store/index.ts';
import { ROOT } from '../start-backend.ts';
import { NO_MOUNT, temporaryFolder, tinyDisk } from '../temporary.ts';

function refusal(open: () => unknown): MixwrightError {
  try {
    open();
  } catch (error) {
    if (error instanceof MixwrightError) return error;
    throw error;
  }
  throw new Error('It was opened.');
}

describe('opening the store', () => {
  it('makes folder and database, and opens them again', () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    openStore(folder, '1.0.0').close();
    const store = openStore(folder, '1.0.0');
    expect(store.notices).toEqual([]);
    store.close();
  });

  it('refuses a database of a newer version by name, says which is needed, and leaves it as it is', () => {
    const folder = temporaryFolder();
    openStore(folder, '9.8.7').close();
    const file = join(folder, DATABASE_FILE);
    const bytes = readFileSync(file);
    bytes.writeUInt32BE(99, 60); // user_version of the SQLite header
    writeFileSync(file, bytes);
    const error = refusal(() => openStore(folder, '1.0.0'));
    expect(error.code).toBe('STORE_NEWER');
    expect(error.message).toContain('9.8.7');
    expect(error.problems[0]?.mend).toContain('Install Mixwright 9.8.7');
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('refuses a file that is not a database and leaves it as it is', () => {
    const folder = temporaryFolder();
    const file = join(folder, DATABASE_FILE);
    writeFileSync(file, 'week,revenue\n2024-01-01,1\n'.repeat(20));
    expect(refusal(() => openStore(folder, '1.0.0')).code).toBe('STORE_CORRUPT');
    expect(readFileSync(file, 'utf8')).toContain('week,revenue');
  });

  it('refuses a damaged database', () => {
    const folder = temporaryFolder();
    openStore(folder, '1.0.0').close();
    const file = join(folder, DATABASE_FILE);
    const bytes = readFileSync(file);
    bytes.fill(0xab, 100, statSync(file).size);
    writeFileSync(file, bytes);
    expect(refusal(() => openStore(folder, '1.0.0')).code).toBe('STORE_CORRUPT');
  });

  it('refuses a folder that another process has open', async () => {
    const folder = temporaryFolder();
    // Held on to: a store that nobody can reach is collected, and its lock with it.
    const script = `import { openStore } from ${JSON.stringify(`${ROOT}electron/backend/store/index.ts`)};
      globalThis.store = openStore(${JSON.stringify(folder)}, '1.0.0'); process.stdout.write('open'); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(other.stdout, 'data');
      expect(refusal(() => openStore(folder, '1.0.0')).code).toBe('STORE_LOCKED');
    } finally {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
    openStore(folder, '1.0.0').close(); // the lock went with the process
  });

  it('refuses a read-only folder', (context) => {
    const disk = tinyDisk(4_000_000);
    if (disk === null) return context.skip(NO_MOUNT);
    openStore(disk.folder, '1.0.0').close();
    disk.makeReadOnly();
    const error = refusal(() => openStore(disk.folder, '1.0.0'));
    expect(error.code).toBe('STORE_READ_ONLY');
    expect(error.message).toContain(disk.folder);
    expect(refusal(() => openStore(join(disk.folder, 'new'), '1.0.0')).code).toBe('STORE_READ_ONLY');
  });

  it('refuses a full disk and works again when there is room', (context) => {
    const disk = tinyDisk(400_000);
    if (disk === null) return context.skip(NO_MOUNT);
    const ballast = join(disk.folder, 'ballast');
    writeFileSync(ballast, Buffer.alloc(380_000));
    expect(refusal(() => openStore(disk.folder, '1.0.0')).code).toBe('STORE_FULL');
    writeFileSync(ballast, '');
    openStore(disk.folder, '1.0.0').close();
  });

  it('refuses a path that is a file', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(refusal(() => openStore(file, '1.0.0')).code).toBe('STORE_READ_ONLY');
  });
});
