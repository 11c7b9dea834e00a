import { useToast } from '@nuxt/ui/composables';
import { messageOf } from '../api/call-failure.ts';

/** Short messages in the corner. */
export function useNotify() {
  const toast = useToast();
  return {
    done(title: string, undo?: () => void | Promise<void>): void {
      toast.add({
        title,
        icon: 'i-lucide-check',
        color: 'neutral',
        ...(undo === undefined ? {} : { actions: [{ label: 'Undo', color: 'primary', variant: 'soft', onClick: () => void undo() }] }),
      });
    },
    failed(title: string, error: unknown): void {
      const description = messageOf(error);
      // The same trouble again is not another message.
      toast.add({ id: `${title} ${description}`, title, description, icon: 'i-lucide-circle-alert', color: 'error', duration: 20_000 });
    },
  };
}
