import { useDebounceFn } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Spec } from '../../core/spec/spec.ts';
import type { Project } from '../../electron/contract/projects.ts';
import type { ShownProblem } from '../api/call-failure.ts';
import { call } from '../api/client.ts';
import { useAsync } from '../composables/useAsync.ts';
import { useProjectStore } from './project.ts';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed';

const SAVE_AFTER_MS = 500;
const CHECK_AFTER_MS = 250;
const REMEMBERED = 200;

/** The project file while it is edited: saved as one types, every change undoable, checked all the time. */
export const useSetupStore = defineStore('setup', () => {
  const project = useProjectStore();
  const draft = shallowRef<Spec | null>(null);
  const past = shallowRef<Spec[]>([]);
  const future = shallowRef<Spec[]>([]);
  const state = shallowRef<SaveState>('saved');
  const saveError = shallowRef<unknown>(null);
  let projectId = '';
  let stored: Spec | null = null;
  let lastTopic: string | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let saving: Promise<void> | null = null;

  const check = useAsync((id: string, spec: Spec) => call('setup.check', { projectId: id, spec }));
  const baseline = useAsync((id: string, spec: Spec) => call('setup.baseline', { projectId: id, spec }));
  const problems = computed<readonly ShownProblem[]>(() => check.value.value?.problems ?? project.project?.problems ?? []);
  const checkSoon = useDebounceFn(() => {
    if (draft.value !== null) void check.load(projectId, draft.value);
  }, CHECK_AFTER_MS);

  /** Starts to edit; what is being edited of the same project stays as it is. */
  function open(opened: Project): void {
    if (opened.id === projectId && draft.value !== null && draft.value !== stored) return;
    if (opened.id !== projectId) {
      past.value = [];
      future.value = [];
    }
    projectId = opened.id;
    settle(opened.spec);
    void check.load(projectId, opened.spec);
  }

  function settle(spec: Spec): void {
    draft.value = spec;
    stored = spec;
    state.value = 'saved';
  }

  /**
   * Edits a copy of the draft. Changes of one `topic` in quick succession (typing, dragging) are undone as one.
   */
  function change(topic: string, edit: (spec: Spec) => void): void {
    if (draft.value === null) return;
    const next = structuredClone(draft.value);
    edit(next);
    if (topic !== lastTopic || timer === null) past.value = [...past.value, draft.value].slice(-REMEMBERED);
    lastTopic = topic;
    future.value = [];
    put(next);
  }

  function put(spec: Spec): void {
    draft.value = spec;
    state.value = 'waiting';
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    void checkSoon();
  }

  function move(from: typeof past, to: typeof past): void {
    const spec = from.value.at(-1);
    if (spec === undefined || draft.value === null) return;
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, draft.value];
    lastTopic = null;
    put(spec);
  }

  /** Saves what is not saved yet, one request after another; resolves when all of it is, or it failed. */
  async function save(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const id = projectId;
    const left = draft.value;
    await saving;
    // Another project may have been opened meanwhile; what was left behind is saved all the same.
    const spec = id === projectId ? draft.value : left;
    if (spec === null || spec === stored) return;
    saving = store(id, spec);
    await saving;
  }

  async function store(id: string, spec: Spec): Promise<void> {
    state.value = 'saving';
    try {
      const saved = await call('projects.saveSpec', { projectId: id, spec });
      project.accept(saved);
      if (id !== projectId) return;
      stored = spec;
      saveError.value = null;
      if (draft.value === spec) state.value = 'saved';
    } catch (error) {
      saveError.value = error;
      state.value = 'failed';
    } finally {
      saving = null;
    }
  }

  /** Brings back an older version as the newest one; it can be undone like any change. */
  async function revert(version: number): Promise<void> {
    await save();
    const reverted = await call('projects.revertSpec', { projectId, version });
    project.accept(reverted);
    if (draft.value !== null) past.value = [...past.value, draft.value];
    future.value = [];
    settle(reverted.spec);
    void check.load(projectId, reverted.spec);
  }

  /** Replaces all of it with a project file; it can be undone like any change. */
  async function importText(text: string): Promise<void> {
    await save();
    const imported = await call('projects.importSpec', { projectId, text });
    project.accept(imported);
    if (draft.value !== null) past.value = [...past.value, draft.value];
    future.value = [];
    settle(imported.spec);
    void check.load(projectId, imported.spec);
  }

  async function start(): Promise<string> {
    await save();
    if (saveError.value !== null) throw saveError.value;
    return (await call('runs.start', { projectId })).id;
  }

  return {
    draft, state, saveError, problems,
    check: check.value, checkError: check.error,
    baseline: baseline.value, baselineError: baseline.error, baselineLoading: baseline.loading,
    canUndo: computed(() => past.value.length > 0), canRedo: computed(() => future.value.length > 0),
    open, change, save, revert, importText, start,
    undo: () => move(past, future), redo: () => move(future, past),
    loadBaseline: () => (draft.value === null ? Promise.resolve() : baseline.load(projectId, draft.value)),
  };
});
