import { describeOptimiser } from '../optimiser-contract.ts';

describeOptimiser('random');
