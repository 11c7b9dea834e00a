/**
 * `node --import register.ts out/main/index.js` runs the built main process as it is, with `electron` meaning the
 * double beside this file, and lets the test process look inside over the IPC channel.
 */
import { registerHooks } from 'node:module';
import { listenToTest } from './control.ts';

const double = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context)),
});
listenToTest();
