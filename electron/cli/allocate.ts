import { dirname, extname } from 'node:path';
import { ADVICE_PARTS, allocateFiles, allocateProblemFile, openFolder, writeWhole } from '../backend/files/index.ts';
import type { AdvicePart, Allocated } from '../backend/files/index.ts';
import { launch, path, TABLE_USAGE, tableOf, tableOptions, tellShare, warnTo, wholeOption } from './command.ts';
import type { Command } from './command.ts';
import { wrong } from './options.ts';
import type { Parsed } from './options.ts';
import { fromCaller, printResult } from './terminal.ts';
import type { Messages } from './terminal.ts';

const FORMATS = ['csv', 'xlsx'] as const;
type Format = (typeof FORMATS)[number];

/** Half a year of weeks: what a decision usually is made for. */
const DEFAULT_PERIODS = 26;
const MOST_PERIODS = 520;

export const allocate: Command = {
  shape: {
    usage: `allocate SPEC --params F --scenario F ${TABLE_USAGE} [--with LIST] [--periods N] [--out F] [--format csv|xlsx]\n`
      + '  allocate [SPEC] --run RUN_DIR [--model ID] --scenario F …   or   allocate --problem F [--with LIST] [--out F]',
    does: 'budget for one model, over several models, or for a bare problem of curves. Several candidates in F are decided over, the first one\n'
      + '      being the model; so are, with --run, the representatives of the clusters of the run that "tune --out RUN_DIR" wrote (its best model,\n'
      + '      or --model ID), or what "robust" in the scenario says. A scenario with "plan" adds a calendar.\n'
      + `      LIST adds keys to the result: ${ADVICE_PARTS.join(', ')}, with commas between; --periods N is for how many periods the\n`
      + `      lift studies of experiments are to help (${DEFAULT_PERIODS}). --out F also writes the tables, as csv or xlsx`,
    positional: 'SPEC', positionalOptional: true,
    options: {
      ...tableOptions, params: 'value', run: 'value', model: 'value', scenario: 'value', problem: 'value', with: 'value', periods: 'number', out: 'value', format: 'value',
    },
  },
  async run(options, messages, signal) {
    const parts = partsOf(options);
    const out = path(options, 'out');
    const format = formatOf(options, out);
    // Before the work, not after it: a folder that cannot be written to.
    if (out !== undefined) openFolder(dirname(out));
    const allocated = await answer(options, parts, messages, signal).finally(() => messages.endProgress());
    if (out !== undefined) writeWhole(out, (await allocated.file(format)).bytes);
    printResult(allocated.result);
    return 0;
  },
};

async function answer(options: Parsed, parts: ReadonlySet<AdvicePart>, messages: Messages, signal: AbortSignal): Promise<Allocated> {
  const problem = path(options, 'problem');
  if (problem !== undefined) {
    if (options.positional !== undefined) throw wrong('SPEC', 'Got both a project file and --problem.', 'Give one of the two.');
    const model = ['params', 'run', 'model', 'scenario'].find((name) => options.text(name) !== undefined);
    if (model !== undefined) throw wrong(`--${model}`, `Got both --problem and --${model}.`, 'A problem has its own curves and scenario; leave one of the two out.');
    return allocateProblemFile(problem, parts);
  }
  const runFolder = path(options, 'run');
  const modelId = options.text('model');
  if (options.positional === undefined && runFolder === undefined) throw wrong('SPEC', 'SPEC is missing.', `Usage: ${allocate.shape.usage}`);
  if (runFolder !== undefined && options.text('params') !== undefined) throw wrong('--params', 'Got both --run and --params.', 'Give one of the two.');
  if (modelId !== undefined && runFolder === undefined) throw wrong('--model', `--model ${modelId} needs the run it belongs to.`, 'Say --run RUN_DIR, the folder that "tune --out" wrote.');
  return allocateFiles({
    specPath: options.positional === undefined ? undefined : fromCaller(options.positional), table: tableOf(options),
    models: runFolder === undefined ? { paramsPath: fromCaller(options.required('params')) } : { runFolder, modelId },
    scenarioPath: fromCaller(options.required('scenario')), parts, periods: periodsOf(options),
  }, { launch, signal, warn: warnTo(messages), onProgress: tellShare(messages) });
}

/** INPUT_OPTION for a word that is none of the parts. */
function partsOf(options: Parsed): ReadonlySet<AdvicePart> {
  const words = options.text('with')?.split(',').map((word) => word.trim()).filter((word) => word !== '') ?? [];
  return new Set(words.map((word) => {
    const part = ADVICE_PARTS.find((known) => known === word);
    if (part === undefined) throw wrong('--with', `"${word}" can't be added to the result.`, `Choose of ${ADVICE_PARTS.join(', ')}, with commas between.`);
    return part;
  }));
}

function periodsOf(options: Parsed): number {
  const periods = wholeOption(options, 'periods', 1) ?? DEFAULT_PERIODS;
  if (periods > MOST_PERIODS) throw wrong('--periods', `Expected ${MOST_PERIODS} at most, got ${periods}.`, 'Write a smaller number.');
  return periods;
}

/** As --format says, else as the file is named. */
function formatOf(options: Parsed, out: string | undefined): Format {
  const said = options.text('format');
  if (said !== undefined && out === undefined) throw wrong('--format', '--format needs a file to write.', 'Say --out FILE.');
  const wanted = said ?? (out === undefined ? 'csv' : extname(out).slice(1).toLowerCase());
  const format = FORMATS.find((known) => known === wanted);
  if (format === undefined) throw wrong('--format', said === undefined ? 'It is not said how to write the tables.' : `"${wanted}" is not a format.`, `Say --format ${FORMATS.join(' or ')}.`);
  return format;
}
