export interface Frame {
  url: string;
  parent: Frame | null;
}
type Handler = (event: { sender: unknown; senderFrame: Frame }, ...values: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
};

/** Answers `ipcRenderer.invoke`; values are cloned both ways, as on their way between processes. */
export async function invoke(sender: unknown, senderFrame: Frame, channel: string, values: unknown[]): Promise<{ value?: unknown; error?: string }> {
  const handler = handlers.get(channel);
  if (handler === undefined) return { error: `Error invoking remote method '${channel}': Error: No handler registered for '${channel}'` };
  try {
    return { value: structuredClone(await handler({ sender, senderFrame }, ...values)) };
  } catch (error) {
    return { error: `Error invoking remote method '${channel}': ${String(error)}` };
  }
}
