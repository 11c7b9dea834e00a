import type { EngineLauncher } from '../../../../electron/backend/index.ts';
import type { ToEngine } from '../../../../electron/contract/engine.ts';
import { ENGINE_PROTOCOL } from '../../../../electron/contract/engine.ts';

/** An engine without a process: a test decides what it answers and when it dies. */
export interface FakeEngine {
  /** What it was sent. */
  received: ToEngine[];
  say(message: unknown): void;
  die(code: number | null): void;
  readonly dead: boolean;
  /** The task it was sent last. */
  task(): Extract<ToEngine, { type: 'task' }>;
  finish(result: unknown): void;
}

/** Engines in the order they were launched; `behave` is called with each message. */
export function fakeLauncher(behave: (engine: FakeEngine, message: ToEngine) => void = () => undefined): { launch: EngineLauncher; engines: FakeEngine[] } {
  const engines: FakeEngine[] = [];
  const launch: EngineLauncher = () => {
    let onMessage: (message: unknown) => void = () => undefined;
    let onExit: (code: number | null) => void = () => undefined;
    let dead = false;
    const engine: FakeEngine = {
      received: [],
      say: (message) => onMessage(message),
      die(code) {
        if (dead) return;
        dead = true;
        onExit(code);
      },
      get dead() {
        return dead;
      },
      task() {
        const task = engine.received.findLast((message) => message.type === 'task');
        if (task?.type !== 'task') throw new Error('It was sent no task.');
        return task;
      },
      finish: (result) => onMessage({ type: 'done', jobId: engine.task().jobId, cancelled: false, result }),
    };
    engines.push(engine);
    queueMicrotask(() => onMessage({ type: 'ready', protocol: ENGINE_PROTOCOL }));
    return {
      post(message) {
        engine.received.push(message);
        behave(engine, message);
      },
      onMessage: (listener) => (onMessage = listener),
      onExit: (listener) => (onExit = listener),
      kill: () => queueMicrotask(() => engine.die(null)),
    };
  };
  return { launch, engines };
}
