import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../core/model/evaluation.ts';
import { temporaryFolder } from '../electron/backend/temporary.ts';
import { cli, GOLDEN } from '../electron/cli/run-cli.ts';
import { differences, goldenJson } from './golden.ts';

type GoldenModel = { id: string; adstock: string; params: Record<string, number>; evaluation: Evaluation };

/** Fields in money or response; the README's tolerance near 0 is 1e-6 of the response's sum for them. */
const MONEY = ['intercept', 'coefficients', 'contribution', 'immediate', 'carryover', 'inflexion', 'meanCarryover'] as const;
const RATIOS = ['nrmse', 'rsq', 'decompRssd', 'mape', 'effectShare', 'spendShare', 'roi', 'cpa'] as const;
const RESPONSE_SUM = 222_000_000;

describe('mixwright evaluate', () => {
  it.each(['geometric', 'weibull_cdf', 'weibull_pdf'])('gives the golden evaluations (%s)', async (adstock) => {
    const models = (goldenJson('models.json') as GoldenModel[]).filter((model) => model.adstock === adstock);
    const params = join(temporaryFolder(), 'params.json');
    writeFileSync(params, JSON.stringify(models.map((model) => model.params)));
    const result = await cli(['evaluate', `${GOLDEN}weekly.${adstock}.spec.json`, '--params', params]);
    expect(result.status).toBe(0);
    const evaluations = result.json() as Evaluation[];
    expect(evaluations).toHaveLength(models.length);
    models.forEach((model, i) => {
      const got = evaluations[i] as Evaluation;
      const wrong = [
        ...MONEY.flatMap((key) => differences(got[key], model.evaluation[key], RESPONSE_SUM, key)),
        ...RATIOS.flatMap((key) => differences(got[key], model.evaluation[key], 1, key)),
        ...differences(got.lambda, model.evaluation.lambda, 0, 'lambda'),
      ];
      expect(wrong, model.id).toEqual([]);
    });
  });

  it('takes one candidate too, and names the place of what is wrong in a list', async () => {
    const [model] = goldenJson('models.json') as GoldenModel[];
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'one.json'), JSON.stringify(model?.params));
    const one = await cli(['evaluate', `${GOLDEN}weekly.geometric.spec.json`, '--params', 'one.json'], { cwd: folder });
    expect(one.json()).toHaveLength(1);
    writeFileSync(join(folder, 'two.json'), JSON.stringify([model?.params, { ...model?.params, 'tv.thta': 0.5 }]));
    const two = await cli(['evaluate', `${GOLDEN}weekly.geometric.spec.json`, '--params', 'two.json'], { cwd: folder });
    expect(two).toMatchObject({ status: 2, stdout: '' });
    expect(two.stderr).toMatch(/\[1\].*tv\.thta.*Did you mean "tv\.theta"/);
  });
});
