import { createFormat } from '../report/format.ts';
import type { Diagnostic, DiagnosticPlot } from './diagnostic.ts';

/** Findings are in English, their numbers without currency. */
export const { percent, ratio, amount, significant, day } = createFormat('en-GB', null);

/** A finding with what it needs and no more; advice is dropped when it passes. */
export function finding(
  id: string, title: string, level: Diagnostic['level'],
  { figure = null, text, advice = null, plot = null }: { figure?: string | null; text: string; advice?: string | null; plot?: DiagnosticPlot | null },
): Diagnostic {
  return { id, level, title, figure, text, advice: level === 'pass' ? null : advice, plot };
}

/** `a`, `a and b`, `a, b and c`; past `most`, `a, b and 3 more`. */
export function list(names: readonly string[], most = Infinity): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** Chance of a test: `p 0.032`, `p < 0.001`. */
export function chance(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p ${ratio(p)}`;
}

/** A number that may be without bound. */
export function ratioOrInfinite(value: number): string {
  return value === Infinity ? 'infinite' : ratio(value);
}
