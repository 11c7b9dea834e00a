import { performance } from 'node:perf_hooks';
import { describeFailure, suggestName } from '../backend/files/index.ts';
import { appVersion, TABLE_HELP } from './command.ts';
import { commands } from './commands.ts';
import { parseOptions, wrong } from './options.ts';
import { createMessages } from './terminal.ts';

const IMPATIENCE_MS = 500;

/** The command line: DESIGN section 5. Exit status 0 done, 2 the input is wrong, 130 cancelled, 1 our fault. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-V') {
    process.stdout.write(`${appVersion()}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw wrong('COMMAND', `There is no command "${name}".`, `${suggestName(name, Object.keys(commands))} See --help.`);
  const options = parseOptions(name, command.shape, rest);
  if (options.flag('help')) {
    const table = 'sum-over' in command.shape.options ? `  ${TABLE_HELP}\n` : '';
    process.stdout.write(`${command.shape.usage}\n  ${command.shape.does}\n${table}  --quiet: no progress\n`);
    return 0;
  }
  const cancel = new AbortController();
  let cancelledAt = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Asked a second time: now, whatever is lost. Under npm one Ctrl+C arrives twice at once.
      if (cancel.signal.aborted && performance.now() - cancelledAt > IMPATIENCE_MS) process.exit(130);
      if (!cancel.signal.aborted) cancelledAt = performance.now();
      cancel.abort();
    });
  }
  return command.run(options, createMessages(options.flag('quiet')), cancel.signal);
}

function help(): string {
  const lines = Object.values(commands).map(({ shape }) => `  ${shape.usage}\n      ${shape.does}`);
  return `Mixwright: marketing-mix modelling\n\n${lines.join('\n')}\n\n  --quiet: no progress   --help   --version\n`
    + `  ${TABLE_HELP}\n`
    + 'Results are JSON on standard output, progress goes to standard error.\n'
    + 'Exit status: 0 done, 2 the input is wrong, 130 cancelled, 1 our fault.\n';
}

// A reader that goes away early (| head) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { status, text } = describeFailure(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = status;
}
