import { ALPHA_RANGE, GAMMA_RANGE, THETA_RANGES, WEIBULL_RANGES } from '../../../../core/spec/defaults.ts';
import type { MediaKind } from '../../../../core/spec/defaults.ts';
import type { AdstockKind, MediaRanges } from '../../../../core/spec/spec.ts';

interface ParameterField {
  key: keyof MediaRanges;
  label: string;
  help: string;
  min: number;
  max: number;
  step: number;
}

const alpha: ParameterField = { key: 'alpha', label: 'Alpha', help: 'shape of saturation: under 1 bends at once, above 1 is S-shaped', min: 0.1, max: 5, step: 0.05 };
const gamma: ParameterField = { key: 'gamma', label: 'Gamma', help: 'where it bends, as a share of the largest spend', min: 0.01, max: 1, step: 0.01 };
const scale: ParameterField = { key: 'scale', label: 'Scale', help: 'how far it reaches, as a share of the table', min: 0, max: 0.5, step: 0.005 };

export const ADSTOCK_LABELS: Readonly<Record<AdstockKind, string>> = { geometric: 'Geometric', weibull_cdf: 'Weibull, falling', weibull_pdf: 'Weibull, delayed' };

/** The fields of each kind of adstock; `max` of the unbounded ones is where the slider ends. */
export const PARAMETERS: Readonly<Record<AdstockKind, readonly ParameterField[]>> = {
  geometric: [{ key: 'theta', label: 'Theta', help: 'share carried over into the next period', min: 0, max: 0.99, step: 0.01 }, alpha, gamma],
  weibull_cdf: [{ key: 'shape', label: 'Shape', help: 'above 1: falls late, then fast', min: 0, max: 10, step: 0.05 }, scale, alpha, gamma],
  weibull_pdf: [{ key: 'shape', label: 'Shape', help: 'above 1: peaks after some periods', min: 0, max: 10, step: 0.05 }, scale, alpha, gamma],
};

const LABELS: Readonly<Record<MediaKind, string>> = {
  tv: 'TV', offline: 'Print, radio, outdoor', digital: 'Digital', organic: 'Organic', unknown: 'As wide as it gets',
};

/** Ranges by kind of channel. Weibull adstock has one guidance for all kinds. */
export function presets(adstock: AdstockKind): { label: string; ranges: MediaRanges }[] {
  if (adstock !== 'geometric') return [{ label: 'Usual ranges', ranges: { ...WEIBULL_RANGES[adstock], alpha: ALPHA_RANGE, gamma: GAMMA_RANGE } }];
  return (Object.keys(LABELS) as MediaKind[]).map((kind) => (
    { label: LABELS[kind], ranges: { theta: THETA_RANGES[kind], alpha: ALPHA_RANGE, gamma: GAMMA_RANGE } }));
}
