import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../core/errors.ts';
import { parseSpec, readSpec } from '../../../core/spec/parse.ts';

const minimal = { format: 'mixwright/1', date: 'week', response: { column: 'revenue' }, channels: [{ name: 'tv', spend: 'tv_spend' }] };
const study = { channels: ['tv'], from: '2024-01-01', to: '2024-02-01', lift: 5 };
const points = [0, 10, 20, 40, 80].map((spend) => ({ spend, response: spend / 2 }));
const problems = (change: object): Problem[] => readSpec({ ...minimal, ...change }).problems;
const faults = (change: object): string[] => problems(change).map(({ code, key }) => `${code} ${key}`);

describe('lift studies of the project file', () => {
  it('are immediate unless said otherwise', () => {
    expect(parseSpec({ ...minimal, calibration: [study] }).calibration).toEqual([{ ...study, scope: 'immediate' }]);
    const full = { ...study, spend: 3, confidence: 0.9, scope: 'total' };
    expect(parseSpec({ ...minimal, calibration: [full] }).calibration).toEqual([full]);
  });

  it('tell how a confidence in per cent is written', () => {
    const [problem] = problems({ calibration: [{ ...study, confidence: 80 }] });
    expect([problem?.code, problem?.severity, problem?.key]).toEqual(['SPEC_OUT_OF_LIMITS', 'error', 'calibration[0].confidence']);
    expect(problem?.mend).toBe('For 80 per cent write 0.8.');
    expect(problems({ calibration: [{ ...study, confidence: 97.5 }] })[0]?.mend).toContain('0.975');
    expect(problems({ calibration: [{ ...study, confidence: 800 }] })[0]?.mend).not.toContain('per cent');
    expect(problems({ calibration: [{ ...study, confidence: 1 }] })).toEqual([]);
  });

  it.each([
    [{ channels: ['tv', 'tv'] }, 'SPEC_STUDY_CHANNEL_TWICE calibration[0].channels[1]'],
    [{ channels: [] }, 'SPEC_WRONG_TYPE calibration[0].channels'],
    [{ lift: 0 }, 'SPEC_OUT_OF_LIMITS calibration[0].lift'],
    [{ confidence: -0.1 }, 'SPEC_OUT_OF_LIMITS calibration[0].confidence'],
    [{ to: '2023-12-01' }, 'SPEC_DATES_BACKWARDS calibration[0].to'],
    [{ scope: 'later' }, 'SPEC_UNKNOWN_VALUE calibration[0].scope'],
  ])('refuses %j', (change, fault) => {
    expect(faults({ calibration: [{ ...study, ...change }] })).toEqual([fault]);
  });
});

describe('curves of the project file', () => {
  it('are read as they are', () => {
    expect(parseSpec({ ...minimal, curves: [{ channel: 'tv', points }] }).curves).toEqual([{ channel: 'tv', kind: 'reach_frequency', points }]);
  });

  it.each([
    [{ channel: 'radio', points }, 'SPEC_UNKNOWN_CHANNEL curves[0].channel'],
    [{ channel: 'tv', points: [...points.slice(0, 4), { spend: 40, response: 3 }] }, 'SPEC_FEW_POINTS curves[0].points'],
    [{ channel: 'tv', points: [...points, { spend: -1, response: 3 }] }, 'SPEC_OUT_OF_LIMITS curves[0].points[5].spend'],
    [{ channel: 'tv', points, kind: 'reach' }, 'SPEC_UNKNOWN_VALUE curves[0].kind'],
  ])('refuses %j', (curve, fault) => {
    expect(faults({ curves: [curve] })).toEqual([fault]);
  });
});
