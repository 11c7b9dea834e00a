/**
 * What a host gives the renderer as `window.mixwright`: the preload script of the desktop host. In a browser the
 * same interface is made over HTTP and WebSocket (renderer/api). Values cross by structured clone, so typed
 * arrays stay typed arrays.
 */
export interface Bridge {
  readonly host: 'desktop' | 'loopback';
  /** Answers with a `Result` envelope (see result.ts); never throws. */
  call(name: string, request: unknown): Promise<unknown>;
  /** Returns the function that ends the subscription. */
  on(event: string, listener: (payload: unknown) => void): () => void;
  /** Native dialog on the desktop, a download in a browser. False when the user cancelled. */
  saveFile(file: { fileName: string; mime: string; bytes: Uint8Array }): Promise<boolean>;
  /** Native dialog on the desktop, file input in a browser. Null when the user cancelled. */
  openFile(): Promise<{ fileName: string; bytes: Uint8Array } | null>;
}

/** IPC channels of the desktop host. */
export const IPC = {
  call: 'mixwright:call',
  event: 'mixwright:event',
  saveFile: 'mixwright:save-file',
  openFile: 'mixwright:open-file',
} as const;
