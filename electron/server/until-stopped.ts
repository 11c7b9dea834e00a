import { MixwrightError } from '../contract/errors.ts';
import { serve } from './index.ts';
import type { ServeOptions } from './index.ts';

/**
 * Serves until Ctrl-C or a termination signal, then closes in good order. Answers with the exit status: 0, or 2 when
 * it could not be started for a reason the user can mend.
 */
export async function serveUntilStopped(options: ServeOptions): Promise<number> {
  const stopped = Promise.withResolvers<undefined>();
  const stop = (): void => stopped.resolve(undefined);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const { url, close } = await serve(options);
    process.stdout.write(`Mixwright is at ${url}\nCtrl-C ends it; runs in progress can be resumed.\n`);
    await stopped.promise;
    await close();
    return 0;
  } catch (error) {
    if (!(error instanceof MixwrightError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  } finally {
    process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
  }
}
