import type { Advice } from '../allocation/advice.ts';
import type { SensitivityRow } from '../allocation/insight/explanation.ts';
import type { Frontier } from '../allocation/insight/frontier.ts';
import type { Plan } from '../allocation/plan/plan.ts';
import type { Allocation, ModelScenario } from '../allocation/problem.ts';
import type { Reconciliation } from '../response/reconciliation.ts';
import type { ResponseKind } from '../spec/spec.ts';

/** A saved scenario as reports, tables and files tell of it; what an older one does not have is absent or null. */
export interface ScenarioReport {
  name: string;
  scenario: ModelScenario;
  allocation: Allocation;
  detail?: ScenarioDetail | null;
  frontier?: Frontier | null;
  reconciliation?: Reconciliation | null;
  sensitivity?: readonly SensitivityRow[] | null;
}

/** What was shown when it was saved, beside its allocation. */
export interface ScenarioDetail extends Pick<Advice, 'basis' | 'modelSet' | 'explanations' | 'extrapolation' | 'gain' | 'notes'> {
  /** What the chosen model alone would have; null where that is the suggestion itself. */
  own: Allocation | null;
  plan: Plan | null;
}

/** What tells how a scenario's figures are named. */
export interface ScenarioWords {
  responseKind: ResponseKind;
  /** week, day, month … */
  spacing: string;
}
