import type { AdstockKind, Spec } from '../../../../core/spec/spec.ts';

/** Changes the adstock of all media; those with one of their own keep it. */
export function setAdstock(spec: Spec, kind: AdstockKind): void {
  if (spec.adstock === kind) return;
  spec.adstock = kind;
  for (const media of [...spec.channels, ...spec.organic]) if (media.adstock === undefined) dropAdstockRanges(spec, media.name);
}

/** Gives one channel or organic variable its own adstock; null: that of all media. */
export function setOwnAdstock(spec: Spec, name: string, kind: AdstockKind | null): void {
  for (const media of [...spec.channels, ...spec.organic]) {
    if (media.name !== name) continue;
    const before = media.adstock ?? spec.adstock;
    if (kind === null) delete media.adstock;
    else media.adstock = kind;
    if ((kind ?? spec.adstock) !== before) dropAdstockRanges(spec, name);
  }
}

/** Ranges of another kind of adstock would be unknown keys; those of the saturation stay. */
function dropAdstockRanges(spec: Spec, name: string): void {
  const { alpha, gamma } = spec.hyperparameters[name] ?? {};
  spec.hyperparameters[name] = { ...(alpha === undefined ? {} : { alpha }), ...(gamma === undefined ? {} : { gamma }) };
}
