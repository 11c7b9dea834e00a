import type { Format } from '../format.ts';
import { NOTHING } from '../format.ts';
import type { CellStyle, ReportTable } from '../tables.ts';
import { escapeHtml } from './escape.ts';

/** A table with a caption and scoped headers; the first column names its row. */
export function tableHtml(table: ReportTable, format: Format): string {
  const head = table.columns.map(({ title, style }) => `<th scope="col"${style === 'text' ? ' class="text"' : ''}>${escapeHtml(title)}</th>`).join('');
  const body = table.rows.map((row) => `<tr>${row.map((cell, index) => {
    const style = table.columns[index]?.style ?? 'text';
    const content = escapeHtml(cellText(cell, style, format));
    return index === 0 ? `<th scope="row">${content}</th>` : `<td${style === 'text' ? ' class="text"' : ''}>${content}</td>`;
  }).join('')}</tr>`).join('');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(table.caption)}"><table><caption>${escapeHtml(table.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** A figure with its numbers as a table behind a summary. */
export function figureHtml(caption: string, drawing: string, table: ReportTable, format: Format): string {
  return `<figure><figcaption>${escapeHtml(caption)}</figcaption>${drawing}</figure><details><summary>Read as a table</summary>${tableHtml(table, format)}</details>`;
}

/** A table written in short: columns as title and style. */
export function table(caption: string, columns: readonly (readonly [title: string, style: CellStyle])[], rows: ReportTable['rows']): ReportTable {
  return { caption, columns: columns.map(([title, style]) => ({ title, style })), rows };
}

function cellText(cell: string | number | null, style: CellStyle, format: Format): string {
  if (cell === null) return NOTHING;
  if (typeof cell === 'string') return cell;
  return style === 'text' ? String(cell) : format[style](cell);
}
