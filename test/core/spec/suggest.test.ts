import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTable, type ParseOptions } from '../../../core/data/parse.ts';
import { checkSpec } from '../../../core/spec/check.ts';
import { parseSpec } from '../../../core/spec/parse.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { suggestSpec } from '../../../core/spec/suggest.ts';

const shared = new URL('../../../../shared/data/', import.meta.url);
const present = existsSync(shared);
if (!present) process.stderr.write('suggest.test.ts: real tables skipped, ../shared/data is not here.\n');

const roles = ({ response, channels, organic, context }: Spec): object => ({
  response: `${response.column} ${response.kind}`,
  channels: channels.map(({ name, spend }) => `${name} < ${spend}`),
  organic: organic.map(({ name, column }) => `${name} < ${column}`),
  context: context.map(({ column, type }) => (type === 'factor' ? `${column} (factor)` : column)),
});
const suggest = (text: string, options?: ParseOptions): { spec: Spec; notes: string[]; errors: string[] } => {
  const parsed = parseTable(text, options);
  const { spec, notes } = suggestSpec(parsed, { name: 'Test', fileName: 'a.csv' });
  return { spec, notes, errors: checkSpec(spec, parsed).filter(({ severity }) => severity === 'error').map(({ code }) => code) };
};
const real = (name: string, encoding = 'utf-8', options?: ParseOptions): ReturnType<typeof suggest> =>
  suggest(new TextDecoder(encoding, { ignoreBOM: true }).decode(readFileSync(new URL(name, shared))), options);
const golden = (name: string): string => readFileSync(new URL(`../../fixtures/golden/${name}`, import.meta.url), 'utf8');

const seven = ['tv', 'radio', 'outdoor', 'print', 'search', 'social', 'video'];

describe('suggestSpec', () => {
  it('finds the roles of the sample', () => {
    const { spec, notes, errors } = suggest(golden('weekly.csv'));
    expect(roles(spec)).toEqual({
      response: 'revenue revenue', channels: seven.map((name) => `${name} < ${name}_spend`), organic: ['newsletter < newsletter_sends'],
      context: ['competitor_price', 'consumer_confidence', 'promotion (factor)'],
    });
    expect(spec.baseline).toEqual({ source: 'prophet', terms: ['trend', 'season', 'holiday'], country: 'US' });
    expect(spec.channels.every(({ exposure }) => exposure === undefined)).toBe(true);
    expect(notes.some((note) => note.startsWith('"tv_grp" may be used as the exposure of "tv"'))).toBe(true);
    expect(errors).toEqual([]);
    expect(parseSpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
  });

  it('takes a baseline that is in the table', () => {
    expect(suggest(golden('weekly.prepared.csv')).spec.baseline)
      .toEqual({ source: 'columns', columns: { trend: 'trend', season: 'season', holiday: 'holiday' } });
  });

  it('knows daily and monthly tables, currency and country', () => {
    const day = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
    const daily = ['date;orders;Total Cost;TV Cost;Search Cost', ...Array.from({ length: 400 }, (_, i) =>
      `${day(i)};${100 + (i * 37) % 91};€${7 + i % 5},50;€${3 + (i * 7) % 11},50;€${4 + (i * 5) % 13},25`)].join('\n');
    const { spec, notes } = suggest(daily);
    expect(spec).toMatchObject({ currency: 'EUR', response: { kind: 'conversion' }, baseline: { terms: ['trend', 'season', 'weekday', 'holiday'], country: 'DE' } });
    expect(spec.channels.map(({ name }) => name)).toEqual(['tv', 'search']);
    expect(notes).toContain('"Total Cost" was left out: it looks like the sum of the channels.');
    const monthly = ['month,sales,tv_spend', ...Array.from({ length: 6 }, (_, i) => `2024-0${i + 1},${10 + (i * i) % 7},${(i * 3) % 5}`)].join('\n');
    expect(suggest(monthly).spec.baseline).toEqual({ source: 'prophet', terms: ['trend'] }); // half a year has no season
  });

  it('leaves blank what it cannot find, and says so', () => {
    const { spec, notes } = suggest('week,price\n2024-01-01,3\n2024-01-08,4\n2024-01-15,7\n');
    expect(spec.response.column).toBe('');
    expect(spec.channels).toEqual([]);
    expect(notes).toContain('No column looks like revenue or conversions: choose the response.');
    expect(notes).toContain('No column looks like spend: choose the channels.');
  });

  it('gives no role to the regions of a long table: they go when it is summed up', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'north' : 'south'},2024-01-${String(1 + (i >> 1)).padStart(2, '0')},${100 + (i * 7) % 13},${(i * 5) % 11}`);
    const { spec, notes } = suggest(`geo,day,sales,tv_spend\n${rows.join('\n')}\n`);
    expect([spec.response.column, spec.context]).toEqual(['sales', []]);
    expect(notes).toContain('"geo" was left out: it tells the rows of a period apart and goes when they are summed up.');
  });

  it('keeps names apart', () => {
    const { spec } = suggest('week,sales,tv_spend,tv_cost\n2024-01-01,3,1,2\n2024-01-08,4,3,1\n2024-01-15,9,1,1\n');
    expect(spec.channels.map(({ name }) => name)).toEqual(['tv', 'tv_2']);
  });
});

describe.skipIf(!present)('suggestSpec on real tables', () => {
  it.each([['messy/european_export.csv', 'utf-8', 'EUR', 'DE'], ['messy/us_export.csv', 'windows-1252', 'USD', 'US']])('%s', (name, encoding, currency, country) => {
    const { spec, errors } = real(name, encoding, { blanksAsZero: true });
    expect(spec.channels.map((channel) => channel.name)).toEqual(seven);
    expect(spec).toMatchObject({ currency, baseline: { country } });
    expect(spec.organic.map((organic) => organic.name)).toEqual(['newsletter']);
    expect(spec.context).toHaveLength(3);
    expect(errors).toEqual([]);
  });

  it('newest_first.tsv: leaves out the empty channel and the constant', () => {
    const { spec, notes, errors } = real('messy/newest_first.tsv');
    expect(spec.channels.map(({ name }) => name)).toEqual(seven);
    expect(notes).toContain('"new_channel_spend" was left out: every value is 0.');
    expect(notes).toContain('"constant" was left out: every value is 7.');
    expect(errors).toEqual([]);
  });

  it('mmm_example.csv: x1 and x2 are channels, the clock is left out', () => {
    const { spec, errors } = real('mmm_example.csv');
    expect(roles(spec)).toEqual({ response: 'y revenue', channels: ['x1 < x1', 'x2 < x2'], organic: [], context: ['event_1', 'event_2'] });
    expect(errors).toEqual([]);
  });

  it.each([['national_all_channels.csv', {}], ['geo_all_channels.csv', { aggregateOver: 'geo' }]])('%s', (name, options) => {
    const { spec, errors } = real(name, 'utf-8', options);
    expect(roles(spec)).toEqual({
      response: 'conversions conversion', channels: [0, 1, 2, 3, 4].map((i) => `channel${i} < Channel${i}_spend`),
      organic: ['organic_channel0 < Organic_channel0_impression'], context: ['competitor_sales_control', 'sentiment_score_control', 'Promo'],
    });
    expect(errors).toEqual([]);
  });
});
