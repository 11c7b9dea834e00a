/** Lets everything else that waits have its turn. */
export function nextTask(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  setTimeout(() => resolve(undefined));
  return promise;
}
