import { shallowRef } from 'vue';

/** Which of the app-wide overlays is open. */
const paletteOpen = shallowRef(false);
const helpOpen = shallowRef(false);

export function useUi() {
  return { paletteOpen, helpOpen };
}
