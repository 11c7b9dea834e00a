/** The same work on files, without a database: what the command line is made of. */
export { suggestName } from '../../../core/data/nearest.ts';
export { allocateFiles, allocateProblemFile } from './allocate.ts';
export type { Allocated } from './allocate.ts';
export { ADVICE_PARTS } from './decide.ts';
export type { AdvicePart } from './decide.ts';
export { evaluateFiles, selectFile } from './commands.ts';
export type { Warn } from './commands.ts';
export { compareMethodsOf, readMethods } from './compare-methods.ts';
export { describeFailure } from './failure.ts';
export { fileError, readProject } from './reading.ts';
export type { TableChoice } from './reading.ts';
export { readTruth, recoverProject } from './recover.ts';
export { refreshProject } from './refresh.ts';
export { reportOfFolder } from './report.ts';
export { summaryOfRun } from './run-file.ts';
export { tuneProject } from './tune.ts';
export { openFolder, writeFiles, writeWhole } from './writing.ts';
