import { computed } from 'vue';
import { METHODS } from '../../core/spec/methods.ts';
import type { TuningMethod } from '../../core/spec/methods.ts';
import { channelColour } from '../../core/report/palette.ts';
import { useTheme } from './useTheme.ts';

/** One colour per tuning method, whichever of them are compared: by its place among all. */
export function useMethodColours() {
  const { dark } = useTheme();
  return computed(() => (method: TuningMethod): string => {
    const colour = channelColour(METHODS.indexOf(method));
    return dark.value ? colour.dark : colour.light;
  });
}
