import type { TuningMethod } from '../../core/spec/spec.ts';

/** Tuning methods in words. */
export const METHOD_LABELS: Readonly<Record<TuningMethod, { label: string; description: string }>> = {
  two_points_de: { label: 'Differential evolution', description: 'Learns from the candidates so far. The usual choice.' },
  random: { label: 'Random search', description: 'Draws every candidate afresh. For comparison.' },
};

/** One in a row of runs; a method of another version by its own name. */
export function methodLabel(method: string): string {
  return Object.entries(METHOD_LABELS).find(([name]) => name === method)?.[1].label ?? method;
}
