import { z } from 'zod';
import { workProgressSchema } from './allocation.ts';
import { comparisonProgressSchema, methodComparisonSchema } from './comparison.ts';
import { recoveryProgressSchema, recoverySchema } from './recovery.ts';
import { runProgressSchema, runSummarySchema } from './runs.ts';

/** Everything the backend tells the renderer unasked. */
export const events = {
  /** At most ten times a second per run. */
  'run.progress': runProgressSchema,
  /** State, or a number of the summary, changed for good. */
  'run.changed': runSummarySchema,
  /** At most ten times a second. */
  'recovery.progress': recoveryProgressSchema,
  /** State of a recovery check, or how many of its replicates are done, changed for good. */
  'recovery.changed': recoverySchema,
  /** At most ten times a second. */
  'comparison.progress': comparisonProgressSchema,
  /** State of a comparison of methods, or how many of its trials are done, changed for good. */
  'comparison.changed': methodComparisonSchema,
  /** Of a plan or a ranking of studies; at most ten times a second. */
  'work.progress': workProgressSchema,
  /** A menu item of the desktop host was chosen. */
  'menu.command': z.object({ command: z.enum(['new-project', 'open-file', 'projects', 'undo', 'toggle-theme', 'command-palette']) }),
  /** A file was dropped on the icon or picked from the recent files of the desktop host. */
  'file.opened': z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array) }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
