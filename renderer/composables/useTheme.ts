import { createSharedComposable, useColorMode } from '@vueuse/core';
import { computed } from 'vue';

export type ThemeChoice = 'light' | 'dark' | 'auto';

/** Light, dark, or as the system has it; kept on this machine. */
export const useTheme = createSharedComposable(() => {
  const mode = useColorMode();
  const choice = computed<ThemeChoice>({
    get: () => (mode.store.value === 'light' || mode.store.value === 'dark' ? mode.store.value : 'auto'),
    set: (value) => { mode.store.value = value; },
  });
  const dark = computed(() => mode.state.value === 'dark');
  function toggle(): void {
    choice.value = dark.value ? 'light' : 'dark';
  }
  return { choice, dark, toggle };
});
