/** How messages reach an engine: from Electron's utility process, or from a forked child process. */
export interface Transport {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** `process.parentPort` as Electron gives it to a utility process; values cross by structured clone. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

export function openTransport(): Transport {
  const { parentPort } = process as typeof process & { parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
    };
  }
  // Without its backend an engine has nothing to do, whatever ended the backend.
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => {
      // A backend that is gone is told by `disconnect`; the message that was under way is lost with it.
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => process.on('message', listener),
  };
}
