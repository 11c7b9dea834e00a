import type { ModelScenario } from '../../../core/allocation/problem.ts';

/** What the form holds; turned into the scenario the backend solves. */
export interface ScenarioForm {
  kind: 'max_response' | 'target_efficiency';
  metric: 'roas' | 'cpa';
  /** Per period; null: as much as today. */
  budget: number | null;
  target: number | null;
  from: string;
  to: string;
  /** Multiples of today's spend. */
  lower: number;
  upper: number;
  /** Channels with bounds of their own. */
  own: Record<string, [number, number]>;
}

export function emptyForm(kind: 'revenue' | 'conversion'): ScenarioForm {
  return { kind: 'max_response', metric: kind === 'revenue' ? 'roas' : 'cpa', budget: null, target: null, from: '', to: '', lower: 0.5, upper: 2, own: {} };
}

/** Null while a figure that is needed is missing. */
export function toScenario(form: ScenarioForm): ModelScenario | null {
  const rest = {
    bounds: { default: [form.lower, form.upper] as [number, number], ...form.own },
    ...(form.from !== '' && form.to !== '' ? { dates: { from: form.from, to: form.to } } : {}),
  };
  if (form.kind === 'max_response') {
    return { scenario: form.budget === null ? { kind: 'max_response' } : { kind: 'max_response', budget: form.budget }, ...rest };
  }
  if (form.target === null) return null;
  return { scenario: { kind: 'target_efficiency', metric: form.metric, target: form.target }, ...rest };
}

/** The form as it was when a scenario was saved. */
export function fromScenario(scenario: ModelScenario, kind: 'revenue' | 'conversion'): ScenarioForm {
  const form = emptyForm(kind);
  const asked = scenario.scenario;
  const { default: all, ...own } = scenario.bounds ?? {};
  return {
    ...form,
    ...(asked.kind === 'target_efficiency' ? { kind: asked.kind, metric: asked.metric, target: asked.target } : {}),
    ...(asked.kind === 'max_response' ? { kind: asked.kind, budget: asked.budget ?? null } : {}),
    from: scenario.dates?.from ?? '',
    to: scenario.dates?.to ?? '',
    lower: all?.[0] ?? form.lower,
    upper: all?.[1] ?? form.upper,
    own,
  };
}
