import { boundsOf, rangesFor } from '../spec/defaults.ts';
import type { AdstockKind, Range, Spec } from '../spec/spec.ts';
import { SMALLEST_SHARE } from './penalty-range.ts';
import type { MediaTerm, SearchParameter, SearchSpace } from './prepared.ts';

/** λ = λmin + (λmax − λmin)·position is proportional to position + this, so its logarithm is what is spread evenly. */
const LAMBDA_OFFSET = SMALLEST_SHARE / (1 - SMALLEST_SHARE);

/** A medium before its hyperparameters have places. */
type MediaDraft = Pick<MediaTerm, 'name' | 'kind' | 'term'>;

/** Hyperparameters of one medium, in the order of the vector. */
export function mediaParameters(adstock: AdstockKind): readonly ('theta' | 'shape' | 'scale' | 'alpha' | 'gamma')[] {
  return adstock === 'geometric' ? ['theta', 'alpha', 'gamma'] : ['shape', 'scale', 'alpha', 'gamma'];
}

/** The search space, media by media, then lambda and train_size; and each medium with its places in it. */
export function searchSpace(spec: Spec, drafts: readonly MediaDraft[]): { space: SearchSpace; media: MediaTerm[] } {
  const parameters: SearchParameter[] = [];
  const add = (name: string, range: Range, logOffset?: number): void => {
    const [lower, upper] = boundsOf(range);
    parameters.push({ name, lower, upper, ...(logOffset === undefined ? {} : { logOffset }) });
  };
  const media = drafts.map((draft): MediaTerm => {
    const ranges = rangesFor(spec, draft.name);
    const first = parameters.length;
    if (ranges.adstock === 'geometric') {
      add(`${draft.name}.theta`, ranges.theta);
    } else {
      add(`${draft.name}.shape`, ranges.shape);
      add(`${draft.name}.scale`, ranges.scale);
    }
    add(`${draft.name}.alpha`, ranges.alpha);
    add(`${draft.name}.gamma`, ranges.gamma);
    const alpha = parameters.length - 2;
    return { ...draft, adstock: ranges.adstock, first, second: ranges.adstock === 'geometric' ? first : first + 1, alpha, gamma: alpha + 1 };
  });
  add('lambda', spec.lambda, spec.tuning.ridge === 'pooled' ? LAMBDA_OFFSET : undefined);
  // Folds say which rows are trained on.
  add('train_size', spec.tuning.validation.scheme === 'holdout' ? spec.train_size : 1);
  return { space: { parameters }, media };
}
