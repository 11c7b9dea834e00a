import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forkLauncher } from '../../../../electron/backend/index.ts';
import type { EngineProcess } from '../../../../electron/backend/index.ts';
import { createPool } from '../../../../electron/backend/runs/engine-pool.ts';
import { ENGINE } from '../start-backend.ts';
import { temporaryFolder } from '../temporary.ts';

const exitOf = (engine: EngineProcess): Promise<number | null> => new Promise((resolve) => engine.onExit(resolve));
const firstMessage = (engine: EngineProcess): Promise<unknown> => new Promise((resolve) => engine.onMessage(resolve));

it('launches an engine that says it is ready, and tells when it is killed', async () => {
  const engine = forkLauncher(ENGINE)();
  expect(await firstMessage(engine)).toEqual({ type: 'ready', protocol: 1 });
  engine.kill();
  expect(await exitOf(engine)).toBeNull();
  engine.post({ type: 'unload', key: 'k' }); // to nobody: no error
  expect(await exitOf(engine)).toBeNull(); // asked late
});

it('tells the exit of an entry that is not there, so that jobs are given up with a code', async () => {
  const pool = createPool(forkLauncher(join(temporaryFolder(), 'nowhere.ts')), 1);
  await expect(pool.run('evaluate', { key: 'k', candidates: [] }, { label: 'a test' })).rejects.toMatchObject({ code: 'ENGINE_CRASHED' });
}, 30_000);

it('keeps typed arrays as they are', async () => {
  const entry = join(temporaryFolder(), 'echo.mjs');
  writeFileSync(entry, "process.on('message', (message) => process.send(message)); process.on('disconnect', () => process.exit());");
  const engine = forkLauncher(entry)();
  const values = Float64Array.of(0.1, Number.NaN, -0);
  const message = { type: 'load', key: 'k', prepared: { response: values } as never } as const;
  engine.post(message);
  expect(await firstMessage(engine)).toEqual(message);
  engine.kill();
  await exitOf(engine);
});
