import type { Allocation, AllocationProblem, ModelOutcome, RobustResult } from '../../../../core/allocation/problem.ts';
import type { AllocationView } from '../../../../electron/contract/allocation.ts';

/** A small answer by hand: two channels, two models. */
const outcome = (id: string, gain: number, best: number): ModelOutcome => (
  { id, weight: 0.5, response: 300 + gain, initialResponse: 300, gain, share: gain / 300, best, bestBound: best, regret: best - 300 - gain });

export const robust: RobustResult = {
  objective: { kind: 'mean' }, value: 310, bound: 310, models: [outcome('1_2', 15, 320), outcome('1_1', 5, 310)], mean: 10, worst: 5, tail: 5, probabilityOfGain: 1,
};

export const allocation: Allocation = {
  spend: { tv: 60, print: 40 }, response: { tv: 200, print: 110 }, marginalResponse: { tv: 2, print: 2 },
  initial: { spend: { tv: 50, print: 50 }, response: { tv: 175, print: 125 } },
  total: { spend: 100, response: 310, initialSpend: 100, initialResponse: 300 }, upperBound: 310, gap: 0, status: 'optimal', notes: [],
  limits: { print: 'floor' }, shadowPrices: { budget: 2, channels: { tv: 0, print: -0.5 }, groups: {} }, robust,
};

const curve = { coefficient: 1, alpha: 1, inflexion: 1, carryover: 0 };
export const problem: AllocationProblem = {
  channels: [{ name: 'tv', spend: 50, lower: 0.8, upper: 2, ...curve }, { name: 'print', spend: 50, lower: 0.8, upper: 2, ...curve }],
  scenario: { kind: 'max_response', budget: 100 },
};

export const view: AllocationView = {
  basis: 'robust', modelSet: { kind: 'representatives', models: 2, note: '' }, problem, allocation,
  own: { problem, allocation: { ...allocation, spend: { tv: 70, print: 30 }, robust: { ...robust, models: [outcome('1_1', 2, 310), outcome('1_2', 20, 320)] } } },
  curves: ['tv', 'print'].map((channel) => ({
    channel, spend: Float64Array.of(0, 50, 100), response: Float64Array.of(0, 150, 250), lower: Float64Array.of(0, 140, 220), upper: Float64Array.of(0, 160, 280), observedMax: 80,
  })),
  explanations: [], reconciliation: { windowPeriods: 100, todayPeriods: 100, channels: [], total: [] }, extrapolation: [], gain: null, notes: [],
};
