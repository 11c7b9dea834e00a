/** The error every layer throws for what the user can mend; hosts may not import `core/` themselves. */
export { MixwrightError } from '../../core/errors.ts';
