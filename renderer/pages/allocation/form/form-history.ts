import type { ScenarioForm } from './scenario-form.ts';

/** The form with what it was before and what was undone; `past` begins with the oldest. */
export interface FormHistory {
  past: readonly ScenarioForm[];
  present: ScenarioForm;
  future: readonly ScenarioForm[];
  /** What the last change was about, and when: changes of one topic in quick succession are one. */
  topic: string | null;
  at: number;
}

const REMEMBERED = 200;
const ONE_CHANGE_MS = 900;

export function startHistory(form: ScenarioForm): FormHistory {
  return { past: [], present: form, future: [], topic: null, at: 0 };
}

/** @param at now, in milliseconds */
export function changed(history: FormHistory, change: Partial<ScenarioForm>, at: number): FormHistory {
  const next = { ...history.present, ...change };
  if (JSON.stringify(next) === JSON.stringify(history.present)) return history;
  const topic = Object.keys(change).sort().join();
  const joins = topic === history.topic && at - history.at < ONE_CHANGE_MS;
  return { past: joins ? history.past : [...history.past, history.present].slice(-REMEMBERED), present: next, future: [], topic, at };
}

export function undone({ past, present, future, at }: FormHistory): FormHistory {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, topic: null, at };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], topic: null, at };
}

export function redone({ past, present, future, at }: FormHistory): FormHistory {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future, topic: null, at };
  return { past: [...past, present], present: next, future: rest, topic: null, at };
}
