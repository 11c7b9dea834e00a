import { onScopeDispose, shallowRef, watch } from 'vue';

/**
 * Counts from 0 to `most`, one more after each painted frame once it is ready: what a long page shows below is put together piece
 * by piece, so that the window answers in between.
 */
export function useSteps(most: number, ready: () => boolean = () => true) {
  const step = shallowRef(0);
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function next(): void {
    if (step.value >= most) return;
    // A task begun in the frame's callback would still hold up its painting.
    frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        step.value += 1;
        next();
      });
    });
  }

  function stop(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  }

  watch(ready, (now) => {
    stop();
    if (now) next();
  }, { immediate: true });
  onScopeDispose(stop);
  return step;
}
