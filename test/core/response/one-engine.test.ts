import { describe, expect, it } from 'vitest';
import { advise } from '../../../core/allocation/advise.ts';
import { responseAt } from '../../../core/allocation/curve.ts';
import { frontierOf } from '../../../core/allocation/insight/frontier.ts';
import { createFormat } from '../../../core/report/format.ts';
import { summaryCsv } from '../../../core/report/csv.ts';
import { renderHtmlReport } from '../../../core/report/html/report.ts';
import { weekly } from '../report/weekly.ts';

/**
 * One model, asked in every way for what its channels bring: model page, curves, allocation, frontier, report and
 * reconciliation have to say the same, to the cent and further.
 */
const { page, prepared, params, evaluation, report } = await weekly();
const scenario = { scenario: { kind: 'max_response' as const }, robust: null };
const advice = advise(prepared, { id: '4_120', params }, null, scenario, 1, { responseKind: 'revenue', currency: 'EUR' });
const { problem, allocation, reconciliation } = advice;
/** Doubles summed in another order. */
const ROUNDING = 1e-12;
const same = (a: number | undefined, b: number | undefined): void => expect(Math.abs((a ?? NaN) - (b ?? NaN))).toBeLessThanOrEqual(ROUNDING * Math.abs(b ?? NaN));
const step = (channel: string, key: string) => reconciliation.channels.find((row) => row.channel === channel)?.steps.find((item) => item.key === key)?.value;

describe.each(page.shares.map(({ channel }) => channel))('response of %s', (channel) => {
  const share = page.shares.find((row) => row.channel === channel);
  const curve = page.curves.find((row) => row.channel === channel);
  const own = problem.channels.find(({ name }) => name === channel);

  it('is one contribution: page, evaluation, waterfall, ROAS, reconciliation', () => {
    const contribution = evaluation.contribution[channel];
    expect(share?.effect).toBe(contribution);
    expect(page.waterfall.find(({ group }) => group === channel)?.value).toBe(contribution);
    expect(step(channel, 'contribution')).toBe(contribution);
    same((share?.roas ?? NaN) * (share?.spend ?? NaN), contribution);
    const parts = page.carryover.find((row) => row.channel === channel);
    // Split by fast powers, summed apart.
    expect(((parts?.immediate ?? NaN) + (parts?.carryover ?? NaN)) / (contribution ?? NaN) || 1).toBeCloseTo(1, 11);
  });

  it('is one response today: point on the page, curve of the problem, allocation, reconciliation', () => {
    const point = curve?.current.response;
    same(curve?.current.spend, own?.spend);
    same(point, allocation.initial.response[channel]);
    same(point, step(channel, 'carryover'));
    same(point, step(channel, 'today'));
    expect(allocation.initial.response[channel]).toBe(own === undefined ? NaN : responseAt(own, own.spend));
  });

  it('is one curve at every spend: page, suggestion, allocation', () => {
    curve?.spend.forEach((spend, i) => same(curve.response[i], own === undefined ? NaN : responseAt(own, spend)));
    const drawn = advice.curves.find((row) => row.channel === channel);
    drawn?.spend.forEach((spend, i) => same(drawn.response[i], own === undefined ? NaN : responseAt(own, spend)));
    same(allocation.response[channel], own === undefined ? NaN : responseAt(own, allocation.spend[channel] ?? NaN));
  });
});

describe('totals', () => {
  const frontier = frontierOf(problem);

  it('are those of the reconciliation and the frontier', () => {
    same(allocation.total.initialResponse, reconciliation.total.at(-1)?.value);
    same(frontier.today.response, allocation.total.initialResponse);
    const asked = frontier.points.find(({ budget }) => Math.abs(budget - allocation.total.spend) <= ROUNDING * budget);
    // The same budget may be solved at sums that differ in the last bit.
    expect((asked?.response ?? NaN) / allocation.total.response).toBeCloseTo(1, 9);
  });

  it('are written alike in the report and its files', () => {
    const html = renderHtmlReport({ ...report, allocations: [{ name: 'Now', scenario, allocation, reconciliation, frontier }] });
    const format = createFormat('en', report.spec.currency);
    for (const { channel, current } of page.curves) {
      // In the table of curves, in that of the suggestion, and twice at the end of the reconciliation.
      const written = `>${format.amount(current.response)}<`;
      expect(html.split(written).length - 1, channel).toBeGreaterThanOrEqual(4);
    }
    expect(html).toContain(format.amount(allocation.total.initialResponse));
    expect(summaryCsv(page)).toContain(`tv,paid,${evaluation.contribution['tv'] ?? ''},`);
  });
});
