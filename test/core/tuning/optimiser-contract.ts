import { describe, expect, it } from 'vitest';
import { streamFor } from '../../../core/random/stream.ts';
import { METHOD_FACTS } from '../../../core/spec/methods.ts';
import type { TuningMethod } from '../../../core/spec/methods.ts';
import { continuous, levelAt } from '../../../core/tuning/dimensions.ts';
import type { Dimension } from '../../../core/tuning/dimensions.ts';
import { createOptimiser, restoreOptimiser } from '../../../core/tuning/optimiser.ts';
import type { Optimiser, OptimiserOptions, OptimiserState, Proposal } from '../../../core/tuning/optimiser.ts';

/** Losses that disagree with one another: squared distances to a different target each. */
function lossesOf(point: Float64Array, objectives: number): Float64Array {
  return Float64Array.from({ length: objectives }, (_, k) => point.reduce((sum, x, i) => sum + (x - (0.2 + 0.3 * k) * (i % 2 === 0 ? 1 : 0.5)) ** 2, 0.01));
}

/** What is asked for where there is something left. */
export function asked(optimiser: Optimiser): Proposal {
  const proposal = optimiser.ask();
  if (proposal === null) throw new Error('Nothing is left to propose.');
  return proposal;
}

/** Fewer points than `count` where the method has no more. */
function run(optimiser: Optimiser, count: number, objectives: number, batch = 1): number[][] {
  const points: number[][] = [];
  while (points.length < count) {
    const proposals = Array.from({ length: Math.min(batch, count - points.length) }, () => optimiser.ask()).filter((one) => one !== null);
    if (proposals.length === 0) break;
    for (const { id, point } of proposals.toReversed()) optimiser.tell(id, lossesOf(point, objectives));
    points.push(...proposals.map(({ point }) => [...point]));
  }
  return points;
}

export interface ContractOptions {
  /** Candidates of the longest runs: fewer for methods whose own work is long. */
  count?: number;
  dimensions?: number[];
  /** After how many candidates states are taken, up to `count`. */
  stops?: number[];
  /** Given to every optimiser. */
  options?: OptimiserOptions;
}

/** Continuous, a choice of three, a lag of five, continuous, a switch. */
const MIXED: readonly Dimension[] = [
  { levels: 0, ordered: true }, { levels: 3, ordered: false }, { levels: 5, ordered: true }, { levels: 0, ordered: true }, { levels: 2, ordered: false },
];

/** What every method promises, whatever it searches by. */
export function describeOptimiser(method: TuningMethod, given: ContractOptions = {}): void {
  const { count = 300, dimensions = [0, 1, 3, 7], stops = [0, 5, 20, 133], options = {} } = given;
  const create = (space: readonly Dimension[], objectives: number, seed: number): Optimiser =>
    createOptimiser(method, space, objectives, streamFor(seed, 1), { budget: count, ...options });

  describe(`optimiser contract: ${method}`, () => {
    const spaces = [
      ...dimensions.map((dimension) => ({ name: `d=${dimension}`, space: continuous(dimension) })),
      { name: 'with levels', space: MIXED.filter(({ ordered }) => ordered || METHOD_FACTS[method].choices) },
    ];
    const cases = [1, 2, 3].flatMap((objectives) => spaces.map((each) => ({ ...each, objectives })));

    it.each(cases)('proposes points of the unit cube, $name, $objectives objectives', ({ objectives, space }) => {
      const points = run(create(space, objectives, 1), count, objectives);
      expect(points.length).toBeGreaterThan(0);
      for (const point of points) {
        expect(point.length).toBe(space.length);
        expect(point.every((x) => x >= 0 && x <= 1)).toBe(true);
      }
    });

    it.each(cases)('is a function of its generator, $name, $objectives objectives', ({ objectives, space }) => {
      const points = (seed: number): number[][] => run(create(space, objectives, seed), Math.ceil(count / 2), objectives);
      expect(points(3)).toEqual(points(3));
    });

    it.each(cases)('goes on from a saved state as if never stopped, $name, $objectives objectives', ({ objectives, space }) => {
      for (const stop of stops.filter((each) => each < count)) {
        const whole = create(space, objectives, 2);
        run(whole, stop, objectives);
        // One proposal is open while the state is taken, and one candidate has failed.
        const failed = whole.ask();
        if (failed !== null) whole.tell(failed.id, new Float64Array(objectives).fill(Infinity));
        const open = whole.ask();
        const state = JSON.parse(JSON.stringify(whole.state())) as OptimiserState;
        const restored = restoreOptimiser(state);
        if (open !== null) for (const optimiser of [whole, restored]) optimiser.tell(open.id, lossesOf(open.point, objectives));
        const more = Math.ceil(count / 5);
        expect(run(restored, more, objectives)).toEqual(run(whole, more, objectives));
      }
    });

    it('takes batches, told in any order', () => {
      const points = run(create(continuous(5), 2, 1), Math.ceil(count * 0.66), 2, 37);
      expect(new Set(points.map(String)).size).toBeGreaterThan(points.length * 0.7);
    });

    it('leaves the points and losses of the caller alone', () => {
      const change = (spoil: boolean): number[][] => {
        const optimiser = create(continuous(4), 2, 1);
        return Array.from({ length: Math.ceil(count * 0.66) }, () => {
          const proposal = optimiser.ask();
          if (proposal === null) return [];
          const { id, point } = proposal;
          const copy = [...point];
          const losses = lossesOf(point, 2);
          if (spoil) point.fill(0);
          optimiser.tell(id, losses);
          if (spoil) losses.fill(0);
          return copy;
        });
      };
      expect(change(true)).toEqual(change(false));
    });

    it('lives through candidates that all fail', () => {
      const optimiser = create(continuous(4), 2, 1);
      for (let i = 0; i < Math.ceil(count / 3); i++) {
        const proposal = optimiser.ask();
        if (proposal === null) break;
        expect(proposal.point.every((x) => x >= 0 && x <= 1)).toBe(true);
        optimiser.tell(proposal.id, Float64Array.of(Infinity, Infinity));
      }
    });

    if (METHOD_FACTS[method].choices) {
      it('reaches every value of a choice', () => {
        const space: Dimension[] = [{ levels: 4, ordered: false }, { levels: 3, ordered: true }];
        const seen = run(create(space, 2, 1), Math.min(count, 120), 2);
        space.forEach(({ levels }, i) => {
          expect(new Set(seen.map((point) => levelAt(point[i] ?? 0, levels))).size).toBe(levels);
        });
      });
    } else {
      it('says that it cannot search choices', () => {
        expect(() => create([{ levels: 3, ordered: false }], 1, 1)).toThrow(RangeError);
      });
    }

    it('refuses what does not fit', () => {
      const optimiser = create(continuous(4), 2, 1);
      const { id } = asked(optimiser);
      expect(() => optimiser.tell(id + 1, Float64Array.of(1, 1))).toThrow(RangeError);
      expect(() => optimiser.tell(id, Float64Array.of(1))).toThrow(RangeError);
      expect(() => optimiser.tell(id, Float64Array.of(1, Number.NaN))).toThrow(RangeError);
      optimiser.tell(id, Float64Array.of(1, 1));
      expect(() => optimiser.tell(id, Float64Array.of(1, 1))).toThrow(RangeError);
      expect(() => create(continuous(4), 0, 1)).toThrow(RangeError);
      for (const weights of [[1], [1, -1], [0, 0], [1, Number.NaN]]) {
        expect(() => createOptimiser(method, continuous(4), 2, streamFor(1, 1), { weights })).toThrow(RangeError);
      }
    });
  });
}
