/** Settings of the pipeline that the search chooses. */
import { nearestName } from '../data/nearest.ts';
import { INPUTS, LARGEST_LAG, USES } from './choices.ts';
import type { ChoiceSetting } from './choices.ts';
import { ADSTOCKS } from './defaults.ts';
import { join, show, type Reader } from './reader.ts';
import type { ChannelSpec, ChoicesSpec, ContextSpec, OrganicSpec } from './spec.ts';

/** What a file has to choose for, as read so far. */
export interface ChoiceSubjects {
  channels: readonly ChannelSpec[];
  organic: readonly OrganicSpec[];
  context: readonly ContextSpec[];
  /** Names of the baseline's terms. */
  baseline: readonly string[];
}

const OPTIONS = { adstock: ADSTOCKS, input: INPUTS, use: USES } as const;

/** Null when there are none. */
export function readChoices(reader: Reader, value: unknown, subjects: ChoiceSubjects): ChoicesSpec | null {
  const root = value === undefined ? null : reader.object(value, 'choices', null);
  if (root === null) return null;
  const known = knownKeys(subjects);
  const entries = Object.entries(root.record).flatMap(([key, given]): [string, ChoicesSpec[string]][] => {
    const path = join('choices', key);
    const setting = known.get(key);
    if (setting === undefined) {
      reportUnknown(reader, key, path, [...known.keys()], subjects);
      return [];
    }
    const read = setting === 'lag' ? readLag(reader, given, path) : readOptions(reader, given, path, setting);
    return read === null ? [] : [[key, read]];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function knownKeys({ channels, organic, context, baseline }: ChoiceSubjects): Map<string, ChoiceSetting> {
  return new Map([
    ...[...channels, ...organic].map(({ name }) => [`${name}.adstock`, 'adstock'] as const),
    ...channels.filter(({ exposure }) => exposure !== undefined).map(({ name }) => [`${name}.input`, 'input'] as const),
    ...baseline.map((name) => [`${name}.use`, 'use'] as const),
    ...context.map(({ column }) => [`${column}.lag`, 'lag'] as const),
  ]);
}

function reportUnknown(reader: Reader, key: string, path: string, known: readonly string[], { channels }: ChoiceSubjects): void {
  const channel = channels.find(({ name }) => key === `${name}.input`);
  if (channel !== undefined) {
    reader.report('SPEC_CHOICE_NO_EXPOSURE', path, `"${channel.name}" has no exposure, so there is nothing to choose between.`,
      'Add "exposure" to the channel, or take the choice out.');
    return;
  }
  const nearest = nearestName(key, known);
  reader.report('SPEC_UNKNOWN_KEY', path, `"${key}" is not a setting that can be searched.`,
    `${nearest === null ? '' : `Did you mean "${nearest}"? `}There are: ${known.join(', ') || 'none'}.`);
}

/** Two or more different options. */
function readOptions(reader: Reader, value: unknown, path: string, setting: keyof typeof OPTIONS): ChoicesSpec[string] | null {
  const options: readonly string[] = OPTIONS[setting];
  const example = JSON.stringify(options.slice(0, 2));
  if (!Array.isArray(value)) {
    reader.report('SPEC_WRONG_TYPE', path, `Expected a list of options, got ${show(value)}.`, `Write ${example}, for instance.`);
    return null;
  }
  const read = value.map((item, i) => reader.choice(item === undefined ? null : item, join(path, i), options, ''));
  if (read.includes('')) return null;
  const different = [...new Set(read)];
  if (different.length < read.length) {
    reader.report('SPEC_CHOICE_TWICE', path, `An option is named twice: got ${show(value)}.`, `Write ${JSON.stringify(different)}.`);
    return null;
  }
  if (different.length < 2) {
    reader.report('SPEC_FEW_CHOICES', path, `Expected two options or more to choose from, got ${show(value)}.`,
      `Write ${example}, for instance, or take the choice out.`);
    return null;
  }
  return different as ChoicesSpec[string];
}

/** Lowest and highest, whole periods. */
function readLag(reader: Reader, value: unknown, path: string): [number, number] | null {
  const whole = (end: unknown): end is number => typeof end === 'number' && Number.isSafeInteger(end);
  if (!Array.isArray(value) || value.length !== 2 || !value.every(whole)) {
    reader.report('SPEC_WRONG_TYPE', path, `Expected two whole numbers of periods [lowest, highest], got ${show(value)}.`, 'Write [0, 4], for instance.');
    return null;
  }
  const [lowest = 0, highest = 0] = value as number[];
  if (lowest > highest) {
    reader.report('SPEC_RANGE_UPSIDE_DOWN', path, `The range is upside down: got [${lowest}, ${highest}].`, `Write [${highest}, ${lowest}].`);
    return null;
  }
  if (lowest < 0 || highest > LARGEST_LAG) {
    reader.report('SPEC_OUT_OF_LIMITS', path, `Expected lags from 0 to ${LARGEST_LAG}, got ${lowest} to ${highest}.`,
      lowest < 0 ? 'A column cannot be taken from later periods: start at 0.' : 'Choose a smaller lag.');
    return null;
  }
  return [lowest, highest];
}
