import { defaultTuning } from '../../core/spec/defaults.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import type { CallName, Request, Response } from '../../electron/contract/calls.ts';
import type { Project } from '../../electron/contract/projects.ts';
import type { Spec } from '../../core/spec/spec.ts';

type Handlers = { [N in CallName]?: (request: Request<N>) => Response<N> | Promise<Response<N>> };

export interface FakeBridge extends Bridge {
  calls: { name: string; request: unknown }[];
  emit(event: string, payload: unknown): void;
}

/** A host in memory: answers from handlers, remembers what was asked, tells events. */
export function fakeBridge(handlers: Handlers): FakeBridge {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const calls: FakeBridge['calls'] = [];
  return {
    host: 'desktop',
    calls,
    async call(name, request) {
      calls.push({ name, request });
      const handler = handlers[name as CallName] as ((request: unknown) => unknown) | undefined;
      try {
        if (handler === undefined) throw new Error(`no handler for ${name}`);
        return { ok: true, value: await handler(request) };
      } catch (error) {
        return { ok: false, error: { code: 'TEST_REFUSED', message: error instanceof Error ? error.message : String(error), problems: [] } };
      }
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => void set.delete(listener);
    },
    saveFile: () => Promise.resolve(true),
    openFile: () => Promise.resolve(null),
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload);
    },
  };
}

export function aSpec(changes: Partial<Spec> = {}): Spec {
  return {
    format: 'mixwright/1', name: 'Test', date: 'week', response: { column: 'revenue', kind: 'revenue' }, currency: 'EUR',
    baseline: { source: 'none' },
    channels: [{ name: 'tv', spend: 'tv_spend', sign: 'positive' }, { name: 'search', spend: 'search_spend', sign: 'positive' }],
    organic: [{ name: 'newsletter', column: 'newsletter_sends', sign: 'positive' }],
    context: [{ column: 'price', type: 'number', sign: 'negative' }],
    adstock: 'geometric', hyperparameters: { tv: { theta: [0.3, 0.8] } }, lambda: [0, 1], train_size: [0.5, 0.8],
    calibration: [{ channels: ['tv'], from: '2024-01-01', to: '2024-02-01', lift: 10, scope: 'immediate' }],
    curves: [],
    tuning: { ...defaultTuning(), trials: 4, iterations: 10 },
    ...changes,
  };
}

export function aProject(changes: Partial<Project> = {}): Project {
  return {
    id: 'p1', name: 'Test', dataId: 'd1', fileName: 'weekly.csv', createdAt: 1, updatedAt: 1, runs: 0, lastRunState: null,
    specVersion: 1, spec: aSpec(), problems: [], notes: [], ...changes,
  };
}
