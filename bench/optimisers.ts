/** What tests and other benches take from this folder. */
export { benchOptimisers } from './optimisers/bench.ts';
export { functions, zdt1, zdt2 } from './optimisers/functions.ts';
export { bestFound, frontHypervolume, median, zdt1Hypervolume } from './optimisers/quality.ts';
