import { computed } from 'vue';
import { channelColours } from '../../core/report/palette.ts';
import { useProjectStore } from '../stores/project.ts';
import { useTheme } from './useTheme.ts';

/** For what is no channel. */
const OTHER = { light: '#6b7280', dark: '#aab2c0' };

/** One colour per channel and organic variable, the same on every screen and in reports: by its place in the project file. */
export function useChannelColours() {
  const store = useProjectStore();
  const { dark } = useTheme();
  const colours = computed(() => channelColours(store.mediaNames));
  return computed(() => (name: string): string => (colours.value.get(name) ?? OTHER)[dark.value ? 'dark' : 'light']);
}
