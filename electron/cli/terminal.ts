import { resolve } from 'node:path';

/** Results go to standard output as JSON and nothing else does; everything for people goes to standard error. */

/** A path as the caller means it: npm changes the folder and leaves the caller's in INIT_CWD. */
export function fromCaller(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

export function printResult(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

export interface Messages {
  say(text: string): void;
  progress(done: number, total: number, perSecond: number, secondsLeft: number | null): void;
  /** Of a calculation that counts no evaluations: share done, 0..1, and more words. */
  share(what: string, share: number, more: string): void;
  /** Ends the line of a bar. */
  endProgress(): void;
}

const BAR = 24;

/** A bar on a terminal, a line per tenth of the work otherwise, nothing when quiet. */
export function createMessages(quiet: boolean, stream: NodeJS.WriteStream = process.stderr): Messages {
  if (quiet) return { say: () => undefined, progress: () => undefined, share: () => undefined, endProgress: () => undefined };
  let open = false;
  let tenth = 0;
  let about = '';
  const endProgress = (): void => {
    if (open) stream.write('\n');
    open = false;
  };
  function show(share: number, words: string): void {
    if (stream.isTTY) {
      const full = Math.round(share * BAR);
      stream.write(`\r[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${words}\x1b[K`);
      open = true;
    } else if (Math.floor(share * 10) > tenth) {
      tenth = Math.floor(share * 10);
      stream.write(`${words}\n`);
    }
  }
  return {
    endProgress,
    say(text) {
      endProgress();
      stream.write(`${text}\n`);
    },
    progress(done, total, perSecond, secondsLeft) {
      show(done / total, `${done} of ${total} evaluations, ${Math.round(perSecond)} a second${secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`}`);
    },
    share(what, share, more) {
      if (what !== about) tenth = 0;
      about = what;
      show(share, `${what}: ${Math.floor(100 * share)} %${more}`);
    },
  };
}
