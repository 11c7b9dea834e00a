/** Candidates sampled while a run works, as a growing flat array: 5 numbers each (trial, iteration, nrmse, decompRssd, mape). */
export interface LivePoints {
  values: Float64Array;
  count: number;
}

export const NUMBERS_PER_POINT = 5;

export function emptyPoints(): LivePoints {
  return { values: new Float64Array(0), count: 0 };
}

/** Grows by doubling; the returned object is new, its buffer may be shared with the one given. */
export function appendPoints(points: LivePoints, news: Float64Array): LivePoints {
  const used = points.count * NUMBERS_PER_POINT;
  let values = points.values;
  if (used + news.length > values.length) {
    values = new Float64Array(Math.max(2 * values.length, used + news.length));
    values.set(points.values.subarray(0, used));
  }
  values.set(news, used);
  return { values, count: points.count + Math.floor(news.length / NUMBERS_PER_POINT) };
}
