/** One measured figure. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** How it was measured, or what it is compared with. */
  note: string;
}

export interface Timing {
  /** Seconds per repetition. */
  min: number;
  mean: number;
  sd: number;
}

/** Runs `work` a few times unmeasured, then `repeats` times measured. `work` returns a number so that nothing is optimised away. */
export function time(work: () => number, options: { warmUp?: number; repeats?: number } = {}): Timing & { result: number } {
  const { warmUp = 2, repeats = 5 } = options;
  let result = 0;
  for (let index = 0; index < warmUp; index += 1) result += work();
  const seconds = Array.from({ length: repeats }, () => {
    const start = performance.now();
    result += work();
    return (performance.now() - start) / 1000;
  });
  const mean = seconds.reduce((sum, one) => sum + one, 0) / repeats;
  const variance = seconds.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, repeats - 1);
  return { min: Math.min(...seconds), mean, sd: Math.sqrt(variance), result };
}
