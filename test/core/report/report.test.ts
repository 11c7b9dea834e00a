import { describe, expect, it } from 'vitest';
import { renderHtmlReport } from '../../../core/report/html/report.ts';
import { renamed, weekly } from './weekly.ts';

const EVIL = '<img src=x onerror=alert(1)>';
const { report } = await weekly();

describe('HTML report', () => {
  it('escapes every name, wherever it is written', () => {
    const html = renderHtmlReport(renamed(renamed(report, 'radio', EVIL), 'Weekly demo', `</title><script>${EVIL}`));
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
    expect(html.match(/&#60;img src=x onerror=alert\(1\)&#62;/g)?.length).toBeGreaterThan(10);
  });

  it('takes nothing from elsewhere and runs nothing', () => {
    const html = renderHtmlReport(report);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).not.toMatch(/<(script|link|iframe|object|embed)|https?:|@import|url\(|\son\w+=/i);
    expect(html).toContain("default-src 'none'");
  });

  it('has a table beside each drawing, a name for it, and balanced tags', () => {
    const html = renderHtmlReport(report);
    expect(html.match(/<svg /g)?.length).toBe(html.match(/<svg [^>]*role="img" aria-label="[^"]+"/g)?.length);
    for (const caption of ['Spend and effect over the window', 'Contributions over the window', 'Response curves', 'Weights by lag', 'Actual and fitted', 'Per week', 'Models of the best fronts']) {
      expect(html).toContain(`<caption>${caption}</caption>`);
    }
    for (const tag of ['section', 'figure', 'table', 'details', 'svg', 'text', 'tr', 'div', 'ul', 'li', 'dl']) {
      expect(html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length, tag).toBe(html.match(new RegExp(`</${tag}>`, 'g'))?.length);
    }
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('stays small however many models were tried', () => {
    const all = Array.from({ length: 50_000 }, (_, i): [number, number] => [0.1 + i / 1e6, 0.2 + (i % 100) / 500]);
    const html = renderHtmlReport({ ...report, pareto: { ...report.pareto, all } });
    expect(html.match(/<circle class="mark baseline"/g)?.length).toBeLessThanOrEqual(2000);
  });

  it('says the facts and the caveats', () => {
    const html = renderHtmlReport(report);
    for (const words of ['20,000 models tried (40 trials of 500', 'report of 2025-11-20', 'seed 1', 'NRMSE converged.', 'not confidence intervals', 'share of the present budget', 'Mixwright 0.1.0']) {
      expect(html).toContain(words);
    }
  });

  it('is the same for the same data, and does without allocation, models and points', () => {
    expect(renderHtmlReport(report)).toBe(renderHtmlReport(report));
    const bare = renderHtmlReport({ ...report, allocation: null, models: [], notes: [], convergence: {}, pareto: { all: [], front: [], chosen: null } });
    expect(bare).not.toMatch(/NaN|undefined|Suggested budget/);
  });

  it('speaks of conversions and their cost where the response is one', () => {
    const conversions = { ...report, spec: { ...report.spec, response: { column: 'sales', kind: 'conversion' as const } }, model: { ...report.model, page: { ...report.model.page, responseKind: 'conversion' as const } } };
    const html = renderHtmlReport(conversions);
    expect(html).toContain('A conversion costs least through search');
    expect(html).toContain('CPA €');
  });

  it('writes numbers as the locale does', () => {
    expect(renderHtmlReport({ ...report, locale: 'de-DE' })).toContain('20.000 models tried');
  });
});
