import { defineShortcuts } from '@nuxt/ui/composables';
import { onScopeDispose } from 'vue';
import { useRouter } from 'vue-router';
import type { EventPayload } from '../../electron/contract/events.ts';
import { on, openFile } from '../api/client.ts';
import type { OpenedFile } from '../api/client.ts';
import { useImportStore } from '../stores/import.ts';
import { useSetupStore } from '../stores/setup.ts';
import { useNavigation } from './useNavigation.ts';
import { useNotify } from './useNotify.ts';
import { useTheme } from './useTheme.ts';
import { useUi } from './useUi.ts';

/** Keyboard shortcuts of the whole app, and the menu of the desktop host, which calls the same commands. */
export function useHostCommands(): void {
  const router = useRouter();
  const { paletteOpen, helpOpen } = useUi();
  const { toggle } = useTheme();
  const { screens } = useNavigation();
  const importing = useImportStore();
  const setup = useSetupStore();
  const { failed } = useNotify();

  const goto = (key: string) => (): void => {
    const screen = screens.value.find((one) => one.key === key);
    if (screen !== undefined) void router.push(screen.to);
  };
  defineShortcuts({
    'meta_k': { usingInput: true, handler: () => { paletteOpen.value = !paletteOpen.value; } },
    '?': () => { helpOpen.value = true; },
    'g-p': () => void router.push({ name: 'projects' }),
    ...Object.fromEntries(['d', 's', 'r', 'h', 'm', 'k', 'a', 'b', 'w', 'e', 'c', 't'].map((key) => [`g-${key}`, goto(key)])),
  });

  function look(file: OpenedFile): void {
    importing.take(file);
    void router.push({ name: 'new-project' });
  }

  async function pick(): Promise<void> {
    try {
      const file = await openFile();
      if (file !== null) look(file);
    } catch (error) {
      failed('The file could not be opened', error);
    }
  }

  const commands: Record<EventPayload<'menu.command'>['command'], () => unknown> = {
    'new-project': () => router.push({ name: 'new-project' }),
    'open-file': pick,
    'projects': () => router.push({ name: 'projects' }),
    'undo': () => { if (router.currentRoute.value.name === 'setup') setup.undo(); },
    'toggle-theme': toggle,
    'command-palette': () => { paletteOpen.value = true; },
  };
  const ends = [on('file.opened', look), on('menu.command', ({ command }) => void commands[command]())];
  onScopeDispose(() => ends.forEach((end) => end()));
}
