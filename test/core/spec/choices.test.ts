import { describe, expect, it } from 'vitest';
import { adstockKinds, inputChoice, lagChoice, searchRanges, useChoice } from '../../../core/spec/choices.ts';
import { checkSpec } from '../../../core/spec/check.ts';
import { parseTable } from '../../../core/data/parse.ts';
import { compareSpecs } from '../../../core/spec/differences.ts';
import { parseSpec, readSpec, SPEC_KEYS } from '../../../core/spec/parse.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { writeSpec } from '../../../core/spec/write.ts';

const FILE = {
  format: 'mixwright/1', date: 'week', response: { column: 'revenue' },
  baseline: { source: 'columns', columns: { trend: 'trend', holiday: 'holiday' } },
  channels: [{ name: 'tv', spend: 'tv_spend', exposure: 'tv_grp' }, { name: 'print', spend: 'print_spend' }],
  organic: [{ name: 'mail', column: 'mail_sends' }],
  context: [{ column: 'price.index' }, { column: 'promotion', type: 'factor' }],
};
const CHOICES = {
  'tv.adstock': ['geometric', 'weibull_pdf'], 'tv.input': ['exposure', 'spend'], 'mail.adstock': ['weibull_cdf', 'weibull_pdf'],
  'holiday.use': ['on', 'off'], 'price.index.lag': [0, 4], 'promotion.lag': [2, 2],
};
const withChoices = (choices: unknown, more: object = {}): Spec => parseSpec({ ...FILE, ...more, choices });

describe('choices of a project file', () => {
  it('are read, written and read again', () => {
    const spec = withChoices(CHOICES);
    expect(spec.choices).toEqual(CHOICES);
    const text = writeSpec(spec);
    expect(parseSpec(JSON.parse(text))).toEqual(spec);
    expect(Object.keys(JSON.parse(text) as object)).toEqual(SPEC_KEYS.filter((key) => spec[key] !== undefined));
  });

  it('are not there where the file has none', () => {
    for (const choices of [undefined, {}]) expect(Object.keys(withChoices(choices))).not.toContain('choices');
  });

  it('tell what is tried', () => {
    const spec = withChoices(CHOICES);
    expect([adstockKinds(spec, 'tv'), adstockKinds(spec, 'print'), inputChoice(spec, 'tv'), inputChoice(spec, 'print'), useChoice(spec, 'holiday'), useChoice(spec, 'trend'), lagChoice(spec, 'price.index'), lagChoice(spec, 'toString')])
      .toEqual([['geometric', 'weibull_pdf'], ['geometric'], ['exposure', 'spend'], undefined, ['on', 'off'], undefined, [0, 4], undefined]);
  });

  it.each([
    [[], 'choices', 'SPEC_WRONG_TYPE', 'Expected an object'],
    [{ 'tv.adstok': ['geometric', 'weibull_pdf'] }, 'choices.tv.adstok', 'SPEC_UNKNOWN_KEY', 'Did you mean "tv.adstock"?'],
    [{ 'radio.adstock': ['geometric', 'weibull_pdf'] }, 'choices.radio.adstock', 'SPEC_UNKNOWN_KEY', 'tv.adstock, print.adstock, mail.adstock, tv.input, trend.use, holiday.use, price.index.lag, promotion.lag'],
    [{ 'tv.theta': [0, 1] }, 'choices.tv.theta', 'SPEC_UNKNOWN_KEY', 'There are'],
    [{ 'season.use': ['on', 'off'] }, 'choices.season.use', 'SPEC_UNKNOWN_KEY', 'There are'],
    [{ 'tv.lag': [0, 4] }, 'choices.tv.lag', 'SPEC_UNKNOWN_KEY', 'There are'],
    [{ 'print.input': ['exposure', 'spend'] }, 'choices.print.input', 'SPEC_CHOICE_NO_EXPOSURE', 'Add "exposure"'],
    [{ 'tv.adstock': 'geometric' }, 'choices.tv.adstock', 'SPEC_WRONG_TYPE', '["geometric","weibull_cdf"]'],
    [{ 'tv.adstock': ['geometric'] }, 'choices.tv.adstock', 'SPEC_FEW_CHOICES', 'take the choice out'],
    [{ 'tv.adstock': [] }, 'choices.tv.adstock', 'SPEC_FEW_CHOICES', 'take the choice out'],
    [{ 'tv.adstock': ['geometric', 'geometric'] }, 'choices.tv.adstock', 'SPEC_CHOICE_TWICE', '["geometric"]'],
    [{ 'tv.adstock': ['geometric', 'weibul_pdf'] }, 'choices.tv.adstock[1]', 'SPEC_UNKNOWN_VALUE', 'Did you mean "weibull_pdf"?'],
    [{ 'tv.adstock': ['geometric', null] }, 'choices.tv.adstock[1]', 'SPEC_UNKNOWN_VALUE', 'Write one of them'],
    [{ 'tv.input': ['exposure', 3] }, 'choices.tv.input[1]', 'SPEC_UNKNOWN_VALUE', 'Write one of them'],
    [{ 'holiday.use': [true, 'off'] }, 'choices.holiday.use[0]', 'SPEC_UNKNOWN_VALUE', 'Write one of them'],
    [{ 'promotion.lag': 3 }, 'choices.promotion.lag', 'SPEC_WRONG_TYPE', 'Write [0, 4]'],
    [{ 'promotion.lag': [0, 1, 2] }, 'choices.promotion.lag', 'SPEC_WRONG_TYPE', 'Write [0, 4]'],
    [{ 'promotion.lag': [0, 1.5] }, 'choices.promotion.lag', 'SPEC_WRONG_TYPE', 'Write [0, 4]'],
    [{ 'promotion.lag': [4, 0] }, 'choices.promotion.lag', 'SPEC_RANGE_UPSIDE_DOWN', 'Write [0, 4]'],
    [{ 'promotion.lag': [-1, 3] }, 'choices.promotion.lag', 'SPEC_OUT_OF_LIMITS', 'start at 0'],
    [{ 'promotion.lag': [0, 53] }, 'choices.promotion.lag', 'SPEC_OUT_OF_LIMITS', 'smaller lag'],
  ])('refuse %j', (choices, key, code, mend) => {
    const { spec, problems } = readSpec({ ...FILE, choices });
    expect(spec).toBeNull();
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([expect.objectContaining({ code, key })]);
    expect(`${problems[0]?.message} ${problems[0]?.mend}`).toContain(mend);
  });

  it('are compared setting by setting', () => {
    const [a, b] = [withChoices({ 'tv.adstock': ['geometric', 'weibull_pdf'], 'promotion.lag': [0, 4] }), withChoices({ 'promotion.lag': [0, 5] })];
    expect(compareSpecs([a, b])).toEqual([
      { key: 'choices.tv.adstock', values: ['geometric, weibull_pdf', '–'] }, { key: 'choices.promotion.lag', values: ['0 to 4', '0 to 5'] },
    ]);
  });
});

describe('ranges of several kinds of adstock', () => {
  const ranges = (kinds: string[], given: object = {}) => searchRanges(withChoices({ 'print.adstock': kinds }, { hyperparameters: { print: given } }), 'print');

  it('are those of every kind; both Weibull kinds share one that holds either default', () => {
    expect(ranges(['geometric', 'weibull_cdf'])).toEqual({ theta: [0.1, 0.4], shape: [0, 2], scale: [0, 0.1], alpha: [0.5, 3], gamma: [0.3, 1] });
    expect(ranges(['weibull_cdf', 'weibull_pdf'])).toEqual({ shape: [0, 10], scale: [0, 0.1], alpha: [0.5, 3], gamma: [0.3, 1] });
    expect(ranges(['weibull_pdf', 'weibull_cdf'], { shape: [1, 3], alpha: 2 })).toEqual({ shape: [1, 3], scale: [0, 0.1], alpha: 2, gamma: [0.3, 1] });
    expect(searchRanges(withChoices({ 'tv.adstock': ['geometric', 'weibull_pdf'] }), 'print')).toEqual({ theta: [0.1, 0.4], alpha: [0.5, 3], gamma: [0.3, 1] });
  });

  it('are warned of only where no kind uses them', () => {
    const warned = (choices: object, print: object): unknown => readSpec({ ...FILE, choices, hyperparameters: { print } }).problems.map(({ code, key }) => [code, key]);
    expect(warned({ 'print.adstock': ['geometric', 'weibull_cdf'] }, { theta: 0.2, shape: 1, scale: 0.1 })).toEqual([]);
    expect(warned({ 'print.adstock': ['weibull_pdf', 'weibull_cdf'] }, { theta: 0.2, shape: 1 })).toEqual([['SPEC_UNUSED_RANGE', 'hyperparameters.print.theta']]);
    expect(warned({}, { shape: 1 })).toEqual([['SPEC_UNUSED_RANGE', 'hyperparameters.print.shape']]);
  });
});

describe('lags against the table', () => {
  const rows = Array.from({ length: 60 }, (_, t) => `${new Date(Date.UTC(2023, 0, 2 + 7 * t)).toISOString().slice(0, 10)},${1000 + (t * 37) % 91},${t},${(t * 3) % 7},${10 + (t * 7) % 13},${(t * 5) % 11},${5 + (t * 3) % 8},${(t * 11) % 17},${90 + (t * 13) % 19},${t % 3 === 0 ? 'sale' : 'none'}`);
  const parsed = parseTable(['week,revenue,trend,holiday,tv_spend,tv_grp,print_spend,mail_sends,price.index,promotion', ...rows].join('\n'));
  const found = (lag: [number, number], window?: Spec['window']): unknown =>
    checkSpec(withChoices({ 'price.index.lag': lag }, { window, tuning: { validation: { scheme: 'holdout' } } }), parsed)
      .filter(({ key }) => key?.startsWith('choices')).map(({ code, key, message }) => [code, key, /first (\d+) row/.exec(message)?.[1]]);

  it('are fine where rows before the window serve, told of where they do not', () => {
    expect(found([0, 0])).toEqual([]);
    expect(found([0, 4])).toEqual([['SPEC_LAG_BEFORE_TABLE', 'choices.price.index.lag', '4']]);
    // Three rows lie before the window.
    expect(found([0, 4], { from: '2023-01-23', to: '2024-02-19' })).toEqual([['SPEC_LAG_BEFORE_TABLE', 'choices.price.index.lag', '1']]);
    expect(found([1, 3], { from: '2023-01-23', to: '2024-02-19' })).toEqual([]);
  });

  it('are refused where they leave nothing', () => {
    const short = { from: '2023-01-02', to: '2023-11-27' };
    expect(found([0, 52], short)).toEqual([['SPEC_LAG_TOO_LONG', 'choices.price.index.lag', undefined]]);
  });
});
