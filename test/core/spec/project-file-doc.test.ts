import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonOfSpec, parseSpec, SPEC_KEYS } from '../../../core/spec/parse.ts';

const text = readFileSync(new URL('../../../docs/PROJECT-FILE.md', import.meta.url), 'utf8');

test('the documented tuning is one that is read, with every key there is', () => {
  const [, written = ''] = /```jsonc\n([\s\S]*?)```/.exec(text) ?? [];
  const { tuning } = jsonOfSpec(`{ ${written.replaceAll(/\/\/.*$/gm, '')} }`) as { tuning: object };
  const spec = parseSpec({ format: 'mixwright/1', date: 'week', response: { column: 'revenue' }, channels: [{ name: 'tv', spend: 'tv_spend' }], tuning });
  expect(spec.tuning).toEqual(tuning);
});

test('every key of the format is named', () => {
  expect(SPEC_KEYS.filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
});
