import type { Plan } from '../../core/allocation/plan/plan.ts';

/** Two periods over a new year, two channels. */
export function aPlan(changes: Partial<Plan> = {}): Plan {
  return {
    dates: ['2025-12-29', '2026-01-05'],
    channels: [
      { channel: 'tv', spend: [300, 0], response: [500, 120], carriedIn: 40, after: 30 },
      { channel: 'radio', spend: [50, 50], response: [60, 60], carriedIn: 0, after: 5 },
    ],
    total: { spend: 400, response: 740, after: 35, value: 775 }, even: { spend: 400, response: 700, after: 50, value: 750 }, lastYear: null,
    bound: 776, gap: 0.0013, status: 'optimal', valueEnd: true, notes: [], ...changes,
  };
}
