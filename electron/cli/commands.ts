import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  evaluateFiles, openFolder, readProject, readTruth, recoverProject, refreshProject, reportOfFolder, selectFile, summaryOfRun, tuneProject, writeFiles, writeWhole,
} from '../backend/files/index.ts';
import { DEFAULT_RECOVERY, noiseSchema } from '../contract/recovery.ts';
import { allocate } from './allocate.ts';
import { appVersion, launch, path, TABLE_USAGE, tableOf, tableOptions, tellShare, warnTo, wholeOption } from './command.ts';
import type { Command } from './command.ts';
import { compareMethods } from './compare-methods.ts';
import type { Parsed } from './options.ts';
import { wrong } from './options.ts';
import { fromCaller, printResult } from './terminal.ts';

const tune: Command = {
  shape: {
    usage: `tune SPEC ${TABLE_USAGE} [--method M] [--trials N] [--iterations N] [--seed N] [--workers N] [--out DIR]`,
    does: 'a whole run; prints its summary, DIR gets run.json and candidates.csv', positional: 'SPEC',
    options: { ...tableOptions, method: 'value', trials: 'number', iterations: 'number', seed: 'number', workers: 'number', out: 'value' },
  },
  async run(options, messages, signal) {
    const workers = options.number('workers', 1) ?? availableParallelism();
    if (!Number.isInteger(workers)) throw wrong('--workers', `Expected a whole number, got ${workers}.`, 'Write --workers 2.');
    const project = readProject(fromCaller(options.positional ?? ''), tableOf(options), {
      method: options.text('method'), trials: options.number('trials', 1), iterations: options.number('iterations', 1), seed: options.number('seed', -Infinity),
    });
    const warn = warnTo(messages);
    warn(project.warnings);
    const out = path(options, 'out');
    // Before the work, not after it: a folder that cannot be written to.
    if (out !== undefined) openFolder(out);
    const { run, candidates } = await tuneProject(project, {
      launch, workers, version: appVersion(), signal, warn,
      onProgress: ({ evaluations, evaluationsTotal, evaluationsPerSecond, secondsLeft }) =>
        messages.progress(evaluations, evaluationsTotal, evaluationsPerSecond, secondsLeft),
    }).finally(() => messages.endProgress());
    if (out !== undefined) writeFiles(out, { 'candidates.csv': candidates, 'run.json': `${JSON.stringify(run, null, 1)}\n` });
    printResult({ ...summaryOfRun(run), out: out === undefined ? null : { run: join(out, 'run.json'), candidates: join(out, 'candidates.csv') } });
    if (run.state === 'finished') return 0;
    messages.say(`Cancelled: ${run.trialsDone} of ${run.spec.tuning.trials} trials were finished; they and what the others had come to are kept.`);
    return 130;
  },
};

const evaluate: Command = {
  shape: {
    usage: `evaluate SPEC --params F ${TABLE_USAGE}`, does: 'evaluates an array of candidates', positional: 'SPEC',
    options: { ...tableOptions, params: 'value' },
  },
  async run(options, messages) {
    const params = fromCaller(options.required('params'));
    printResult(await evaluateFiles(launch, fromCaller(options.positional ?? ''), params, tableOf(options), warnTo(messages)));
    return 0;
  },
};

const select: Command = {
  shape: {
    usage: 'select --candidates F [--calibration-constraint Q]', does: 'fronts, error scores and convergence of a candidates.csv; with a constraint, only those in that quantile of MAPE',
    positional: null, options: { 'candidates': 'value', 'calibration-constraint': 'number' },
  },
  run(options) {
    const constraint = options.number('calibration-constraint', -Infinity);
    printResult(selectFile(fromCaller(options.required('candidates')), constraint));
    return Promise.resolve(0);
  },
};

const recover: Command = {
  shape: {
    usage: `recover SPEC [--replicates N] [--run RUN_DIR [--model ID] | --params F] ${TABLE_USAGE} [--noise LEVELS] [--trials N] [--iterations N] [--seed N] [--workers N]`,
    does: 'can these data answer the question? Simulates responses with known effects on your spend and looks for them by whole runs.\n'
      + '      Effects are drawn anew for each replicate, or are those of a model: --model ID of the run that "tune --out RUN_DIR" wrote (its best one\n'
      + `      without --model), or the hyperparameters in --params F. ${DEFAULT_RECOVERY.replicates} replicates of ${DEFAULT_RECOVERY.trials} trials of ${DEFAULT_RECOVERY.iterations} iterations unless said.\n`
      + '      LEVELS: low, medium, high, model, with commas between; all three without a model, the noise of the model with one',
    positional: 'SPEC',
    options: {
      ...tableOptions, replicates: 'number', run: 'value', model: 'value', params: 'value', noise: 'value', trials: 'number', iterations: 'number',
      seed: 'number', workers: 'number',
    },
  },
  async run(options, messages, signal) {
    const workers = wholeOption(options, 'workers', 1) ?? availableParallelism();
    const truth = readTruth({ runFolder: path(options, 'run'), modelId: options.text('model'), paramsPath: path(options, 'params') });
    const choices = recoveryOptions(options, truth.kind);
    const project = readProject(fromCaller(options.positional ?? ''), tableOf(options));
    const warn = warnTo(messages);
    warn(project.warnings);
    const result = await recoverProject(project, truth, { seed: project.spec.tuning.seed, ...choices }, {
      launch, workers, version: appVersion(), signal, warn,
      onProgress: ({ evaluations, evaluationsTotal, evaluationsPerSecond, secondsLeft }) =>
        messages.progress(evaluations, evaluationsTotal, evaluationsPerSecond, secondsLeft),
    }).finally(() => messages.endProgress());
    warn(result.notes);
    printResult(result);
    if (result.state === 'finished') return 0;
    messages.say(`Cancelled: ${result.replicatesDone} of ${choices.replicates} replicates were finished; the result is theirs.`);
    return 130;
  },
};

function recoveryOptions(options: Parsed, truth: 'model' | 'grid') {
  const noise = options.text('noise')?.split(',').map((level) => level.trim()) ?? (truth === 'model' ? ['model'] : ['low', 'medium', 'high']);
  const known = truth === 'model' ? ['low', 'medium', 'high', 'model'] : ['low', 'medium', 'high'];
  const strange = noise.find((level) => !known.includes(level));
  if (strange !== undefined) throw wrong('--noise', `"${strange}" is not a level of noise${strange === 'model' ? ' without a model' : ''}.`, `Choose of ${known.join(', ')}.`);
  const seed = wholeOption(options, 'seed', 0);
  return {
    replicates: wholeOption(options, 'replicates', 1) ?? DEFAULT_RECOVERY.replicates,
    trials: wholeOption(options, 'trials', 1) ?? DEFAULT_RECOVERY.trials,
    iterations: wholeOption(options, 'iterations', 1) ?? DEFAULT_RECOVERY.iterations,
    noise: noiseSchema.array().parse(noise),
    ...(seed === undefined ? {} : { seed }),
  };
}

const MODES = ['extend', 'move'] as const;

const refresh: Command = {
  shape: {
    usage: `refresh SPEC --run RUN_DIR [--model ID] ${TABLE_USAGE} [--mode extend|move] [--freedom X] [--out FILE]`,
    does: 'the project file that brings a model of an earlier run of SPEC up to date with new rows; to be tuned next',
    positional: 'SPEC', options: { ...tableOptions, run: 'value', model: 'value', mode: 'value', freedom: 'number', out: 'value' },
  },
  run(options, messages) {
    const wanted = options.text('mode') ?? 'extend';
    const mode = MODES.find((known) => known === wanted);
    if (mode === undefined) throw wrong('--mode', `"${wanted}" is not a way to bring the window up to date.`, `Choose one of ${MODES.join(', ')}.`);
    const out = path(options, 'out');
    const { text, model, plan, warnings } = refreshProject({
      specPath: fromCaller(options.positional ?? ''), runFolder: fromCaller(options.required('run')), table: tableOf(options),
      modelId: options.text('model'), mode, freedom: options.number('freedom', -Infinity), out,
    });
    warnTo(messages)([...plan.notes, ...warnings]);
    if (out === undefined) process.stdout.write(text);
    else {
      writeWhole(out, text);
      printResult({ out, model, window: plan.spec.window, newPeriods: plan.newPeriods, freedom: plan.freedom, ranges: plan.ranges });
    }
    return Promise.resolve(0);
  },
};

const FORMATS = ['html', 'xlsx', 'csv', 'summary', 'json'] as const;

const report: Command = {
  shape: {
    usage: 'report RUN_DIR [--model ID] [--scenario F] --format html|xlsx|csv|summary|json --out F',
    does: 'a report on one model of a run; csv: one row per period, summary: one per channel with its intervals, xlsx: both, as sheets.\n'
      + '      --scenario F solves a budget scenario by the models of the run; pages, workbooks and json tell of it',
    positional: 'RUN_DIR', options: { model: 'value', scenario: 'value', format: 'value', out: 'value' },
  },
  async run(options, messages, signal) {
    const wanted = options.required('format');
    const format = FORMATS.find((known) => known === wanted);
    if (format === undefined) {
      throw wrong('--format', wanted === 'pdf' ? 'Reports as pdf are not available yet.' : `"${wanted}" is not a format.`, `Choose one of ${FORMATS.join(', ')}.`);
    }
    const out = fromCaller(options.required('out'));
    const { modelId, file } = await reportOfFolder(launch, {
      runFolder: fromCaller(options.positional ?? ''), modelId: options.text('model'), scenarioPath: path(options, 'scenario'), format, version: appVersion(), createdAt: Date.now(),
      signal, onProgress: tellShare(messages),
    }).finally(() => messages.endProgress());
    writeWhole(out, file.bytes);
    printResult({ out, format, model: modelId, bytes: file.bytes.byteLength });
    return 0;
  },
};

const serve: Command = {
  shape: {
    usage: 'serve [--port N] [--data-folder DIR] [--no-open]', does: 'the app in a browser of this machine', positional: null,
    options: { 'port': 'number', 'data-folder': 'value', 'no-open': 'flag' },
  },
  async run(options) {
    const port = options.number('port', 0);
    if (port !== undefined && (port > 65_535 || !Number.isInteger(port))) throw wrong('--port', `Expected a port from 0 to 65535, got ${port}.`, 'Leave it out to take a free one.');
    // Loaded here: the other commands need no server.
    const { serveUntilStopped } = await import('../server/until-stopped.ts');
    return serveUntilStopped({ port, dataFolder: path(options, 'data-folder'), open: !options.flag('no-open') });
  },
};

export const commands: Readonly<Record<string, Command>> = {
  tune, evaluate, allocate, select, recover, 'compare-methods': compareMethods, refresh, report, serve,
};
