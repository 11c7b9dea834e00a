import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Allocation, AllocationProblem } from '../../core/allocation/problem.ts';
import { temporaryFolder } from '../electron/backend/temporary.ts';
import { cli, GOLDEN } from '../electron/cli/run-cli.ts';
import { goldenJson } from './golden.ts';

type GoldenProblem = { id: string; problem: AllocationProblem; reference: { totalResponse: number } };

/** One of each scenario: every problem is solved by the tests of core/allocation, here it is the command that counts. */
const problems = (goldenJson('allocation.json') as GoldenProblem[])
  .filter(({ problem }, i, all) => all.findIndex((other) => other.problem.scenario.kind === problem.scenario.kind) === i);

describe('mixwright allocate', () => {
  it.each(problems.map((problem) => [problem.id, problem] as const))('solves the bare problem %s', async (_, { problem, reference }) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'problem.json'), JSON.stringify(problem));
    const result = await cli(['allocate', '--problem', 'problem.json'], { cwd: folder });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const got = result.json() as Allocation;
    expect(got.status).toBe('optimal');
    // Not below the reference's solution, bounds held: 1e-6 as the README asks.
    expect(got.total.response).toBeGreaterThanOrEqual(reference.totalResponse * (1 - 1e-6));
    for (const { name, spend, lower, upper } of problem.channels) {
      expect(got.spend[name]).toBeGreaterThanOrEqual(spend * lower - 1e-6 * spend);
      expect(got.spend[name]).toBeLessThanOrEqual(spend * upper + 1e-6 * spend);
    }
    if (problem.scenario.kind === 'max_response') expect(got.total.spend).toBeLessThanOrEqual(problem.scenario.budget * (1 + 1e-6));
  });

  it('allocates for a model', async () => {
    const [model] = goldenJson('models.json') as { params: Record<string, number> }[];
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'params.json'), JSON.stringify(model?.params));
    writeFileSync(join(folder, 'scenario.json'), JSON.stringify({
      scenario: { kind: 'max_response' }, dates: { from: '2024-01-01', to: '2024-12-30' }, bounds: { tv: [0, 3], default: [0.8, 1.2] },
    }));
    const result = await cli(['allocate', `${GOLDEN}weekly.geometric.spec.json`, '--params', 'params.json', '--scenario', 'scenario.json'], { cwd: folder });
    expect(result.status).toBe(0);
    const got = result.json() as Allocation;
    expect(got.total.spend).toBeCloseTo(got.total.initialSpend, 2);
    expect(got.total.response).toBeGreaterThanOrEqual(got.total.initialResponse);
    expect(got.spend['radio']).toBeLessThanOrEqual((got.initial.spend['radio'] ?? 0) * 1.2 * (1 + 1e-9));
    expect(got.notes.join()).toContain('2024-01-01');
  });
});
