import { parseArgs } from 'node:util';
import { fileError, suggestName } from '../backend/files/index.ts';

/** What a command takes: `value` options hold text, `flag` options stand alone. */
export interface CommandShape {
  /** One line of the help. */
  usage: string;
  does: string;
  /** Name of the one positional argument; null: none. */
  positional: string | null;
  positionalOptional?: boolean;
  options: Readonly<Record<string, 'value' | 'number' | 'flag'>>;
}

export interface Parsed {
  positional: string | undefined;
  text(name: string): string | undefined;
  required(name: string): string;
  /** Finite; INPUT_OPTION otherwise. */
  number(name: string, least: number): number | undefined;
  flag(name: string): boolean;
}

/** Throws MixwrightError INPUT_OPTION naming what is wrong and the nearest known option. */
export function parseOptions(command: string, shape: CommandShape, args: readonly string[]): Parsed {
  const known: Record<string, 'value' | 'number' | 'flag'> = { ...shape.options, quiet: 'flag', help: 'flag' };
  const { tokens } = parseArgs({
    args: [...args], strict: false, tokens: true, allowPositionals: true,
    options: Object.fromEntries(Object.entries(known).map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' as const : 'string' as const }])),
  });
  const values = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value, rawName } = token;
    const kind = known[name];
    if (kind === undefined) throw wrong(rawName, `"${command}" has no option ${rawName}.`, suggestName(name, Object.keys(known).map((option) => `--${option}`)));
    if (kind === 'flag' && value !== undefined) throw wrong(rawName, `${rawName} takes no value, got "${value}".`, `Write ${rawName} alone.`);
    if (kind !== 'flag' && (value === undefined || (value.startsWith('--') && !token.inlineValue))) throw wrong(rawName, `${rawName} needs a value.`, `Usage: ${shape.usage}`);
    values.set(name, value ?? '');
  }
  const help = values.has('help');
  const allowed = shape.positional === null ? 0 : 1;
  if (positionals.length > allowed) throw wrong(positionals[allowed] ?? '', `"${positionals[allowed]}" is one argument too many.`, `Usage: ${shape.usage}`);
  if (!help && shape.positional !== null && shape.positionalOptional !== true && positionals.length === 0) {
    throw wrong(shape.positional, `${shape.positional} is missing.`, `Usage: ${shape.usage}`);
  }
  return {
    positional: positionals[0],
    text: (name) => values.get(name),
    flag: (name) => values.has(name),
    required(name) {
      const value = values.get(name);
      if (value === undefined) throw wrong(`--${name}`, 'The option is missing.', `Usage: ${shape.usage}`);
      return value;
    },
    number(name, least) {
      const value = values.get(name);
      if (value === undefined) return undefined;
      const number = value.trim() === '' ? Number.NaN : Number(value);
      if (Number.isFinite(number) && number >= least) return number;
      throw wrong(`--${name}`, `Expected a number${least > -Infinity ? ` of ${least} or more` : ''}, got "${value}".`, `Write --${name} NUMBER.`);
    },
  };
}

export function wrong(key: string, message: string, mend: string): Error {
  return fileError('INPUT_OPTION', message, mend, key);
}
