import { expect, it } from 'vitest';
import { effectScope } from 'vue';
import { useAsync } from '../../../renderer/composables/useAsync.ts';

it('drops the answer to an older question', async () => {
  const waiting: ((value: string) => void)[] = [];
  const state = useAsync(() => new Promise<string>((resolve) => waiting.push(resolve)));
  const first = state.load();
  const second = state.load();
  waiting[1]?.('new');
  await second;
  waiting[0]?.('old');
  await first;
  expect([state.value.value, state.loading.value]).toEqual(['new', false]);
});

it('keeps the last value beside an error, and clears the error with the next answer', async () => {
  let fails = false;
  const state = useAsync(() => (fails ? Promise.reject(new Error('no')) : Promise.resolve(1)));
  await state.load();
  fails = true;
  await state.load();
  expect([state.value.value, (state.error.value as Error).message]).toEqual([1, 'no']);
  fails = false;
  await state.load();
  expect(state.error.value).toBeNull();
});

it('ignores answers after its scope has ended', async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const scope = effectScope();
  const state = scope.run(() => useAsync(() => promise));
  const loading = state?.load();
  scope.stop();
  resolve(1);
  await loading;
  expect(state?.value.value).toBeNull();
});
