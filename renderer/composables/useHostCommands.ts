import { defineShortcuts } from '@nuxt/ui/composables';
import { onScopeDispose } from 'vue';
import { useRouter } from 'vue-router';
import { on } from '../api/client.ts';
import type { OpenedFile } from '../api/client.ts';
import { useProjectsStore } from '../stores/projects.ts';
import { useNavigation } from './useNavigation.ts';
import { useTheme } from './useTheme.ts';
import { useUi } from './useUi.ts';

/** Keyboard shortcuts of the whole app, and the menu of the desktop host, which calls the same commands. */
export function useHostCommands(): void {
  const router = useRouter();
  const { paletteOpen, helpOpen } = useUi();
  const { toggle } = useTheme();
  const { screens } = useNavigation();
  const projects = useProjectsStore();

  const goto = (key: string) => (): void => {
    const screen = screens.value.find((one) => one.key === key);
    if (screen !== undefined) void router.push(screen.to);
  };
  defineShortcuts({
    'meta_k': { usingInput: true, handler: () => { paletteOpen.value = !paletteOpen.value; } },
    '?': () => { helpOpen.value = true; },
    'g-p': () => void router.push({ name: 'projects' }),
    ...Object.fromEntries(['d', 's', 'r', 'm', 'a', 'c', 't'].map((key) => [`g-${key}`, goto(key)])),
  });

  async function openDropped(file: OpenedFile): Promise<void> {
    const project = await projects.create(file);
    await router.push({ name: 'data', params: { projectId: project.id } });
  }

  const ends = [
    on('file.opened', (file) => void openDropped(file)),
    on('menu.command', ({ command }) => {
      if (command === 'projects' || command === 'new-project') void router.push({ name: 'projects', query: command === 'new-project' ? { new: '1' } : {} });
      else if (command === 'toggle-theme') toggle();
      else if (command === 'command-palette') paletteOpen.value = true;
    }),
  ];
  onScopeDispose(() => ends.forEach((end) => end()));
}
