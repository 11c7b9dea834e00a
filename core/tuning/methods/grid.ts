import type { CreateMethod } from '../optimiser.ts';
import { createRandomSearch } from './random.ts';

/** In the making: for the time being it draws at random. */
export const createGrid: CreateMethod = createRandomSearch;
