import { holidayCountries } from '../../core/baseline/holidays.ts';
import type { Problem } from '../../core/errors.ts';
import { MixwrightError } from '../../core/errors.ts';
import { calls, isCallName } from '../contract/calls.ts';
import type { CallName } from '../contract/calls.ts';
import type { CallError, Result } from '../contract/result.ts';
import { allocationCalls } from './allocations.ts';
import { comparisonCalls } from './comparison.ts';
import { compareCalls } from './compare.ts';
import { continueCalls } from './continue.ts';
import type { Context, Handlers } from './context.ts';
import { dataCalls } from './data.ts';
import { diagnosisCalls } from './diagnosis.ts';
import { modelCalls } from './models.ts';
import { projectDataCalls } from './project-data.ts';
import { projectCalls } from './projects.ts';
import { refreshCalls } from './refresh.ts';
import { recoveryCalls } from './recovery.ts';
import { reportCalls } from './reports.ts';
import { runCalls } from './runs.ts';
import { setupCalls } from './setup.ts';
import { asStoreError } from './store/index.ts';
import { uncertaintyCalls } from './uncertainty.ts';

/**
 * The one way in: finds the call's handler, parses the request from `unknown`, answers with an envelope. Never throws.
 * Errors for the user go out as they are; unexpected ones as INTERNAL, their details to the log.
 */
export function createGateway(context: Context, log: (line: string) => void): (name: string, request: unknown) => Promise<Result<unknown>> {
  const handlers: Handlers<CallName> = {
    'app.info': () => ({
      version: context.options.version, host: context.options.host, dataFolder: context.options.dataFolder,
      engines: context.pool.size, notices: context.store.notices, countries: holidayCountries(),
    }),
    ...dataCalls(context), ...projectCalls(context), ...projectDataCalls(context), ...setupCalls(context), ...runCalls(context),
    ...modelCalls(context), ...uncertaintyCalls(context), ...diagnosisCalls(context), ...allocationCalls(context), ...compareCalls(context), ...continueCalls(context), ...refreshCalls(context), ...recoveryCalls(context),
    ...comparisonCalls(context), ...reportCalls(context),
  };

  return async (name, request) => {
    if (!isCallName(name)) {
      return { ok: false, error: { code: 'INPUT_UNKNOWN_CALL', message: `There is no call "${String(name).slice(0, 80)}".`, problems: [] } };
    }
    const parsed = calls[name].request.safeParse(request);
    if (!parsed.success) return { ok: false, error: invalidRequest(name, parsed.error.issues) };
    try {
      // The map's type ties every name to its request; TypeScript cannot follow that through a variable.
      const handle = handlers[name] as (request: unknown) => unknown;
      return { ok: true, value: await handle(parsed.data) };
    } catch (error) {
      return { ok: false, error: describeError(error, (details) => log(`${name}: ${details}`)) };
    }
  };
}

function invalidRequest(name: CallName, issues: readonly { path: PropertyKey[]; message: string }[]): CallError {
  const problems = issues.slice(0, 20).map(({ path, message }): Problem => ({
    code: 'INPUT_INVALID', severity: 'error', key: path.map(String).join('.') || name, message: `${message}.`, mend: 'Correct it and try again.',
  }));
  return { code: 'INPUT_INVALID', message: MixwrightError.ofProblems(problems).message, problems };
}

function describeError(error: unknown, log: (details: string) => void): CallError {
  const known = error instanceof MixwrightError ? error : asStoreError(error);
  if (known !== null && known.code !== 'INTERNAL') return { code: known.code, message: known.message, problems: [...known.problems] };
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return { code: 'INTERNAL', message: 'Something went wrong inside Mixwright. Nothing was lost; try again, and report it if it comes back.', problems: [] };
}
