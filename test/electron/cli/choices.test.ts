import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../backend/temporary.ts';
import { cli, GOLDEN } from './run-cli.ts';

const SPEC = JSON.parse(readFileSync(`${GOLDEN}weekly.geometric.spec.json`, 'utf8')) as { channels: { name: string }[] };
const KINDS = ['geometric', 'weibull_cdf', 'weibull_pdf'];
const CHOICES = { 'tv.adstock': KINDS, 'tv.input': ['exposure', 'spend'], 'holiday.use': ['on', 'off'], 'competitor_price.lag': [0, 3] };

interface Run {
  models: { id: string; params: Record<string, number | string>; evaluation: unknown }[];
  choices: { name: string; options: { label: string; count: number }[] }[];
}

/** The golden project with choices, in a folder of its own. */
function project(choices: object): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'weekly.prepared.csv'), readFileSync(`${GOLDEN}weekly.prepared.csv`));
  const channels = SPEC.channels.map((channel) => (channel.name === 'tv' ? { ...channel, exposure: 'tv_grp' } : channel));
  writeFileSync(join(folder, 'spec.json'), JSON.stringify({ ...SPEC, channels, choices }));
  return join(folder, 'spec.json');
}

describe('settings as hyperparameters on the command line', () => {
  it('are tuned, told in words, and read back by every command', async () => {
    const path = project(CHOICES);
    const at = (name: string): string => join(path, '..', name);
    const save = (name: string, value: unknown): string => {
      writeFileSync(at(name), JSON.stringify(value));
      return at(name);
    };
    const tuned = await cli(['tune', path, '--trials', '2', '--iterations', '60', '--workers', '2', '--quiet', '--out', at('run')]);
    expect(tuned.status).toBe(0);
    const run = JSON.parse(readFileSync(at('run/run.json'), 'utf8')) as Run;
    const [model] = run.models;
    if (model === undefined) throw new Error('expected a model');
    expect(KINDS).toContain(model.params['tv.adstock']);
    expect(['on', 'off']).toContain(model.params['holiday.use']);
    expect([0, 1, 2, 3]).toContain(model.params['competitor_price.lag']);
    expect(run.choices.map(({ name, options }) => [name, options.map(({ label }) => label)])).toEqual([
      ['tv.adstock', KINDS], ['tv.input', ['exposure', 'spend']], ['holiday.use', ['on', 'off']], ['competitor_price.lag', ['0', '1', '2', '3']],
    ]);
    for (const { options } of run.choices) expect(options.reduce((sum, { count }) => sum + count, 0)).toBe(run.models.length);

    const [header = '', ...rows] = readFileSync(at('run/candidates.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
    const column = header.indexOf('tv.adstock');
    expect(new Set(rows.map((cells) => cells[column]))).toEqual(new Set(KINDS));

    // In words, and by index.
    const numbered = { ...model.params, 'tv.adstock': KINDS.indexOf(String(model.params['tv.adstock'])) };
    const evaluated = await cli(['evaluate', path, '--params', save('params.json', [model.params, numbered]), '--quiet']);
    expect(evaluated.json()).toEqual([model.evaluation, model.evaluation]);

    save('scenario.json', { scenario: { kind: 'max_response' } });
    expect((await cli(['allocate', path, '--params', save('one.json', model.params), '--scenario', at('scenario.json'), '--quiet'])).status).toBe(0);
    expect((await cli(['report', at('run'), '--format', 'json', '--out', at('report.json')])).status).toBe(0);
    const report = JSON.parse(readFileSync(at('report.json'), 'utf8')) as { model: { params: object } };
    expect(report.model.params).toEqual(model.params);

    const recovered = await cli(['recover', path, '--run', at('run'), '--replicates', '1', '--trials', '1', '--iterations', '30', '--workers', '1', '--quiet']);
    expect(recovered.status).toBe(0);
    expect(recovered.json()).toMatchObject({ truth: { params: model.params } });
  });

  it('refuses a candidate whose word is no option, with its place', async () => {
    const path = project(CHOICES);
    const wrong = join(path, '..', 'wrong.json');
    writeFileSync(wrong, JSON.stringify([{ 'tv.adstock': 'geometric' }, { 'tv.adstock': 'weibul_pdf' }]));
    const { stderr, status, stdout } = await cli(['evaluate', path, '--params', wrong, '--quiet']);
    expect(stderr).toMatch(/\[1\]\["tv\.adstock"\].*Did you mean "weibull_pdf"\?/);
    expect([status, stdout]).toEqual([2, '']);
  });
});
