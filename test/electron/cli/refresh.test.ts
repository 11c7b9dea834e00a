import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseSpec } from '../../../core/spec/parse.ts';
import { temporaryFolder } from '../backend/temporary.ts';
import { cli, GOLDEN } from './run-cli.ts';

const NEW_ROWS = 10;
const LINES = readFileSync(`${GOLDEN}weekly.prepared.csv`, 'utf8').trimEnd().split('\n');
const dateOf = (line: string | undefined): string => (line ?? '').slice(0, 10);

it('refresh makes the project file of a run near an earlier model, which tunes', async () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  const given = JSON.parse(readFileSync(`${GOLDEN}weekly.geometric.spec.json`, 'utf8')) as Record<string, unknown>;
  const spec = { ...given, data: 'old.csv', window: { from: '2022-01-03', to: dateOf(LINES.at(-1 - NEW_ROWS)) } };
  writeFileSync(at('spec.json'), JSON.stringify(spec));
  writeFileSync(at('old.csv'), LINES.slice(0, -NEW_ROWS).join('\n'));
  writeFileSync(at('new.csv'), LINES.join('\n'));
  const quick = ['--trials', '2', '--iterations', '60', '--workers', '1', '--quiet'];
  expect((await cli(['tune', at('spec.json'), ...quick, '--out', at('results')])).status).toBe(0);
  const run = JSON.parse(readFileSync(at('results/run.json'), 'utf8')) as { models: { id: string; params: Record<string, number> }[] };
  const model = run.models[1];
  if (model === undefined) throw new Error('expected two models');
  const refresh = ['refresh', at('spec.json'), '--run', at('results'), '--model', model.id];

  const early = await cli(refresh);
  expect(early).toMatchObject({ status: 2, stdout: '' });
  expect(early.stderr).toContain('no row after');

  const printed = await cli([...refresh, '--data', at('new.csv'), '--mode', 'move', '--quiet']);
  expect(printed).toMatchObject({ status: 0, stderr: '' });
  const next = parseSpec(printed.json());
  expect(next.window?.to).toBe(dateOf(LINES.at(-1)));
  expect(next.data).toBe(at('new.csv'));
  expect(next.refresh).toMatchObject({ model: `run results, model ${model.id}`, new_periods: NEW_ROWS });

  const written = await cli([...refresh, '--data', at('new.csv'), '--freedom', '0.1', '--out', at('next.json')]);
  expect(written.json()).toMatchObject({ out: at('next.json'), model: model.id, newPeriods: NEW_ROWS, freedom: 0.1 });
  expect(parseSpec(JSON.parse(readFileSync(at('next.json'), 'utf8'))).data).toBe('new.csv');
  const tuned = await cli(['tune', at('next.json'), ...quick]);
  expect(tuned).toMatchObject({ status: 0, stderr: '' });
  const { ranges } = written.json() as { ranges: { name: string; after: [number, number] }[] };
  const { bestModel } = tuned.json() as { bestModel: { params: Record<string, number> } };
  for (const { name, after: [lower, upper] } of ranges) {
    expect(bestModel.params[name]).toBeGreaterThanOrEqual(lower);
    expect(bestModel.params[name]).toBeLessThanOrEqual(upper);
  }
});

it.each([
  [['refresh', `${GOLDEN}weekly.geometric.spec.json`], '--run'],
  [['refresh', `${GOLDEN}weekly.geometric.spec.json`, '--run', 'x', '--mode', 'shift'], 'extend, move'],
  [['refresh', `${GOLDEN}weekly.geometric.spec.json`, '--run', GOLDEN], 'run.json'],
])('%j: exit status 2 with the place', async (args, words) => {
  const result = await cli(args);
  expect(result.stderr).toContain(words);
  expect(result).toMatchObject({ status: 2, stdout: '' });
});
