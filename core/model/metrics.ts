/** Measures of fit and of business sense (DESIGN reference definitions, Robyn 3.12.1). */

/**
 * √(Σe²/rows) / (max y − min y). NaN where it is not defined: no rows, or a response that does not vary in them.
 */
export function nrmse(squaredErrors: number, rows: number, range: number): number {
  return rows > 0 && range > 0 ? Math.sqrt(squaredErrors / rows) / range : NaN;
}

/**
 * Adjusted R²: 1 − (Σe²/Σ(y − ȳ)²)·(m − i)/(m − p − 1), m training rows, p columns, i = 1 with an intercept else 0, for
 * training, validation and test rows alike. NaN where it is not defined: a response that does not vary, m ≤ p + 1.
 */
export function adjustedRsq(squaredErrors: number, squares: number, trainRows: number, terms: number, hasIntercept: boolean): number {
  const freedom = trainRows - terms - 1;
  if (!(squares > 0) || freedom <= 0) return NaN;
  return 1 - ((squaredErrors / squares) * (trainRows - (hasIntercept ? 1 : 0))) / freedom;
}

/** An effect share under this rounds to 0 at four decimals. */
const NO_EFFECT = 5e-5;

/**
 * decomp.RSSD: √Σ(effect share − spend share)² over paid channels, times (1 + share of channels without effect) when
 * `zeroPenalty`. Infinity when no channel has an effect or nothing was spent: the worst value, never NaN.
 */
export function decompRssd(effects: Float64Array, spends: Float64Array, zeroPenalty: boolean): number {
  const channels = effects.length;
  let effect = 0;
  let spend = 0;
  for (let i = 0; i < channels; i++) {
    effect += effects[i] as number;
    spend += spends[i] as number;
  }
  if (effect === 0 || spend === 0) return Infinity;
  let sum = 0;
  let without = 0;
  for (let i = 0; i < channels; i++) {
    const share = (effects[i] as number) / effect;
    const difference = share - (spends[i] as number) / spend;
    sum += difference * difference;
    if (Math.abs(share) < NO_EFFECT) without++;
  }
  return Math.sqrt(sum) * (zeroPenalty ? 1 + without / channels : 1);
}
