import { describe, expect, it } from 'vitest';
import { missingColumns, possibleRoles, renameMedia, roleOf, rolesWithoutColumn, setExposure, setRole } from '../../../../renderer/pages/setup/roles/roles.ts';
import type { ColumnInfo } from '../../../../electron/contract/data.ts';
import { aSpec } from '../../fake-bridge.ts';

const column = (name: string, type: ColumnInfo['type'] = 'number'): ColumnInfo => ({ name, type, missing: 0, min: 0, max: 1, mean: 0, levels: [] });

describe('roleOf', () => {
  it.each([
    ['week', 'date'], ['revenue', 'response'], ['tv_spend', 'spend'], ['newsletter_sends', 'organic'], ['price', 'context'], ['other', 'unused'],
  ])('knows %s as %s', (name, role) => expect(roleOf(aSpec(), name)).toBe(role));

  it('gives back every role that was set', () => {
    for (const role of ['spend', 'exposure', 'organic', 'context', 'factor', 'response', 'unused'] as const) {
      const spec = aSpec();
      setRole(spec, 'other', role);
      expect(roleOf(spec, 'other')).toBe(role);
    }
  });
});

describe('setRole', () => {
  it('takes a channel out of everything the file says of it', () => {
    const spec = aSpec({ curves: [{ channel: 'tv', kind: 'holdout', points: [] }, { channel: 'search', kind: 'holdout', points: [] }] });
    setRole(spec, 'tv_spend', 'unused');
    expect([spec.channels.map((one) => one.name), spec.hyperparameters, spec.calibration]).toEqual([['search'], {}, []]);
    expect(spec.curves.map((curve) => curve.channel)).toEqual(['search']);
  });

  it('keeps a study that other channels are left in', () => {
    const spec = aSpec();
    spec.calibration = [{ channels: ['tv', 'search'], from: '2024-01-01', to: '2024-02-01', lift: 1, scope: 'total' }];
    setRole(spec, 'tv_spend', 'context');
    expect(spec.calibration.map((study) => study.channels)).toEqual([['search']]);
  });

  it('gives the response to another column, leaving the old one without a role', () => {
    const spec = aSpec();
    setRole(spec, 'search_spend', 'response');
    expect([roleOf(spec, 'search_spend'), roleOf(spec, 'revenue'), spec.channels.length]).toEqual(['response', 'unused', 1]);
  });

  it('names channels after their columns, without repeating a name', () => {
    const spec = aSpec();
    setRole(spec, 'radio_spend', 'spend');
    setRole(spec, 'tv_cost', 'spend');
    expect(spec.channels.map((one) => one.name)).toEqual(['tv', 'search', 'radio', 'tv_2']);
  });

  it('gives an exposure to the channel of the same name', () => {
    const spec = aSpec();
    setRole(spec, 'search_clicks', 'exposure');
    expect(spec.channels.map((one) => one.exposure)).toEqual([undefined, 'search_clicks']);
    setExposure(spec, 'search_clicks', 'tv');
    expect(spec.channels.map((one) => one.exposure)).toEqual(['search_clicks', undefined]);
  });
});

it('offers no way to be without date or response', () => {
  expect(possibleRoles(column('revenue'), aSpec())).toEqual(['response']);
  expect(possibleRoles(column('week', 'date'), aSpec())).toEqual(['date']);
  expect(possibleRoles(column('note', 'text'), aSpec())).toEqual(['factor', 'unused']);
});

it('finds the columns that another table lacks, and lets them be given up', () => {
  const spec = aSpec();
  const known = ['week', 'search_spend', 'newsletter_sends', 'telly_spend'];
  expect(missingColumns(spec, known)).toEqual(['revenue', 'tv_spend', 'price']);
  expect(rolesWithoutColumn('tv_spend', spec)).toEqual(['spend', 'unused']);
  expect(rolesWithoutColumn('revenue', spec)).toEqual(['response']);
  setRole(spec, 'tv_spend', 'unused');
  setRole(spec, 'price', 'unused');
  setRole(spec, 'telly_spend', 'response');
  expect(missingColumns({ ...spec, date: '' }, known)).toEqual([]);
});

it('renames a channel everywhere', () => {
  const spec = aSpec({ curves: [{ channel: 'tv', kind: 'holdout', points: [] }] });
  renameMedia(spec, 'tv', 'television');
  expect(spec.curves[0]?.channel).toBe('television');
  expect([spec.channels[0]?.name, Object.keys(spec.hyperparameters), spec.calibration[0]?.channels]).toEqual(['television', ['television'], ['television']]);
});
