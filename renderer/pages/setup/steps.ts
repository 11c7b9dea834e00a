import type { ShownProblem } from '../../api/call-failure.ts';

export type StepName = 'data' | 'roles' | 'window' | 'media' | 'studies' | 'tuning';

export const STEPS: readonly { name: StepName; title: string; icon: string }[] = [
  { name: 'data', title: 'Data', icon: 'i-lucide-table-2' },
  { name: 'roles', title: 'Roles', icon: 'i-lucide-tags' },
  { name: 'window', title: 'Window and baseline', icon: 'i-lucide-calendar-range' },
  { name: 'media', title: 'Media', icon: 'i-lucide-megaphone' },
  { name: 'studies', title: 'Lift studies', icon: 'i-lucide-flask-conical' },
  { name: 'tuning', title: 'Tuning', icon: 'i-lucide-gauge' },
];

const STEP_OF_KEY: Readonly<Record<string, StepName>> = {
  data: 'data',
  name: 'roles', date: 'roles', response: 'roles', currency: 'roles', channels: 'roles', organic: 'roles', context: 'roles',
  window: 'window', baseline: 'window',
  adstock: 'media', hyperparameters: 'media',
  calibration: 'studies', curves: 'studies',
  lambda: 'tuning', train_size: 'tuning', tuning: 'tuning', choices: 'tuning',
};

export function isStep(name: unknown): name is StepName {
  return STEPS.some((step) => step.name === name);
}

/** Where a problem can be mended: by the first name of its key; problems of rows belong to the data. */
export function stepOf(problem: ShownProblem): StepName {
  if (problem.row !== undefined) return 'data';
  const first = /^[a-z_]+/.exec(problem.key ?? '')?.[0] ?? '';
  if (/^channels\[\d+\]\.adstock/.test(problem.key ?? '') || /^organic\[\d+\]\.adstock/.test(problem.key ?? '')) return 'media';
  return STEP_OF_KEY[first] ?? (problem.column === undefined ? 'tuning' : 'data');
}

/** Problems of a key and of everything inside it. */
export function problemsAt(problems: readonly ShownProblem[], key: string): ShownProblem[] {
  return problems.filter((problem) => problem.key !== undefined
    && (problem.key === key || problem.key.startsWith(`${key}.`) || problem.key.startsWith(`${key}[`)));
}
