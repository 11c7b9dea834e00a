/** The part of WebAssembly that is used here: its types come with the DOM's, which a backend has no business with. */
declare const module: unique symbol;

export interface WasmModule { readonly [module]: true }

export interface WasmMemory { readonly buffer: ArrayBuffer }

export interface WasmInstance { readonly exports: Readonly<Record<string, unknown>> }

interface Api {
  compile(bytes: Uint8Array): Promise<WasmModule>;
  readonly Instance: new (module: WasmModule, imports: Record<string, Record<string, (...args: never[]) => number>>) => WasmInstance;
  readonly Memory: new () => WasmMemory;
  readonly RuntimeError: new () => Error;
}

export const wasm = (globalThis as unknown as { WebAssembly: Api }).WebAssembly;

/** Throws when the module has no memory of its own. */
export function memoryOf(instance: WasmInstance): WasmMemory {
  const { memory } = instance.exports;
  if (!(memory instanceof wasm.Memory)) throw new Error('the Stan module exports no memory');
  return memory;
}
