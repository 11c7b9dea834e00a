import { z } from 'zod';

export const idSchema = z.string().min(1).max(64);

/** `TRIAL_ITERATION`, both 1-based: `12_345`. */
export const modelIdSchema = z.string().regex(/^\d+_\d+$/);
