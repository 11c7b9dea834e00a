import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const settingsSchema = z.object({
  window: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), maximized: z.boolean() }).nullable(),
  /** Absolute paths, newest first. */
  recentFiles: z.array(z.string()),
});
export type Settings = z.infer<typeof settingsSchema>;

const EMPTY: Settings = { window: null, recentFiles: [] };

/** What the shell remembers between starts. Nothing here is worth failing for: unreadable means forgotten. */
export class SettingsFile {
  private readonly path: string;
  private value: Settings;

  constructor(path: string) {
    this.path = path;
    this.value = read(path);
  }

  get(): Settings {
    return this.value;
  }

  update(change: Partial<Settings>): void {
    this.value = { ...this.value, ...change };
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      writeFileSync(`${this.path}.new`, JSON.stringify(this.value, null, 2));
      renameSync(`${this.path}.new`, this.path);
    } catch (error) {
      process.stderr.write(`Could not remember the window and recent files: ${String(error)}\n`);
    }
  }
}

function read(path: string): Settings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    // There is none before the first start; a damaged one costs no more than the window's place.
    if (existsSync(path)) process.stderr.write(`Could not read ${path}: ${String(error)}\n`);
    return EMPTY;
  }
}
