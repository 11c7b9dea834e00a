import { app } from 'electron';
import type { Backend } from '../backend/index.ts';

/** A backend that does not end by then is left: its database survives that, see the store. */
const PATIENCE_MS = 10_000;

/** Quitting waits until runs are put down and the database is closed. */
export function closeBeforeQuit(backend: Backend): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    const tooLong = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
    Promise.race([backend.close(), tooLong])
      .catch((error: unknown) => process.stderr.write(`Closing failed: ${String(error)}\n`))
      .finally(() => {
        state = 'closed';
        app.quit();
      });
  });
}
