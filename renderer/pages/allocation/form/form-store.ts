import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { changed, redone, startHistory, undone } from './form-history.ts';
import { emptyForm } from './scenario-form.ts';
import type { ScenarioForm } from './scenario-form.ts';

/** The scenario being put together, every change undoable; it outlives a look at another screen of the project. */
export const useScenarioFormStore = defineStore('scenario-form', () => {
  const projectId = shallowRef('');
  const response = shallowRef<'revenue' | 'conversion'>('revenue');
  const history = shallowRef(startHistory(emptyForm('revenue')));
  const empty = computed(() => emptyForm(response.value));

  /** Starts anew for another project. */
  function begin(id: string, kind: 'revenue' | 'conversion'): void {
    if (id === projectId.value && kind === response.value) return;
    projectId.value = id;
    response.value = kind;
    history.value = startHistory(emptyForm(kind));
  }

  function change(part: Partial<ScenarioForm>): void {
    history.value = changed(history.value, part, Date.now());
  }

  return {
    form: computed(() => history.value.present),
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    isEmpty: computed(() => JSON.stringify(history.value.present) === JSON.stringify(empty.value)),
    begin,
    change,
    /** All of it at once, undoable as any change. */
    replace: (form: ScenarioForm) => change(form),
    reset: () => change(empty.value),
    undo: () => { history.value = undone(history.value); },
    redo: () => { history.value = redone(history.value); },
  };
});
