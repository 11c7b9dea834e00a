import type { Project } from '../../electron/contract/projects.ts';
import type { RunSummary } from '../../electron/contract/runs.ts';
import type { Desktop } from './launch.ts';

export interface TinyRun {
  run: RunSummary;
  /** Names of the events that came in meanwhile. */
  events: string[];
}

/** The sample project with a run of 2 × 30, Prophet baseline included, all through the bridge of the page. */
export async function tinyRun(desktop: Desktop): Promise<TinyRun> {
  return desktop.page(async () => {
    const ask = async (name: string, request: unknown): Promise<unknown> => {
      const answer = await window.mixwright?.call(name, request) as { ok: boolean; value: unknown; error: { message: string } };
      if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
      return answer.value;
    };
    const seen = new Set<string>();
    for (const name of ['run.progress', 'run.changed']) window.mixwright?.on(name, () => seen.add(name));
    const project = await ask('projects.createSample', {}) as Project;
    const spec = { ...project.spec, tuning: { ...project.spec.tuning, trials: 2, iterations: 30 } };
    await ask('projects.saveSpec', { projectId: project.id, spec });
    const started = await ask('runs.start', { projectId: project.id }) as RunSummary;
    for (;;) {
      const run = await ask('runs.get', { runId: started.id }) as RunSummary;
      if (!['queued', 'preparing', 'running'].includes(run.state)) return { run, events: [...seen].sort() };
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  });
}
