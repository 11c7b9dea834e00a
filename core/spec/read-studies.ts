/** What was measured outside the model: lift studies and response curves. */
import { checkMediaName } from './read-variables.ts';
import { join, type Node, type Reader } from './reader.ts';
import type { CurveCalibration, LiftStudy } from './spec.ts';

export function readCalibration(reader: Reader, root: Node, media: readonly string[]): LiftStudy[] {
  return reader.list(root, 'calibration').flatMap((value, i): LiftStudy[] => {
    const path = join('calibration', i);
    const node = reader.object(value, path, ['channels', 'from', 'to', 'lift', 'spend', 'confidence', 'scope']);
    if (node === null) return [];
    const written = reader.list(node, 'channels');
    const channels = written.filter((name): name is string => typeof name === 'string');
    if (channels.length === 0 || channels.length < written.length) {
      reader.report('SPEC_WRONG_TYPE', join(path, 'channels'), 'A lift study names the channels it measured.', 'Write ["tv"], for instance.');
    }
    for (const [k, name] of channels.entries()) {
      checkMediaName(reader, name, join(join(path, 'channels'), k), media);
      if (channels.indexOf(name) < k) {
        reader.report('SPEC_STUDY_CHANNEL_TWICE', join(join(path, 'channels'), k), `"${name}" is named twice in one study, and its effect would count twice.`, 'Name it once.');
      }
    }
    const period = reader.period(node);
    const lift = reader.number(node.record['lift'], join(path, 'lift'), {}, 1);
    if (lift === 0) {
      reader.report('SPEC_OUT_OF_LIMITS', join(path, 'lift'), 'The lift is 0, and errors are measured in parts of it.', 'Give the measured lift, or take the study out.');
    }
    const { spend, confidence } = node.record;
    return [{
      channels, from: period?.from ?? '', to: period?.to ?? '', lift,
      ...(spend === undefined ? {} : { spend: reader.number(spend, join(path, 'spend'), { min: 0 }, 0) }),
      ...(confidence === undefined ? {} : { confidence: readConfidence(reader, confidence, join(path, 'confidence')) }),
      scope: reader.choice(node.record['scope'], join(path, 'scope'), ['immediate', 'total'] as const, 'immediate'),
    }];
  });
}

/** 0..1; percentages are told how to be written. */
function readConfidence(reader: Reader, value: unknown, path: string): number {
  if (typeof value !== 'number' || !(value > 1 && value <= 100)) return reader.number(value, path, { min: 0, max: 1 }, 1);
  reader.report('SPEC_OUT_OF_LIMITS', path, `Confidence goes from 0 to 1, got ${value}.`, `For ${value} per cent write ${Number((value / 100).toPrecision(6))}.`);
  return 1;
}

/** A Hill curve has a height, alpha and gamma; with fewer points above spend 0, where every curve is 0, there is nothing left to tell how well it fits. */
export const MIN_CURVE_POINTS = 4;

export function readCurves(reader: Reader, root: Node, media: readonly string[]): CurveCalibration[] {
  return reader.list(root, 'curves').flatMap((value, i): CurveCalibration[] => {
    const path = join('curves', i);
    const node = reader.object(value, path, ['channel', 'kind', 'points']);
    if (node === null) return [];
    const channel = reader.text(node, 'channel');
    if (channel !== '') checkMediaName(reader, channel, join(path, 'channel'), media);
    const points = reader.list(node, 'points').flatMap((point, k) => {
      const at = join(join(path, 'points'), k);
      const entry = reader.object(point, at, ['spend', 'response']);
      if (entry === null) return [];
      const read = (key: 'spend' | 'response'): number => reader.number(entry.record[key], join(at, key), { min: 0 }, 0);
      return [{ spend: read('spend'), response: read('response') }];
    });
    if (new Set(points.map(({ spend }) => spend).filter((spend) => spend > 0)).size < MIN_CURVE_POINTS) {
      reader.report('SPEC_FEW_POINTS', join(path, 'points'), `A curve needs at least ${MIN_CURVE_POINTS} points at different spends above 0.`,
        'Add points of the curve, or take it out.');
    }
    return [{ channel, kind: reader.choice(node.record['kind'], join(path, 'kind'), ['reach_frequency', 'holdout'] as const, 'reach_frequency'), points }];
  });
}
