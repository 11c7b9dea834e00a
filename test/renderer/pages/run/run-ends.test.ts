import { expect, it } from 'vitest';
import { endsInWords } from '../../../../renderer/pages/run/run-ends.ts';
import { aSpec } from '../../fake-bridge.ts';

const spec = aSpec({});
const timed = { ...spec, tuning: { ...spec.tuning, stop: { seconds: 30 } } };

it('says nothing where every trial used its iterations', () => {
  expect(endsInWords({ ends: { iterations: 4 }, state: 'finished', trials: 4, spec })).toBeNull();
  expect(endsInWords({ ends: { iterations: 4 }, state: 'finished', trials: 4, spec: timed })).toBeNull();
});

it('counts the trials by what ended them', () => {
  expect(endsInWords({ ends: { iterations: 1, plateau: 2, target: 1 }, state: 'finished', trials: 4, spec }))
    .toBe('1 of 4 trials reached the target; 2 of 4 trials ended because their front hardly grew.');
});

it('tells a limit of time from a stop by hand', () => {
  expect(endsInWords({ ends: { iterations: 1, stopped: 2 }, state: 'finished', trials: 5, spec: timed })).toBe('The time of 30 s was up with 2 trials under way and 2 not begun.');
  expect(endsInWords({ ends: { iterations: 1, stopped: 2 }, state: 'stopped', trials: 5, spec: timed }))
    .toBe('2 of 5 trials were under way when the run was stopped, and are kept as far as they had come.');
});
