import type { Diagnostic } from '../../diagnosis/diagnostic.ts';
import { diagnosticChart } from '../svg/diagnostic.ts';
import { escapeHtml } from './escape.ts';
import type { Drawing } from './report-data.ts';
import { section } from './section.ts';

const GROUPS = [
  { level: 'fail', badge: 'FAIL', title: 'Don’t use the figures before this is mended' },
  { level: 'look', badge: 'LOOK', title: 'Worth a thought before the figures are used' },
  { level: 'pass', badge: 'PASS', title: 'In order' },
] as const;

/** Findings, the worst first, each with its figure, what to do, and a small plot. */
export function diagnosisSection(diagnostics: readonly Diagnostic[], { format }: Drawing): string {
  const counts = GROUPS.map(({ level, badge }) => `${diagnostics.filter((one) => one.level === level).length} ${badge}`).join(', ');
  const groups = GROUPS.map(({ level, badge, title }) => {
    const found = diagnostics.filter((one) => one.level === level);
    return found.length === 0 ? '' : `<h3>${title}</h3><ul class="findings">${found.map((one) => finding(one, badge, format)).join('')}</ul>`;
  });
  return section('Can it be trusted?', `<p>${counts}.</p>${groups.join('')}`);
}

function finding({ level, title, figure, text, advice, plot }: Diagnostic, badge: string, format: Drawing['format']): string {
  return `<li><span class="badge ${level}">${badge}</span><strong>${escapeHtml(title)}.</strong> ${figure === null ? '' : `<span class="figure">${escapeHtml(figure)}.</span> `}${escapeHtml(text)}`
    + (advice === null ? '' : `<br><em>What to do:</em> ${escapeHtml(advice)}`)
    + (plot === null || level === 'pass' ? '' : `<figure class="finding"><figcaption>${escapeHtml(plot.title)}</figcaption>${diagnosticChart(plot, format)}</figure>`) + '</li>';
}
