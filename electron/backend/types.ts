import type { EventName, EventPayload } from '../contract/events.ts';
import type { Result } from '../contract/result.ts';
import type { EngineLauncher } from './runs/engine-process.ts';

export interface BackendOptions {
  /** Folder of the database; made when missing. */
  dataFolder: string;
  launchEngine: EngineLauncher;
  /** Number of engine processes, 1 and up; one per core when absent. */
  engines?: number;
  /** Version of the app, kept with every run. */
  version: string;
  host: 'desktop' | 'loopback';
  /** Folder with `weekly.csv` and `weekly.json`, the sample project. */
  sampleFolder: string;
  /** Milliseconds since 1970; the system's clock when absent. */
  now?: () => number;
  /** Details of unexpected errors, for the host's log; standard error when absent. */
  log?: (line: string) => void;
}

/** What the app does, without a window: every host makes one and passes calls and events through. */
export interface Backend {
  /** Never throws: unknown calls and requests that do not parse are answered with an error too. */
  call(name: string, request: unknown): Promise<Result<unknown>>;
  /** Returns the function that ends the subscription. */
  on<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Stops runs (they can be resumed), ends the engines, closes the database. */
  close(): Promise<void>;
}
