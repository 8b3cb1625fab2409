// The engine about itself: what it listens on, what it stores into, what it is.
import type { Endpoints, IngestTotals } from './ingest.ts';
import type { RunId } from './ids.ts';

export interface AppInfo {
  readonly version: string;
  readonly mode: 'desktop' | 'headless';
  readonly dataFolder: string;
  readonly liveRun: RunId;
  /** Folders that the engine was started with, beside `sourceFolders` of the settings. */
  readonly sourceFolders: readonly string[];
  readonly endpoints: Endpoints;
  readonly totals: IngestTotals;
  /** Process id of the engine, its resident memory in bytes, uptime in milliseconds. */
  readonly pid: number;
  readonly memoryBytes: number;
  readonly uptimeMillis: number;
}
