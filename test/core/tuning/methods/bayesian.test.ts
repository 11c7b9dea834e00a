import { describeOptimiser } from '../optimiser-contract.ts';

describeOptimiser('bayesian', { count: 30, dimensions: [0, 1, 3], stops: [0, 5, 20] });
