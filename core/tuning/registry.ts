import { createAdaptiveDe } from './methods/adaptive-de.ts';
import { createBayesian } from './methods/bayesian.ts';
import { createCmaEs } from './methods/cma-es.ts';
import { createCoarseToFine } from './methods/coarse-to-fine.ts';
import { createGrid } from './methods/grid.ts';
import { createNsga2 } from './methods/nsga2.ts';
import { createOnePlusOne } from './methods/one-plus-one.ts';
import { createPatternSearch } from './methods/pattern-search.ts';
import { createRandomSearch } from './methods/random.ts';
import { createSobol } from './methods/sobol.ts';
import { createSurrogateRbf } from './methods/surrogate-rbf.ts';
import { createTpe } from './methods/tpe.ts';
import { createTwoPointsDe } from './methods/two-points-de.ts';
import type { TuningMethod } from '../spec/methods.ts';
import type { CreateMethod } from './optimiser.ts';

export const METHODS: Readonly<Record<TuningMethod, CreateMethod>> = {
  two_points_de: createTwoPointsDe,
  de: createAdaptiveDe,
  nsga2: createNsga2,
  cma_es: createCmaEs,
  one_plus_one: createOnePlusOne,
  bayesian: createBayesian,
  surrogate_rbf: createSurrogateRbf,
  tpe: createTpe,
  random: createRandomSearch,
  sobol: createSobol,
  grid: createGrid,
  coarse_to_fine: createCoarseToFine,
  pattern_search: createPatternSearch,
};
