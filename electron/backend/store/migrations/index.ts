import { initial } from './0001-initial.ts';
import { numbersToStandBehind } from './0002-numbers-to-stand-behind.ts';
import { everyMethod } from './0003-every-method.ts';
import { savedScenarios } from './0004-saved-scenarios.ts';

/** A step from schema `version − 1` to `version`. Once released it never changes; a further change is a new file. */
export interface Migration {
  version: number;
  sql: string;
}

export const migrations: readonly Migration[] = [initial, numbersToStandBehind, everyMethod, savedScenarios];

export const SCHEMA_VERSION = migrations.length;
