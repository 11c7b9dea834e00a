import { computed } from 'vue';
import { channelColours } from '../../core/report/palette.ts';
import { useProjectStore } from '../stores/project.ts';
import { useTheme } from './useTheme.ts';

/** One colour per channel and organic variable, the same on every screen and in reports: by its place in the project file. */
export function useChannelColours() {
  const store = useProjectStore();
  const { dark } = useTheme();
  const colours = computed(() => channelColours(store.mediaNames));
  return computed(() => (name: string): string => {
    const colour = colours.value.get(name);
    return colour === undefined ? '#7f7f7f' : dark.value ? colour.dark : colour.light;
  });
}
