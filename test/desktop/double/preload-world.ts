/** In the page, before its own scripts: what a sandboxed preload script finds, `require('electron')` and little else. */
function world(): ((name: string) => unknown) | null {
  type Listener = (event: object, ...values: unknown[]) => void;
  type Invoke = (channel: string, values: unknown[]) => Promise<{ value?: unknown; error?: string }>;
  if (window !== window.top) return null; // nodeIntegrationInSubFrames is off
  const page = window as unknown as Record<string, unknown>;
  const invoke = page['__invoke'] as Invoke;
  const listeners = new Map<string, Set<Listener>>();

  page['__deliver'] = (channel: string, values: unknown[]): void => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...values);
  };
  const ipcRenderer = {
    async invoke(channel: string, ...values: unknown[]): Promise<unknown> {
      const { value, error } = await invoke(channel, structuredClone(values));
      if (error !== undefined) throw new Error(error);
      return value;
    },
    on(channel: string, listener: Listener): void {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener(channel: string, listener: Listener): void {
      listeners.get(channel)?.delete(listener);
    },
  };
  /** What crosses the bridge is cloned, functions are wrapped, objects are frozen: as contextBridge does. */
  const bridged = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return (...values: unknown[]): unknown => {
        const answer: unknown = value(...values.map(bridged));
        return answer instanceof Promise ? answer.then(bridged) : bridged(answer);
      };
    }
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, bridged(part)])));
  };
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      Object.defineProperty(window, key, { value: bridged(api), enumerable: true });
    },
  };
  return (name) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`); // a sandboxed preload has no more
    return { contextBridge, ipcRenderer };
  };
}

/** As one script: the page's policy, rightly, lets nothing be compiled later. */
export function preloadScript(source: string): string {
  return `{ const require = (${world.toString()})();
    if (require !== null) (function (require, module, exports) {${source}\n})(require, { exports: {} }, {}); }`;
}
