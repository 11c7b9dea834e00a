/** The tuning methods: what they are called, what they can do, and their settings. */

export type TuningMethod = 'de' | 'two_points_de' | 'nsga2' | 'cma_es' | 'one_plus_one' | 'bayesian' | 'surrogate_rbf' | 'tpe'
  | 'random' | 'sobol' | 'grid' | 'coarse_to_fine' | 'pattern_search';

interface SettingCommon {
  key: string;
  label: string;
  help: string;
}

/** One setting of a method, as the project file and the wizard have it; `min` and `max` are included. */
export type MethodSetting = SettingCommon & (
  | { kind: 'whole' | 'number'; min: number; max: number; default: number }
  | { kind: 'choice'; options: readonly { value: string; label: string }[]; default: string });

/** Values by key of the setting; those at their default may be left out. */
export type MethodSettings = Record<string, number | string>;

export interface MethodFacts {
  label: string;
  /** One or two sentences: what it does and when to take it. */
  description: string;
  family: 'evolution' | 'model' | 'sampling' | 'local';
  /** Whether it can search hyperparameters without an order, such as the kind of adstock. */
  choices: boolean;
  /** `front`: made for several objectives; `scalarised`: made for one, and given several as one number. */
  objectives: 'front' | 'scalarised';
  /** Iterations of a trial above which its own work costs far more than the evaluations; null: no such number. */
  sensibleIterations: number | null;
  /** It plans for its number of iterations, so with more of them it proposes other candidates from early on. */
  plansAhead?: true;
  settings: readonly MethodSetting[];
}

/** In the order in which they are offered. */
export const METHOD_FACTS: Readonly<Record<TuningMethod, MethodFacts>> = {
  de: {
    label: 'Self-adaptive differential evolution', family: 'evolution', choices: true, objectives: 'front', sensibleIterations: null,
    settings: [
      { key: 'population', kind: 'whole', label: 'Population', min: 4, max: 500, default: 24, help: 'How many candidates are built on. Fewer get ahead faster, more look wider.' },
    ],
    description: 'Learns from the candidates so far by their differences, and its own step widths as it goes. The usual choice.',
  },
  two_points_de: {
    label: 'Two-points differential evolution', family: 'evolution', choices: true, objectives: 'front', sensibleIterations: null, settings: [],
    description: 'Learns from the candidates so far by their differences. The reference’s method.',
  },
  nsga2: {
    label: 'NSGA-II', family: 'evolution', choices: true, objectives: 'front', sensibleIterations: null,
    settings: [
      { key: 'population', kind: 'whole', label: 'Population', min: 4, max: 500, default: 16, help: 'How many candidates are bred from. Fewer get ahead faster, more look wider.' },
      { key: 'nearness', kind: 'number', label: 'Nearness to the parents', min: 1, max: 100, default: 3, help: 'The distribution index of crossover and mutation: the larger, the more children are like their parents.' },
    ],
    description: 'A genetic method made for fronts: keeps the best trade-offs and spreads them out.',
  },
  cma_es: {
    label: 'CMA-ES', family: 'evolution', choices: false, objectives: 'scalarised', sensibleIterations: null,
    settings: [
      {
        key: 'sigma', label: 'First step', kind: 'number', min: 0.005, max: 0.2, default: 0.04,
        help: 'How far from the middle the first candidates lie, as a part of each range. Later starts step five times as far.',
      },
      {
        key: 'population', label: 'Population', kind: 'whole', min: 0, max: 1_000, default: 0,
        help: 'Candidates between two steps of learning. 0: by the number of hyperparameters.',
      },
      {
        key: 'restarts', label: 'When it starts again', kind: 'choice', default: 'bipop',
        options: [
          { value: 'bipop', label: 'Turn between large and small populations' },
          { value: 'ipop', label: 'Double the population' },
          { value: 'same', label: 'Keep the population' },
        ],
        help: 'A search that has come to rest starts again elsewhere. Large populations look further, small ones closer.',
      },
    ],
    description: 'Learns the shape of the valley it is in; very precise on one weighted objective.',
  },
  one_plus_one: {
    label: 'One plus one', family: 'evolution', choices: true, objectives: 'scalarised', sensibleIterations: null, settings: [],
    description: 'Changes the best candidate a little and keeps what is better. Simple and quick on smooth problems.',
  },
  bayesian: {
    label: 'Bayesian (Gaussian process)', family: 'model', choices: true, objectives: 'front', sensibleIterations: 500,
    description: 'Models the objectives and asks where improvement is most likely. For few evaluations; its own work grows with every candidate.',
    settings: [
      { key: 'initial', kind: 'whole', min: 0, max: 1_000, default: 0, label: 'Candidates before the first model', help: 'Spread evenly over the ranges. 0: twice the number of hyperparameters, 10 to 30.' },
      { key: 'points', kind: 'whole', min: 20, max: 2_000, default: 400, label: 'Candidates the model keeps', help: 'Past this number it keeps the best and the latest. Its work grows with the cube of them.' },
    ],
  },
  surrogate_rbf: {
    label: 'Surrogate (radial basis functions)', family: 'model', choices: true, objectives: 'scalarised', sensibleIterations: 1_000, plansAhead: true,
    description: 'Fits a smooth surface through what is known and turns between exploring and refining. For few evaluations.',
    settings: [
      {
        key: 'initial', label: 'Initial candidates', kind: 'whole', min: 0, max: 1_000, default: 0,
        help: 'How many candidates are spread over the ranges before the first surface. 0: two more than twice the hyperparameters.',
      },
      {
        key: 'cycle', label: 'Cycle', kind: 'choice', default: 'balanced',
        help: 'How much of its effort goes into regions it knows little about.',
        options: [
          { value: 'balanced', label: 'Explore and refine by turns' },
          { value: 'explore', label: 'Explore more' },
          { value: 'refine', label: 'Refine more' },
        ],
      },
    ],
  },
  tpe: {
    label: 'Tree-structured Parzen estimator', family: 'model', choices: true, objectives: 'front', sensibleIterations: 5_000,
    settings: [
      {
        key: 'startup', label: 'Candidates before it learns', kind: 'whole', min: 2, max: 1_000, default: 20,
        help: 'So many are spread evenly first.',
      },
      {
        key: 'share', label: 'Share of good candidates', kind: 'number', min: 0.02, max: 0.5, default: 0.15,
        help: 'Which part of the candidates counts as good: a smaller one searches more narrowly.',
      },
      {
        key: 'candidates', label: 'Draws per candidate', kind: 'whole', min: 1, max: 200, default: 24,
        help: 'From so many draws near the good candidates the most promising one is taken.',
      },
    ],
    description: 'Compares where good and other candidates lie and looks where good ones are common. At home with choices.',
  },
  random: {
    label: 'Random', family: 'sampling', choices: true, objectives: 'front', sensibleIterations: null, settings: [],
    description: 'Candidates drawn evenly from the ranges. A yardstick for the others.',
  },
  sobol: {
    label: 'Sobol sequence', family: 'sampling', choices: true, objectives: 'front', sensibleIterations: null, settings: [],
    description: 'Like random, but without gaps and clumps: covers the ranges more evenly.',
  },
  grid: {
    label: 'Grid', family: 'sampling', choices: true, objectives: 'front', sensibleIterations: null,
    settings: [{
      key: 'levels', kind: 'whole', min: 2, max: 50, default: 3, label: 'Values per hyperparameter',
      help: 'How many values of each range are tried, both ends included. The grid grows very fast with it.',
    }],
    description: 'Every combination of a few values per hyperparameter, in random order.',
  },
  coarse_to_fine: {
    label: 'Coarse to fine', family: 'sampling', choices: true, objectives: 'front', sensibleIterations: null, plansAhead: true,
    settings: [
      {
        key: 'start', kind: 'choice', default: 'sobol', label: 'First stage', help: 'How the whole of the ranges is looked through at first.',
        options: [{ value: 'sobol', label: 'Sobol sequence' }, { value: 'random', label: 'Random' }, { value: 'grid', label: 'Grid of three values each' }],
      },
      { key: 'stages', kind: 'whole', min: 1, max: 10, default: 6, label: 'Stages', help: 'How many times the search narrows, the first look included.' },
      { key: 'zoom', kind: 'number', min: 0.05, max: 0.9, default: 0.5, label: 'Zoom', help: 'How wide the boxes of a stage are, as a share of those before.' },
      { key: 'regions', kind: 'whole', min: 1, max: 50, default: 6, label: 'Regions', help: 'Around how many of the best candidates it is refined.' },
    ],
    description: 'Looks everywhere first, then ever more closely around the best.',
  },
  pattern_search: {
    label: 'Pattern search', family: 'local', choices: false, objectives: 'scalarised', sensibleIterations: null,
    settings: [
      { key: 'step', kind: 'number', min: 0.01, max: 0.5, default: 0.25, label: 'First step', help: 'As a share of each range.' },
      { key: 'refinement', kind: 'number', min: 0.1, max: 0.9, default: 0.5, label: 'Refinement', help: 'What the step is multiplied by when no direction is better.' },
      { key: 'starts', kind: 'whole', min: 1, max: 500, default: 20, label: 'Start points', help: 'Candidates spread over the ranges, of which the best is refined first.' },
    ],
    description: 'Tries steps along each hyperparameter from the best candidates and halves the steps when none helps.',
  },
};

export const METHODS = Object.keys(METHOD_FACTS) as TuningMethod[];

export const DEFAULT_METHOD: TuningMethod = 'de';

/**
 * Seconds of a trial that the method's own work takes on one core, roughly: what a trial of 500 iterations took on the
 * sample (25 hyperparameters, two objectives), growing with a power of the iterations up to there and evenly past it.
 * Methods left out work in microseconds per candidate.
 */
const OWN_WORK: Partial<Record<TuningMethod, { seconds: number; power: number }>> = {
  bayesian: { seconds: 90, power: 2.4 }, surrogate_rbf: { seconds: 1.7, power: 1.7 }, tpe: { seconds: 1.2, power: 1 },
};
const OWN_WORK_AT = 500;

export function ownSeconds(method: TuningMethod, iterations: number): number {
  const own = OWN_WORK[method];
  if (own === undefined) return 0;
  const times = iterations / OWN_WORK_AT;
  return own.seconds * (times <= 1 ? times ** own.power : 1 + (times - 1) * own.power);
}

/** Every setting of the method with its value: given, else the default. */
export function settingsOf(method: TuningMethod, given: MethodSettings): MethodSettings {
  return Object.fromEntries(METHOD_FACTS[method].settings.map((setting) => [setting.key, given[setting.key] ?? setting.default]));
}
