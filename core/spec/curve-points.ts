import { findNumberStyle, readNumber } from '../data/numbers.ts';
import { plural } from '../data/plural.ts';
import { MIN_CURVE_POINTS } from './read-studies.ts';
import type { CurveCalibration } from './spec.ts';

export interface PointsText {
  points: CurveCalibration['points'];
  /** What could not be read, with its line. */
  faults: string[];
}

/**
 * Points as people paste them from a sheet: spend and response per line, parted by tab, semicolon, comma or spaces, with a
 * heading or without; decimal points or commas.
 */
export function parsePoints(text: string): PointsText {
  const lines = text.split(/\r?\n/).map((line, at) => ({ line: line.trim(), number: at + 1 })).filter(({ line }) => line !== '');
  const separator = lines.some(({ line }) => line.includes('\t')) ? /\t/ : lines.some(({ line }) => line.includes(';')) ? /;/
    : lines.some(({ line }) => /\d\s+\d/.test(line) && !/,\s/.test(line)) ? /\s+/ : /,/;
  const rows = lines.map(({ line, number }) => ({ number, line, cells: line.split(separator).map((cell) => cell.trim()).filter((cell) => cell !== '') }));
  // A comma that parts the cells is no decimal sign.
  const { decimal } = separator.source === ',' ? { decimal: '.' as const } : findNumberStyle(rows.map(({ cells }) => cells), separator.source === ';' ? ';' : '\t');
  const points: PointsText['points'] = [];
  const faults: string[] = [];
  for (const [at, { cells, number, line }] of rows.entries()) {
    const [spend, response] = cells.map((cell) => readNumber(cell, decimal));
    if (cells.length === 2 && typeof spend === 'number' && typeof response === 'number') {
      if (spend >= 0 && response >= 0) points.push({ spend, response });
      else faults.push(`Line ${number}: spend and response are 0 or more.`);
    } else if (at > 0 || !/\p{L}/u.test(line)) {
      faults.push(`Line ${number}: “${line.length > 40 ? `${line.slice(0, 39)}…` : line}” is not two numbers.`);
    }
  }
  const spends = new Set(points.map(({ spend }) => spend).filter((spend) => spend > 0)).size;
  if (faults.length === 0 && spends < MIN_CURVE_POINTS) faults.push(`${plural(spends, 'different spend')} above 0 so far; a curve needs at least ${MIN_CURVE_POINTS}.`);
  return { points, faults };
}

/** As `parsePoints` reads it. */
export function writePoints(points: CurveCalibration['points']): string {
  return points.map(({ spend, response }) => `${spend}\t${response}`).join('\n');
}
