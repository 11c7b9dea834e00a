import { computed } from 'vue';
import { useProjectStore } from '../stores/project.ts';
import { createFormat, usableLocale } from './format.ts';
import type { Format } from './format.ts';

/** Formats of the user's locale and the open project's currency. */
export function useFormat() {
  const store = useProjectStore();
  return computed<Format>(() => createFormat(usableLocale(navigator.language), store.currency));
}
