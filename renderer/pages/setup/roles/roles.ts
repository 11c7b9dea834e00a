import { mediaStem } from '../../../../core/spec/roles.ts';
import { columnUses } from '../../../../core/spec/uses.ts';
import type { ColumnInfo } from '../../../../electron/contract/data.ts';
import type { Sign, Spec } from '../../../../core/spec/spec.ts';
import { forgetChoices, renameChoices } from '../choices/choices.ts';

/** What a column is in the model. */
export type Role = 'date' | 'response' | 'spend' | 'exposure' | 'organic' | 'context' | 'factor' | 'baseline' | 'unused';

export function roleOf(spec: Spec, column: string): Role {
  if (spec.date === column) return 'date';
  if (spec.response.column === column) return 'response';
  if (spec.channels.some((one) => one.spend === column)) return 'spend';
  if (spec.channels.some((one) => one.exposure === column)) return 'exposure';
  if (spec.organic.some((one) => one.column === column)) return 'organic';
  const context = spec.context.find((one) => one.column === column);
  if (context !== undefined) return context.type === 'factor' ? 'factor' : 'context';
  if (spec.baseline.source === 'columns' && Object.values(spec.baseline.columns).includes(column)) return 'baseline';
  return 'unused';
}

/** Columns that the file uses and the table does not have: another table may have come after the setup. */
export function missingColumns(spec: Spec, known: readonly string[]): string[] {
  const used = new Set(columnUses(spec).map(({ column }) => column));
  return [...used].filter((column) => column !== '' && !known.includes(column));
}

/** Roles a column that the table does not have may take: its own, or none. */
export function rolesWithoutColumn(column: string, spec: Spec): Role[] {
  const role = roleOf(spec, column);
  return role === 'date' || role === 'response' ? [role] : [role, 'unused'];
}

/** Roles a column may take, judged by what is in it. Date and response are given up only to another column. */
export function possibleRoles(column: ColumnInfo, spec: Spec): Role[] {
  const role = roleOf(spec, column.name);
  if (role === 'date' || role === 'response') return [role];
  if (column.type === 'date') return ['date', 'unused'];
  if (column.type === 'text') return ['factor', 'unused'];
  const exposure: Role[] = spec.channels.length > 0 ? ['exposure'] : [];
  return ['response', 'spend', ...exposure, 'organic', 'context', 'factor', 'unused'];
}

/** Gives a column a role, taking its old one; changes `spec`. An exposure goes to the channel with the likest name. */
export function setRole(spec: Spec, column: string, role: Role): void {
  const old = roleOf(spec, column);
  if (old === role) return;
  takeRole(spec, column);
  switch (role) {
    case 'date': spec.date = column; break;
    case 'response': spec.response = { ...spec.response, column }; break;
    case 'spend': spec.channels.push({ name: freeName(spec, column), spend: column, sign: 'positive' }); break;
    case 'exposure': setExposure(spec, column, likestChannel(spec, column)); break;
    case 'organic': spec.organic.push({ name: freeName(spec, column), column, sign: 'positive' }); break;
    case 'context': spec.context.push({ column, type: 'number', sign: 'free' }); break;
    case 'factor': spec.context.push({ column, type: 'factor', sign: 'free' }); break;
    case 'baseline': case 'unused': break;
  }
  forgetChoices(spec);
}

/** Removes a column from wherever it is, but date and response, which are never without one. */
function takeRole(spec: Spec, column: string): void {
  for (const media of [...spec.channels.filter((one) => one.spend === column), ...spec.organic.filter((one) => one.column === column)]) {
    forget(spec, media.name);
  }
  spec.channels = spec.channels.filter((one) => one.spend !== column);
  for (const channel of spec.channels) if (channel.exposure === column) delete channel.exposure;
  spec.organic = spec.organic.filter((one) => one.column !== column);
  spec.context = spec.context.filter((one) => one.column !== column);
  if (spec.baseline.source === 'columns') {
    spec.baseline.columns = Object.fromEntries(Object.entries(spec.baseline.columns).filter(([, name]) => name !== column));
  }
}

/** Drops what the rest of the file says of a channel or organic variable that is gone. */
function forget(spec: Spec, name: string): void {
  spec.hyperparameters = Object.fromEntries(Object.entries(spec.hyperparameters).filter(([key]) => key !== name));
  spec.calibration = spec.calibration
    .map((study) => ({ ...study, channels: study.channels.filter((one) => one !== name) }))
    .filter((study) => study.channels.length > 0);
  spec.curves = spec.curves.filter((curve) => curve.channel !== name);
}

export function setExposure(spec: Spec, column: string, channelName: string): void {
  for (const channel of spec.channels) {
    if (channel.exposure === column) delete channel.exposure;
    if (channel.name === channelName) channel.exposure = column;
  }
  forgetChoices(spec);
}

/** Renames a channel or organic variable everywhere in the file. */
export function renameMedia(spec: Spec, from: string, to: string): void {
  for (const media of [...spec.channels, ...spec.organic]) if (media.name === from) media.name = to;
  spec.hyperparameters = Object.fromEntries(Object.entries(spec.hyperparameters).map(([key, ranges]) => [key === from ? to : key, ranges]));
  for (const study of spec.calibration) study.channels = study.channels.map((one) => (one === from ? to : one));
  for (const curve of spec.curves) if (curve.channel === from) curve.channel = to;
  renameChoices(spec, from, to);
}

export function setSign(spec: Spec, column: string, sign: Sign): void {
  for (const one of spec.channels) if (one.spend === column) one.sign = sign;
  for (const one of [...spec.organic, ...spec.context]) if (one.column === column) one.sign = sign;
}

export function setReference(spec: Spec, column: string, level: string | null): void {
  for (const one of spec.context) {
    if (one.column !== column) continue;
    if (level === null) delete one.reference;
    else one.reference = level;
  }
}

/** `tv_spend` → `tv`; numbered when another has that name. */
function freeName(spec: Spec, column: string): string {
  const taken = new Set([...spec.channels, ...spec.organic].map((one) => one.name));
  const base = mediaStem(column) || column;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}

function likestChannel(spec: Spec, column: string): string {
  const base = mediaStem(column);
  const like = spec.channels.find((one) => one.name === base || mediaStem(one.spend) === base)
    ?? spec.channels.find((one) => one.exposure === undefined) ?? spec.channels[0];
  return like?.name ?? '';
}
