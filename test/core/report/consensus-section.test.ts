import { describe, expect, it } from 'vitest';
import { renderHtmlReport } from '../../../core/report/html/report.ts';
import { aConsensus } from './consensus.ts';
import { renamed, weekly } from './weekly.ts';

const { report } = await weekly();
const TITLE = '<h2>What the plausible models say together</h2>';

describe('the consensus in the report', () => {
  it('comes before what the one model says, in words, as a drawing with intervals and as a table', () => {
    const html = renderHtmlReport({ ...report, consensus: aConsensus() });
    const section = /<section><h2>What the plausible models say together.*?<\/section>/s.exec(html)?.[0] ?? '';
    expect(section).toContain('Clearly above break-even (the whole interval over a ROAS of 1, margin not counted): tv.');
    expect(section.match(/class="whisker"/g)).toHaveLength(5);
    expect(section).toContain('<title>Break-even</title>');
    expect(section).toMatch(/<th scope="row">tv<\/th><td>€1,000<\/td><td>2\.00<\/td><td>1\.50<\/td><td>2\.50<\/td><td class="text">above break-even<\/td>/);
    expect(section).toContain('stretched by 1.45');
    expect(html.indexOf(TITLE)).toBeLessThan(html.indexOf('What each channel costs and brings'));
    expect(section).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('speaks of costs where the response is a conversion, without break-even', () => {
    const html = renderHtmlReport({ ...report, spec: { ...report.spec, response: { column: 'sales', kind: 'conversion' } }, consensus: aConsensus() });
    const section = /<section><h2>What the plausible models say together.*?<\/section>/s.exec(html)?.[0] ?? '';
    expect(section).toContain('<caption>CPA over all plausible models</caption>');
    expect(section).not.toMatch(/ROAS|[Bb]reak-even|NaN|undefined|Infinity/);
  });

  it('escapes the names of channels, and is left out where the run does not have it', () => {
    expect(renderHtmlReport({ ...report, consensus: renamed(aConsensus(), 'outdoor', '<img src=x>') })).not.toContain('<img');
    for (const bare of [report, { ...report, consensus: null }]) expect(renderHtmlReport(bare)).not.toContain(TITLE);
  });
});
