import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProblem } from '../../core/allocation/parse.ts';
import { allocate } from '../../core/allocation/solve.ts';

interface Golden {
  id: string;
  problem: unknown;
  reference: { spend: Record<string, number>; totalSpend: number; totalResponse: number; converged: boolean };
}

const cases = JSON.parse(readFileSync(new URL('../fixtures/golden/allocation.json', import.meta.url), 'utf8')) as Golden[];

describe('allocation, against the reference', () => {
  it('has all 32 problems', () => {
    expect(cases).toHaveLength(32);
  });

  it.each(cases.map((golden) => [golden.id, golden] as const))('%s', (_, { problem: input, reference }) => {
    const problem = parseProblem(input);
    const { scenario } = problem;
    const answer = allocate(problem);
    expect(answer.status).toBe('optimal');
    // 1e-6: the tolerance the fixture's README names
    for (const { name, spend, lower, upper } of problem.channels) {
      expect(answer.spend[name]).toBeGreaterThanOrEqual(spend * lower * (1 - 1e-6));
      expect(answer.spend[name]).toBeLessThanOrEqual(spend * upper * (1 + 1e-6));
    }
    const ratio = answer.total.response / answer.total.spend;
    if (scenario.kind === 'max_response') expect(Math.abs(answer.total.spend / scenario.budget - 1)).toBeLessThanOrEqual(1e-6);
    else if (scenario.kind !== 'target_efficiency') throw new Error(`Unexpected scenario ${scenario.kind}.`);
    else if (scenario.metric === 'roas') expect(ratio).toBeGreaterThanOrEqual(scenario.target * (1 - 1e-6));
    else expect(1 / ratio).toBeLessThanOrEqual(scenario.target * (1 + 1e-6));
    expect(answer.total.response).toBeGreaterThanOrEqual(reference.totalResponse * (1 - 1e-6));
    expect(answer.gap).toBeLessThanOrEqual(1e-6);
    expect(answer.upperBound).toBeGreaterThanOrEqual(answer.total.response);
  });
});
