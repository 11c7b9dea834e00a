import { describeOptimiser } from '../optimiser-contract.ts';

describeOptimiser('surrogate_rbf', { count: 60, dimensions: [0, 1, 4], stops: [0, 5, 20, 45], options: { settings: { initial: 12 } } });
