import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TableChoice, Warn } from '../backend/files/index.ts';
import { forkLauncher } from '../backend/runs/fork-launcher.ts';
import type { CommandShape, Parsed } from './options.ts';
import { wrong } from './options.ts';
import { fromCaller } from './terminal.ts';
import type { Messages } from './terminal.ts';

/** What the commands have in common. */
export interface Command {
  shape: CommandShape;
  /** Resolves with the exit status; throws what the user is to be told. */
  run(options: Parsed, messages: Messages, signal: AbortSignal): Promise<number>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
export const launch = forkLauncher(join(root, 'electron', 'engine', 'index.ts'));

export function appVersion(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}

export const warnTo = (messages: Messages): Warn => (warnings) => {
  for (const warning of warnings) messages.say(typeof warning === 'string' ? `Note: ${warning}` : `Warning: ${warning.message} ${warning.mend}`);
};

/** Progress of calculations that count shares; of a plan with its gap. */
export const tellShare = (messages: Messages) => (what: string, share: number, gap: number | null): void =>
  messages.share(what, share, gap === null ? '' : `, gap ${(100 * gap).toPrecision(2)} %`);

export const path = (options: Parsed, name: string): string | undefined => {
  const value = options.text(name);
  return value === undefined ? undefined : fromCaller(value);
};

/** The options of every command that reads a table, and what they say. */
export const TABLE_HELP = '--blanks-as-zero reads blank cells of number columns as 0, --sum-over COLUMN sums up several rows per period\n'
  + '  (one for each region, say), --date-column COLUMN says where the dates are.';
export const TABLE_USAGE = '[--data F] [--blanks-as-zero] [--sum-over COLUMN] [--date-column COLUMN]';
export const tableOptions = { 'data': 'value', 'blanks-as-zero': 'flag', 'sum-over': 'value', 'date-column': 'value' } as const;

export function tableOf(options: Parsed): TableChoice {
  const aggregateOver = options.text('sum-over');
  const dateColumn = options.text('date-column');
  return {
    path: path(options, 'data'),
    options: {
      ...(options.flag('blanks-as-zero') ? { blanksAsZero: true } : {}),
      ...(aggregateOver === undefined ? {} : { aggregateOver }),
      ...(dateColumn === undefined ? {} : { dateColumn }),
    },
  };
}

/** INPUT_OPTION for what is no whole number. */
export function wholeOption(options: Parsed, name: string, least: number): number | undefined {
  const value = options.number(name, least);
  if (value !== undefined && !Number.isSafeInteger(value)) throw wrong(`--${name}`, `Expected a whole number, got ${value}.`, `Write --${name} ${Math.ceil(value)}.`);
  return value;
}
