import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import renderer from './renderer/vite.config.ts';

/**
 * What ships, in out/: main/index.js and main/engine.js (ES modules; packages stay in node_modules), preload/index.cjs
 * (one file: a sandboxed preload can load nothing) and renderer/ (built as renderer/vite.config.ts says).
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: { index: 'electron/main/index.ts', engine: 'electron/engine/index.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'electron/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  // electron-vite takes folders from here, Vite from the renderer's root.
  renderer: { ...renderer, build: { ...renderer.build, outDir: resolve('out/renderer') } },
});
