import { describe, expect, it } from 'vitest';
import { renderHtmlReport } from '../../../core/report/html/report.ts';
import { fullScenario } from './scenario.ts';
import { renamed, weekly } from './weekly.ts';

const { report, prepared, params } = await weekly();
const full = fullScenario('Winter', prepared, params, { scenario: { kind: 'max_response' }, maxChanged: 4 });
const plain = { name: 'Old', scenario: { scenario: { kind: 'max_response' as const } }, allocation: report.allocation?.allocation ?? full.allocation };
const html = renderHtmlReport({ ...report, allocations: [full] });

describe('a scenario in the report', () => {
  it('says what was asked, how sure it is, why, and what each model thinks', () => {
    expect(html).toContain('Suggested budget: Winter');
    expect(html).toContain('<dt>Channels that may change</dt><dd>at most 4</dd>');
    expect(html).toContain('90 % interval');
    expect(html).toContain('Over 3 models the gain is');
    for (const caption of ['The suggestion by each model', 'Spend per week', 'Most response by budget, per week', 'The suggestion under other assumptions', 'Plan: spend by week', 'Plan against other patterns of the same money']) {
      expect(html, caption).toContain(`<caption>${caption}</caption>`);
    }
    for (const { sentence } of full.detail?.explanations ?? []) expect(html).toContain(sentence.replaceAll("'", '&#39;'));
    for (const { id } of full.allocation.robust?.models ?? []) expect(html).toContain(`<th scope="row">${id}</th>`);
    expect(html).toContain('A note of the plan.');
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('draws the frontier with its band and today', () => {
    const figure = html.slice(html.indexOf('Most response for every budget'));
    expect(figure).toContain('<path class="band fitted"');
    expect(figure).toContain('<circle class="mark baseline"');
  });

  it('does without what an older one does not have', () => {
    const old = renderHtmlReport({ ...report, allocations: [plain] });
    expect(old).toBe(renderHtmlReport({ ...report, allocation: plain }));
    expect(old).toContain('Suggested budget: Old');
    expect(old).not.toMatch(/<h3>(Why|By each model|Plan|What more or less)|side by side|NaN|undefined/);
  });

  it('puts several side by side, and says when one cannot be met', () => {
    const both = renderHtmlReport({ ...report, allocations: [full, { ...plain, allocation: { ...plain.allocation, status: 'infeasible' } }] });
    expect(both).toContain('<h2>Scenarios side by side</h2>');
    expect(both).toContain('Suggested budget: Winter');
    expect(both).toContain('This can&#39;t be met');
    expect(renderHtmlReport({ ...report, allocations: [] })).not.toContain('Suggested budget');
  });

  it('escapes names of channels, scenarios, models and plans', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const hostile = renderHtmlReport(renamed(renamed(renamed({ ...report, allocations: [full, plain] }, 'radio', evil), 'Winter', evil), 'geometric-01', evil));
    expect(hostile).not.toContain('<img');
  });

  it('balances its tags', () => {
    for (const tag of ['section', 'figure', 'table', 'details', 'svg', 'text', 'tr', 'div', 'ul', 'ol', 'li', 'dl', 'p', 'h3']) {
      expect(html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length, tag).toBe(html.match(new RegExp(`</${tag}>`, 'g'))?.length);
    }
  });
});
