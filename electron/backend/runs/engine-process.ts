import type { ToEngine } from '../../contract/engine.ts';

/** One engine as the host launches it: a child process, or Electron's utility process. */
export interface EngineProcess {
  post(message: ToEngine): void;
  /** What it sends; parsed by the receiver. */
  onMessage(listener: (message: unknown) => void): void;
  /** Once: its exit code, null when a signal ended it. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export type EngineLauncher = () => EngineProcess;
