import { choicesWith, defaultValidation } from '../../../../core/spec/defaults.ts';
import type { Spec, ValidationScheme, ValidationSpec } from '../../../../core/spec/spec.ts';

/** What each scheme answers, in the order in which they are offered. */
export const SCHEMES: readonly { value: ValidationScheme; label: string; description: string }[] = [
  {
    value: 'rolling_origin', label: 'Rolling origin',
    description: 'How well do models of the past foretell the next block? Several times over, each time knowing a little more.',
  },
  {
    value: 'blocked_kfold', label: 'Blocked k-fold',
    description: 'How well does a model hold in every part of the window? Each block is scored by a model of all the others, later ones too.',
  },
  {
    value: 'holdout', label: 'Holdout',
    description: 'How well does one model foretell the end of the window? One split; where it lies is tuned as well, as the reference does.',
  },
];

/** Another scheme with its defaults; what both schemes have stays as it was chosen. */
export function withScheme(validation: ValidationSpec, scheme: ValidationScheme): ValidationSpec {
  const { features, test_periods } = validation;
  if (scheme === 'holdout') return { scheme, features, test_periods };
  const folds = validation.scheme === 'holdout' ? {} : { folds: validation.folds };
  return { ...defaultValidation(scheme), ...folds, features, test_periods };
}

/** Puts a scheme into the project file; the choices that go with a scheme follow where they were as the old one has them. */
export function setScheme(spec: Spec, scheme: ValidationScheme): void {
  const { tuning } = spec;
  const [before, after] = [choicesWith(tuning.validation.scheme), choicesWith(scheme)];
  if (tuning.lift_weights === before.lift_weights) tuning.lift_weights = after.lift_weights;
  if (tuning.ridge === before.ridge) tuning.ridge = after.ridge;
  if (tuning.baseline_net_of === before.baseline_net_of) tuning.baseline_net_of = after.baseline_net_of;
  tuning.validation = withScheme(tuning.validation, scheme);
}
