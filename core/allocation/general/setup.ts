import type { Curve } from '../curve.ts';
import type { BaseTable, Piece } from './base-table.ts';
import { baseTable } from './base-table.ts';

/** Channels that together stay within [lower, upper] money per period; no channel is in two. */
export interface GroupLimit {
  members: number[];
  lower: number;
  upper: number;
}

/** What stays the same between solves of one problem. */
export interface Setup {
  tables: BaseTable[];
  groups: GroupLimit[];
  /** At most so many channels differ from `present`; null: any number. */
  maxChanged: number | null;
  present: number[];
}

/** @param curves by channel, then by model */
export function setupOf(pieces: readonly (readonly Piece[])[], curves: readonly (readonly Curve[])[], groups: GroupLimit[], maxChanged: number | null, present: number[]): Setup {
  return { tables: pieces.map((own, index) => baseTable(curves[index] ?? [], own)), groups, maxChanged, present };
}
