// Runs as the window sees them: one SQLite file each.
import { defaultMaskedKeys } from './masked-keys.ts';
import type { RunId } from './ids.ts';
import type { Collector } from './collectors.ts';
import type { NoiseRule } from './noise.ts';
import type { ModelPrice } from './prices.ts';
import type { ScrapeTarget } from './scrape.ts';
import type { UnixNanos } from './time.ts';

export interface RunInfo {
  readonly id: RunId;
  readonly name: string;
  readonly path: string;
  /** live: being written. past: in the data folder. opened: a file from elsewhere, read-only. */
  readonly state: 'live' | 'past' | 'opened';
  readonly startedAt: UnixNanos;
  readonly sizeBytes: number;
  readonly traces: number;
  readonly spans: number;
  readonly logs: number;
  /** Of metrics: what was sent for one series at one time is one. */
  readonly samples: number;
  readonly profiles: number;
  /** What retention removed from this run, in items. */
  readonly evicted: {
    readonly spans: number;
    readonly logs: number;
    readonly samples: number;
    readonly profiles: number;
  };
  /** Set where the file could not be read; the other numbers are then 0. */
  readonly trouble?: string;
}

export interface RetentionPolicy {
  /** Past runs older than this many days are deleted; 0 keeps them for ever. */
  readonly maxAgeDays: number;
  /** All runs together, bytes; the oldest past runs go first. 0 is no limit. */
  readonly maxTotalBytes: number;
  /** One live run, bytes; its oldest blocks go first. 0 is no limit. */
  readonly maxRunBytes: number;
}

export interface Settings {
  readonly retention: RetentionPolicy;
  /** Continue the newest run at start instead of beginning a new one. */
  readonly resumeLastRun: boolean;
  /** SQLite `synchronous`: `full` also survives a power cut, at a price. */
  readonly durability: 'normal' | 'full';
  /** What tokens of language models cost; empty: costs are not shown. */
  readonly prices: readonly ModelPrice[];
  /** Spans that nobody wants to see. */
  readonly noise: readonly NoiseRule[];
  /** Whose metrics are fetched. */
  readonly targets: readonly ScrapeTarget[];
  /** What is fetched over connections of their own. */
  readonly collectors: readonly Collector[];
  /** Attribute keys whose values are masked before they are stored. */
  readonly maskedKeys: readonly string[];
  /** Attribute keys that name a session, beside those that are known (session-keys.ts). */
  readonly sessionKeys: readonly string[];
  /** Absolute paths of folders whose files may be shown as source code, whatever they are called. */
  readonly sourceFolders: readonly string[];
}

/** What a window asks to be changed; what it leaves out stays, so that two changes at once do not undo each other. */
export interface SettingsChange {
  readonly retention?: Partial<RetentionPolicy>;
  readonly resumeLastRun?: boolean;
  readonly durability?: Settings['durability'];
  readonly prices?: Settings['prices'];
  readonly noise?: Settings['noise'];
  readonly targets?: Settings['targets'];
  readonly collectors?: Settings['collectors'];
  readonly maskedKeys?: Settings['maskedKeys'];
  readonly sessionKeys?: Settings['sessionKeys'];
  /** Only in the desktop app; `read-only` in a browser. */
  readonly sourceFolders?: Settings['sourceFolders'];
}

export const withChange = (settings: Settings, change: SettingsChange): Settings => ({
  ...settings,
  ...change,
  retention: { ...settings.retention, ...change.retention },
});

export const defaultSettings: Settings = {
  retention: { maxAgeDays: 30, maxTotalBytes: 10 * 1024 ** 3, maxRunBytes: 4 * 1024 ** 3 },
  resumeLastRun: false,
  durability: 'normal',
  prices: [],
  noise: [],
  targets: [],
  collectors: [],
  maskedKeys: defaultMaskedKeys,
  sessionKeys: [],
  sourceFolders: [],
};
