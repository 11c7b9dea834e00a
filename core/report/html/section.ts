import { escapeHtml } from './escape.ts';

/** A heading with what belongs under it; `body` is HTML. */
export function section(title: string, body: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;
}

/** A section of plain sentences. */
export function list(title: string, sentences: readonly string[]): string {
  return section(title, `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`);
}
