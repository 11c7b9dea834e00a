import { describe, expect, it } from 'vitest';
import { MixwrightError } from '../../../core/errors.ts';
import { readCandidates, writeCandidates } from '../../../core/selection/candidates-csv.ts';
import { CANDIDATE_COLUMNS, emptyCandidates } from '../../../core/selection/candidates.ts';

const header = CANDIDATE_COLUMNS.join(',');

function refusal(text: string): MixwrightError {
  try {
    readCandidates(text);
  } catch (error) {
    if (error instanceof MixwrightError) return error;
    throw error;
  }
  throw new Error('Expected a refusal.');
}

describe('candidates.csv', () => {
  const candidates = emptyCandidates(3);
  candidates.trial.set([1, 1, 2]);
  candidates.iteration.set([1, 2, 1]);
  candidates.nrmse.set([0.1 + 0.2, 1e-300, Number.NaN]);
  candidates.decompRssd.set([Infinity, 1 / 3, 5e21]);
  candidates.nrmseTrain.set([Number.MAX_VALUE, Number.MIN_VALUE, -0]);
  candidates.nrmseTest.set([Number.NaN, 2 ** -40, 3]);
  const parameters = { names: ['tv.theta', 'a "b", c.alpha'], values: Float64Array.of(0.5, 1, 0.25, 2, 0.125, 3) };
  const text = writeCandidates(candidates, [1, null, 3], [0.7, Infinity, 1 / 7], parameters);

  it('has the columns of the contract, then the hyperparameters', () => {
    const [names, first, second] = text.split('\n').map((line) => line.split(/,(?! )/));
    expect(names).toEqual([
      'trial', 'iteration', 'nrmse', 'decompRssd', 'mape', 'nrmseTrain', 'nrmseValidation', 'nrmseTest', 'front', 'score',
      'tv.theta', '"a ""b"", c.alpha"',
    ]);
    expect(first?.slice(7)).toEqual(['', '1', '0.7', '0.5', '1']);
    expect(second?.slice(8)).toEqual(['', 'Infinity', '0.25', '2']);
  });

  it('reads back bit for bit', () => {
    expect(readCandidates(text)).toEqual({ candidates, front: [1, null, 3], score: [0.7, Infinity, 1 / 7] });
    expect(readCandidates(`\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`).candidates).toEqual(candidates);
  });

  it('takes any order, other columns, and no front or score', () => {
    const { candidates: read, front, score } = readCandidates('mape,note,iteration,trial,nrmse,decompRssd,nrmseTrain,nrmseValidation,nrmseTest\n0.5,hello,7,3,1,2,NA,,NaN\n');
    expect([read.mape[0], read.iteration[0], read.trial[0], read.nrmseTrain[0], front, score]).toEqual([0.5, 7, 3, Number.NaN, null, null]);
  });

  it('names what is wrong, where, and how to mend it', () => {
    for (const empty of ['', '\n\n', header, `${header}\n`]) expect(refusal(empty).code).toBe('CANDIDATES_EMPTY');
    const missing = refusal('trial,iteration,nrmse\n1,1,1\n');
    expect([missing.code, missing.problems[0]?.column]).toEqual(['CANDIDATES_NO_COLUMN', 'decompRssd']);
    for (const bad of ['x', '1,5', '0x10', '1 2', '--1', 'Infinite']) {
      const problem = refusal(`${header}\n1,1,1,1,0,1,1,1\n1,2,1,"${bad}",0,1,1,1\n`).problems[0];
      expect(problem).toMatchObject({ code: 'CANDIDATES_BAD_NUMBER', row: 3, column: 'decompRssd' });
      expect(problem?.message).toContain(bad);
    }
    for (const bad of ['0', '1.5', '', '-1']) {
      expect(refusal(`${header}\n${bad},1,1,1,0,1,1,1\n`).problems[0]).toMatchObject({ row: 2, column: 'trial' });
    }
    expect(refusal(`${header}\n1,1,1,1,0,1,1,1\n\n1,2,1,1,0,1,1,1\n`).problems[0]).toMatchObject({ row: 3, column: 'trial' });
  });
});
