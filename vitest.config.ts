import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const PURE = ['core', 'renderer', 'golden'].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  plugins: [vue()],
  test: {
    projects: [
      // Nothing in them outlives a test: one process for many files.
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Two files at once also on two cores; more would starve those that start a browser and engines of their own.
    maxWorkers: 2,
    // Command lines and engines that tests start take their sources compiled, as `npm start` gives them.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '.cache', 'compile') },
  },
});
