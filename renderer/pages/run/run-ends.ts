import type { RunDetail } from '../../../electron/contract/runs.ts';

const WORDS = {
  exhausted: 'had nothing left to propose', target: 'reached the target', plateau: 'ended because their front hardly grew', convergence: 'ended because their errors had converged',
} as const;

/** Why trials ended before their iterations were used up, in one sentence; null where none did. */
export function endsInWords({ ends, state, trials, spec }: Pick<RunDetail, 'ends' | 'state' | 'trials' | 'spec'>): string | null {
  const count = (number: number): string => `${number} of ${trials} trials`;
  const early = (['exhausted', 'target', 'plateau', 'convergence'] as const).flatMap((end) => {
    const number = ends[end] ?? 0;
    return number === 0 ? [] : [`${count(number)} ${WORDS[end]}`];
  });
  const cut = ends.stopped ?? 0;
  const begun = Object.values(ends).reduce((sum, number) => sum + number, 0);
  if (state === 'finished' && spec.tuning.stop?.seconds !== undefined && (cut > 0 || begun < trials)) {
    early.push(`the time of ${spec.tuning.stop.seconds} s was up with ${cut} trials under way and ${trials - begun} not begun`);
  } else if (state === 'stopped' && cut > 0) {
    early.push(`${count(cut)} were under way when the run was stopped, and are kept as far as they had come`);
  }
  const text = early.join('; ');
  return text === '' ? null : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
