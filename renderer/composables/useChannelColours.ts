import { computed } from 'vue';
import { useProjectStore } from '../stores/project.ts';
import { useTheme } from './useTheme.ts';

/** Okabe and Ito's colours for the colour-blind (2008), ordered for contrast between neighbours, by theme. */
const LIGHT = ['#0072b2', '#d55e00', '#009e73', '#b4508c', '#a67c00', '#3b8fc4', '#5e4fa2', '#6b7280'];
const DARK = ['#4aa8e0', '#f0894a', '#2fc39b', '#dd8fbf', '#e5b83b', '#8cc8ee', '#a79ae0', '#aab2c0'];

/** One colour per channel and organic variable, the same on every screen: by its place in the project file. */
export function useChannelColours() {
  const store = useProjectStore();
  const { dark } = useTheme();
  return computed(() => {
    const colours = dark.value ? DARK : LIGHT;
    return (name: string): string => {
      const index = store.mediaNames.indexOf(name);
      return colours[index < 0 ? colours.length - 1 : index % (colours.length)] ?? '#6b7280';
    };
  });
}
