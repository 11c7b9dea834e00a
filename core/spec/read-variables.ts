import { nearestName } from '../data/nearest.ts';
import { ADSTOCKS } from './defaults.ts';
import { join, type Node, type Reader } from './reader.ts';
import type { AdstockKind, ChannelSpec, ContextSpec, OrganicSpec, Sign } from './spec.ts';

const SIGNS: readonly Sign[] = ['positive', 'negative', 'free'];
const CONTEXT_TYPES: readonly ContextSpec['type'][] = ['number', 'factor'];

export function readChannels(reader: Reader, root: Node): ChannelSpec[] {
  const channels = reader.list(root, 'channels').flatMap((value, i): ChannelSpec[] => {
    const node = reader.object(value, join('channels', i), ['name', 'spend', 'exposure', 'sign', 'adstock']);
    if (node === null) return [];
    const exposure = reader.optionalText(node, 'exposure');
    return [{
      name: mediaName(reader, node), spend: reader.text(node, 'spend'), ...(exposure === undefined ? {} : { exposure }),
      sign: readSign(reader, node, 'positive'), ...readAdstock(reader, node),
    }];
  });
  if (root.record['channels'] === undefined || (Array.isArray(root.record['channels']) && channels.length === 0)) {
    reader.report('SPEC_NO_CHANNELS', 'channels', 'The project has no paid channel.', 'Give at least one column of spend that role; in a project file: "channels": [{ "name": "tv", "spend": "tv_spend" }].');
  }
  return channels;
}

export function readOrganic(reader: Reader, root: Node): OrganicSpec[] {
  return reader.list(root, 'organic').flatMap((value, i): OrganicSpec[] => {
    const node = reader.object(value, join('organic', i), ['name', 'column', 'sign', 'adstock']);
    return node === null ? [] : [{
      name: mediaName(reader, node), column: reader.text(node, 'column'),
      sign: readSign(reader, node, 'positive'), ...readAdstock(reader, node),
    }];
  });
}

export function readContext(reader: Reader, root: Node): ContextSpec[] {
  return reader.list(root, 'context').flatMap((value, i): ContextSpec[] => {
    const node = reader.object(value, join('context', i), ['column', 'type', 'sign', 'reference']);
    if (node === null) return [];
    const type = reader.choice(node.record['type'], join(node.path, 'type'), CONTEXT_TYPES, 'number');
    const reference = reader.optionalText(node, 'reference');
    if (reference !== undefined && type === 'number') {
      reader.report('SPEC_REFERENCE_WITHOUT_FACTOR', join(node.path, 'reference'), 'Only a factor has a reference level, this is a number.',
        'Add "type": "factor", or take the reference out.');
    }
    return [{ column: reader.text(node, 'column'), type, sign: readSign(reader, node, 'free'), ...(reference === undefined ? {} : { reference }) }];
  });
}

function readSign(reader: Reader, node: Node, fallback: Sign): Sign {
  return reader.choice(node.record['sign'], join(node.path, 'sign'), SIGNS, fallback);
}

function readAdstock(reader: Reader, node: Node): { adstock?: AdstockKind } {
  const value = node.record['adstock'];
  return value === undefined ? {} : { adstock: reader.choice(value, join(node.path, 'adstock'), ADSTOCKS, 'geometric') };
}

/** A name that can stand in `tv.theta` and `promotion=sale`. */
function mediaName(reader: Reader, node: Node): string {
  const name = reader.text(node, 'name');
  if (/[.=]/.test(name)) {
    reader.report('SPEC_BAD_NAME', join(node.path, 'name'), `The name "${name}" has a "." or "=", which part names from parameters and levels.`,
      `Write "${name.replace(/[.=]+/g, '_')}".`);
  }
  return name;
}

/** Every variable has a coefficient of its name, so names are shared by channels, organic, context and baseline. */
export function checkNames(
  reader: Reader, channels: readonly ChannelSpec[], organic: readonly OrganicSpec[], context: readonly ContextSpec[],
  baseline: readonly string[],
): void {
  const taken = new Map<string, string>([...baseline, '(intercept)'].map((name) => [name, 'the baseline']));
  const take = (name: string, key: string): void => {
    if (name === '') return;
    const other = taken.get(name);
    if (other === undefined) taken.set(name, key);
    else reader.report('SPEC_DUPLICATE_NAME', key, `The name "${name}" is taken by ${other}.`, 'Give each variable a name of its own.');
  };
  for (const [i, { name }] of channels.entries()) take(name, `channels[${i}].name`);
  for (const [i, { name }] of organic.entries()) take(name, `organic[${i}].name`);
  for (const [i, { column }] of context.entries()) take(column, `context[${i}].column`);
}

/** Reports a name that is no channel or organic variable. */
export function checkMediaName(reader: Reader, name: string, key: string, media: readonly string[]): void {
  if (media.includes(name)) return;
  const nearest = nearestName(name, media);
  reader.report('SPEC_UNKNOWN_CHANNEL', key, `"${name}" is not a channel or organic variable of this project.`,
    `${nearest === null ? '' : `Did you mean "${nearest}"? `}There are: ${media.join(', ') || 'none'}.`);
}
