import type { Migration } from './index.ts';

/** `detail`: JSON of what was shown when a scenario was saved (SavedDetail of the contract); null in those of earlier schemas. */
export const savedScenarios: Migration = {
  version: 4,
  sql: `
ALTER TABLE allocations ADD COLUMN detail TEXT;
`,
};
