import { z } from 'zod';
import type { Profiles } from '../../core/diagnosis/profile.ts';
import type { RunDiagnosis } from '../../core/diagnosis/run.ts';
import type { SearchColumns } from '../../core/diagnosis/search-progress.ts';
import type { CandidateParameters } from '../../core/model/evaluation.ts';
import type { Convergence } from '../../core/selection/selection.ts';
import { isObject } from './shape.ts';

/** What core made on our side is checked for its outer shape only. */
export const profilesSchema = z.custom<Profiles>((value) => isObject(value) && Array.isArray(value['profiles']) && isObject(value['diagnostic']));
export const runDiagnosisSchema = z.custom<RunDiagnosis>((value) => isObject(value) && Array.isArray(value['diagnostics']) && Array.isArray(value['suggestedRanges']));

/** Which hyperparameters the data under `key` can tell in one model. */
export interface ProfileRequest {
  key: string;
  params: CandidateParameters;
}

/** Whether a run looked far enough and long enough. */
export interface DiagnoseRequest {
  key: string;
  candidates: SearchColumns;
  models: CandidateParameters[];
  convergence: Record<string, Convergence>;
}
