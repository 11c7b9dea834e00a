/** Emits an event that listeners may cancel; false when one did. */
export function cancellable<T extends object>(emit: (event: T & { preventDefault(): void }) => void, more: T = {} as T): boolean {
  let go = true;
  emit({ ...more, preventDefault: () => { go = false; } });
  return go;
}
