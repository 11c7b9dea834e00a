import { describe, expect, test } from 'vitest';
import { restoredBounds, SMALLEST } from '../../../electron/main/window-state.ts';

const left = { x: 0, y: 0, width: 1920, height: 1080 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };
const saved = (x: number, y: number, width = 1000, height = 700) => ({ x, y, width, height, maximized: false });

describe('where the window opens', () => {
  test('the usual size in the middle at first', () => {
    expect(restoredBounds(null, [left])).not.toHaveProperty('x');
  });

  test.each([[saved(40, 30)], [saved(2000, 100)], [saved(-800, 30)]])('where it was: %o', (state) => {
    const { x, y, width, height } = state;
    expect(restoredBounds(state, [left, right])).toEqual({ x, y, width, height });
  });

  test.each([
    ['its display is gone', saved(2000, 100)], ['only a sliver would show', saved(1919, 30)],
    ['the title bar is above the top', saved(40, -20)], ['it is below the bottom', saved(40, 1060)],
  ])('in the middle when %s', (_why, state) => {
    expect(restoredBounds(state, [left])).not.toHaveProperty('x');
  });

  test('never smaller than it can be used', () => {
    expect(restoredBounds(saved(10, 10, 200, 50), [left])).toMatchObject(SMALLEST);
  });
});
