import type { RecoverySummary } from '../../../core/recovery/summary.ts';
import type { Check } from '../../../electron/contract/projects.ts';
import type { Recovery, RecoveryOptions } from '../../../electron/contract/recovery.ts';

export type Noise = RecoveryOptions['noise'][number];

export const NOISE_LABELS: Readonly<Record<Noise, string>> = { low: 'Low', medium: 'Medium', high: 'High', model: 'As the model’s residuals' };

export const LEVELS = {
  pass: { label: 'PASS', color: 'success', icon: 'i-lucide-check' },
  look: { label: 'LOOK', color: 'warning', icon: 'i-lucide-eye' },
  fail: { label: 'FAIL', color: 'error', icon: 'i-lucide-x' },
} as const satisfies Record<RecoverySummary['verdict']['level'], object>;

/** Where the effects of a check come from. */
export function truthOf(check: Pick<Recovery, 'runNumber' | 'modelId'>): string {
  return check.modelId === null ? 'Effects drawn anew' : `Run ${check.runNumber ?? '–'}, model ${check.modelId}`;
}

/** A cautious guess for one replicate beside its candidates: its baseline, its intervals. */
const SECONDS_PER_REPLICATE = 1;

/**
 * Expected seconds of a check: by the pace of the newest one that has replicates, else by that of the project's runs;
 * null while neither is known.
 */
export function expectedSeconds(options: Pick<RecoveryOptions, 'replicates' | 'trials' | 'iterations'>, checks: readonly Recovery[], run: Check | null): number | null {
  const evaluations = options.replicates * options.trials * options.iterations;
  const told = checks.find(({ replicatesDone, seconds }) => replicatesDone > 0 && seconds > 0);
  if (told !== undefined) return (evaluations * told.seconds) / (told.replicatesDone * told.options.trials * told.options.iterations);
  return run === null || run.evaluations === 0 ? null : options.replicates * SECONDS_PER_REPLICATE + (evaluations * run.seconds) / run.evaluations;
}
