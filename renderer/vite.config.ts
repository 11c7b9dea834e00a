import { fileURLToPath } from 'node:url';
import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Absolute: the icons are looked up from here. */
const root = fileURLToPath(new URL('..', import.meta.url));

/** How the renderer is built, for the desktop and for the loopback host; electron.vite.config.ts takes it from here. */
export default defineConfig({
  root: 'renderer',
  // Relative: the same files are served as app://… and as http://127.0.0.1:…
  base: './',
  plugins: [
    vue(),
    ui({
      root,
      dts: false,
      autoImport: false,
      // Every icon named in the sources is bundled: nothing is ever fetched from an icon service.
      icon: { clientBundle: { scan: { globInclude: ['renderer/**/*.{vue,ts}'] }, sizeLimitKb: 512 } },
      ui: {
        colors: { primary: 'teal', neutral: 'slate', success: 'green', warning: 'amber', error: 'red', info: 'sky' },
        // The library's hover makes the surface fainter and its text unreadable.
        button: {
          compoundVariants: [{
            color: 'primary', variant: 'solid',
            class: 'hover:bg-(--ui-color-primary-800) active:bg-(--ui-color-primary-800) dark:hover:bg-(--ui-color-primary-300) dark:active:bg-(--ui-color-primary-300)',
          }],
        },
      },
    }),
  ],
  define: { __VUE_OPTIONS_API__: true, __VUE_PROD_DEVTOOLS__: false },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    rolldownOptions: { input: 'renderer/index.html' },
    chunkSizeWarningLimit: 900,
  },
});
