/** Deviation of a candidate's move from its centre, as a share of an axis; adapted as in Regis and Shoemaker 2013. */
export interface Step {
  readonly size: number;
  /** A candidate that was drawn around a centre has been told. */
  tell(better: boolean): void;
  state(): StepState;
}

export interface StepState {
  size: number;
  better: number;
  worse: number;
}

export const LARGEST_STEP = 0.2;
export const LEAST_STEP = LARGEST_STEP / 64;
/** Improvements in a row after which the step is doubled. */
const RUN_OF_BETTER = 3;

/**
 * Halved after max(5, d) candidates in a row that improved nothing. A step below the least one has collapsed: the
 * search starts anew with the largest, and keeps all it knows.
 */
export function createStep(dimension: number, from: StepState = { size: LARGEST_STEP, better: 0, worse: 0 }): Step {
  let { size, better, worse } = from;
  return {
    get size() {
      return size;
    },
    tell(improved) {
      better = improved ? better + 1 : 0;
      worse = improved ? 0 : worse + 1;
      if (better >= RUN_OF_BETTER) {
        size = Math.min(2 * size, LARGEST_STEP);
        better = 0;
      }
      if (worse >= Math.max(5, dimension)) {
        size = size / 2 < LEAST_STEP ? LARGEST_STEP : size / 2;
        worse = 0;
      }
    },
    state: () => ({ size, better, worse }),
  };
}
