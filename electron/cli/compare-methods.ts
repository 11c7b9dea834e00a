import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { compareMethodsOf, openFolder, readMethods, readProject, writeWhole } from '../backend/files/index.ts';
import { comparisonOptionsSchema, DEFAULT_COMPARISON, MAX_CANDIDATES_PER_TRIAL } from '../contract/comparison.ts';
import { appVersion, launch, path, TABLE_USAGE, tableOf, tableOptions, warnTo, wholeOption } from './command.ts';
import type { Command } from './command.ts';
import { wrong } from './options.ts';
import { fromCaller, printResult } from './terminal.ts';

const MOST_TRIALS = 1_000;

export const compareMethods: Command = {
  shape: {
    usage: `compare-methods SPEC --methods A,B,… [--trials N] [--iterations N] ${TABLE_USAGE} [--seed N] [--workers N] [--out FILE]`,
    does: 'which tuning method finds the better models? Same data, seeds and number of evaluations for each; prints the verdict, medians with\n'
      + '      bands against evaluations and seconds, and the probability that one beats another; FILE gets the same.\n'
      + `      ${DEFAULT_COMPARISON.trials} trials of ${DEFAULT_COMPARISON.iterations} iterations per method unless said. For seconds that compare well take --workers 1: engines side by side share\n`
      + '      the memory of the machine',
    positional: 'SPEC',
    options: { ...tableOptions, methods: 'value', trials: 'number', iterations: 'number', seed: 'number', workers: 'number', out: 'value' },
  },
  async run(options, messages, signal) {
    const workers = wholeOption(options, 'workers', 1) ?? availableParallelism();
    const methods = readMethods(options.required('methods'));
    const trials = wholeOption(options, 'trials', 1) ?? DEFAULT_COMPARISON.trials;
    const iterations = wholeOption(options, 'iterations', 1) ?? DEFAULT_COMPARISON.iterations;
    const seed = wholeOption(options, 'seed', 0);
    if (iterations > MAX_CANDIDATES_PER_TRIAL) throw wrong('--iterations', `Expected ${MAX_CANDIDATES_PER_TRIAL} at most, got ${iterations}.`, 'Compare with fewer.');
    if (trials > MOST_TRIALS) throw wrong('--trials', `Expected ${MOST_TRIALS} at most, got ${trials}.`, 'Fifteen give a clear picture.');
    const project = readProject(fromCaller(options.positional ?? ''), tableOf(options));
    const warn = warnTo(messages);
    warn(project.warnings);
    const out = path(options, 'out');
    // Before the work, not after it: a folder that cannot be written to.
    if (out !== undefined) openFolder(dirname(out));
    const result = await compareMethodsOf(project, comparisonOptionsSchema.parse({ methods, trials, iterations, seed: seed ?? project.spec.tuning.seed }), {
      launch, workers, version: appVersion(), signal, warn,
      onProgress: ({ evaluations, evaluationsTotal, evaluationsPerSecond, secondsLeft }) =>
        messages.progress(evaluations, evaluationsTotal, evaluationsPerSecond, secondsLeft),
    }).finally(() => messages.endProgress());
    warn(result.warnings);
    printResult(result);
    if (out !== undefined) writeWhole(out, `${JSON.stringify(result, null, 1)}\n`);
    if (result.state === 'finished') return 0;
    messages.say(`Cancelled: ${result.trialsDone} of ${methods.length * trials} trials were finished; the result is theirs.`);
    return 130;
  },
};
