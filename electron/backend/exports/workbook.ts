import writeXlsxFile from 'write-excel-file/node';
import type { CellObject, Row } from 'write-excel-file/node';
import type { CellStyle, ReportTable } from '../../../core/report/tables.ts';

/** A sheet: tables one under the other, the first one's header frozen, and lines of text below them. */
export interface WorkbookSheet {
  name: string;
  tables: readonly ReportTable[];
  lines?: readonly string[];
}

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Numbers stay numbers and dates dates; text is never read as a formula, whatever it begins with. */
export async function workbookBytes(sheets: readonly WorkbookSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const names = sheetNames(sheets.map(({ name }) => name));
  const buffer = await writeXlsxFile(sheets.map(({ tables, lines = [] }, index) => ({
    sheet: names[index] ?? '', stickyRowsCount: 1, columns: widthsOf(tables).map((width) => ({ width })),
    data: [...tables.flatMap((table, place) => tableRows(table, place === 0)), ...lineRows(lines)],
  }))).toBuffer();
  return new Uint8Array(buffer);
}

const FORMATS: Readonly<Record<CellStyle, string | null>> = { text: null, money: '#,##0.00', amount: '#,##0.00', percent: '0.0%', ratio: '0.0000' };
const DATE_FORMAT = 'yyyy-mm-dd';
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The first table's caption is left out, so that its header is the sheet's first row. */
function tableRows({ caption, columns, rows }: ReportTable, isFirst: boolean): Row[] {
  return [
    ...(isFirst ? [] : [[], [textCell(caption, { fontWeight: 'bold' })]]),
    columns.map(({ title, style }) => textCell(title, { fontWeight: 'bold', bottomBorderStyle: 'thin', wrap: true, alignVertical: 'bottom', align: style === 'text' ? 'left' : 'right' })),
    ...rows.map((row) => row.map((value, column) => cellOf(value, columns[column]?.style ?? 'text'))),
  ];
}

function lineRows(lines: readonly string[]): Row[] {
  return lines.length === 0 ? [] : [[], ...lines.map((line) => [textCell(line)])];
}

function cellOf(value: string | number | null, style: CellStyle): CellObject | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return ISO_DATE.test(value) ? { value: new Date(`${value}T00:00:00Z`), type: Date, format: DATE_FORMAT, align: 'left' } : textCell(value);
  if (!Number.isFinite(value)) return null;
  const format = FORMATS[style];
  return { value, type: Number, ...(format === null ? {} : { format }) };
}

function textCell(value: string, style: Omit<CellObject, 'value' | 'type'> = {}): CellObject {
  return { value: written(value), type: String, ...style };
}

/** Without what XML has no way to hold. */
function written(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (sign) => ('\t\n'.includes(sign) ? sign : ' '));
}

const LEAST_WIDTH = 10;
const MOST_WIDTH = 48;
/** Digits, separators and decimals of the amounts there usually are. */
const NUMBER_WIDTH = 14;

/** In characters; sentences run over the columns beside them. */
function widthsOf(tables: readonly ReportTable[]): number[] {
  const count = Math.max(1, ...tables.map(({ columns }) => columns.length));
  return Array.from({ length: count }, (_, column) => Math.max(LEAST_WIDTH, ...tables.flatMap(({ columns, rows }) => {
    const own = columns[column];
    if (own === undefined) return [];
    if (own.style !== 'text') return [NUMBER_WIDTH];
    return [own.title, ...rows.map((row) => String(row[column] ?? ''))].map(({ length }) => Math.min(MOST_WIDTH, length + 2));
  })));
}

const MAX_NAME = 31;

/** Names that spreadsheets take: at most 31 characters, none of []:*?/\, none twice whatever the case. */
function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>(['history']);
  return wanted.map((name) => {
    const plain = written(name).replace(/[[\]:*?/\\\t\n]/g, ' ').replace(/\s+/g, ' ').replace(/^[' ]+|[' ]+$/g, '') || 'Sheet';
    for (let number = 1; ; number++) {
      const ending = number === 1 ? '' : ` (${number})`;
      // By code points, so that no sign is cut in two; and no ' at the end.
      const short = `${cut(plain, MAX_NAME - ending.length)}${ending}`;
      if (taken.has(short.toLowerCase())) continue;
      taken.add(short.toLowerCase());
      return short;
    }
  });
}

function cut(text: string, length: number): string {
  let result = '';
  for (const sign of text) {
    if (result.length + sign.length > length) break;
    result += sign;
  }
  return result.replace(/[' ]+$/, '');
}
