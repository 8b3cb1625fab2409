// Files brought in: what an import is, how far it has come, and what of its file was left out.
import type { RunId } from './ids.ts';
import { profileFormatTitles, type ProfileFormat } from './profiles/formats.ts';

/** How a file was recognised, by its content. */
export type FileFormat =
  | 'otter'
  | 'otlp-json'
  | 'otlp-protobuf'
  | 'otlp-protobuf-lengths'
  | 'jaeger-json'
  | 'zipkin-json'
  | 'chrome-trace'
  | 'omnirt-json'
  | 'llama-stack'
  | ProfileFormat;

/** Without commas, so that they can stand in a list. */
export const fileFormatTitles: Readonly<Record<FileFormat, string>> = {
  otter: 'Otterscope run',
  'otlp-json': 'OTLP JSON',
  'otlp-protobuf': 'OTLP protobuf',
  'otlp-protobuf-lengths': 'length-prefixed OTLP protobuf',
  'jaeger-json': 'Jaeger JSON',
  'zipkin-json': 'Zipkin v2 JSON',
  'chrome-trace': 'Chrome trace events',
  'omnirt-json': 'OmniRT run report or job',
  'llama-stack': 'Llama Stack trace store',
  ...profileFormatTitles,
};

/** A run of its own, or the live run. */
export type ImportTarget = 'new' | 'live';

/** `auto`: profiles into the live run, everything else into a run of its own. */
export type ImportWish = ImportTarget | 'auto';

/** Something of the file that was not stored. */
export interface Skipped {
  readonly reason: string;
  /** How many spans, logs, data points, requests or events, as the reason says. */
  readonly count: number;
  /** Where in the file it was first met, e.g. `line 12, resourceSpans[0].scopeSpans[0].spans[3]`. */
  readonly first: string;
}

export interface ImportInfo {
  readonly id: string;
  /** Name of the file, without its folder. */
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly into: ImportTarget;
  /** Where its records are, as soon as that is known; `undefined` when nothing was kept. */
  readonly run: RunId | undefined;
  /** `undefined` until the file was recognised. */
  readonly format: FileFormat | undefined;
  readonly compression: 'gzip' | 'zstd' | undefined;
  /** Of the file on disk. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly spans: number;
  readonly logs: number;
  /** Data points of metrics. */
  readonly samples: number;
  readonly profiles: number;
  /** The number in the run of the first profile; `undefined` where there is none. */
  readonly profile: number | undefined;
  /** At most 100 reasons. */
  readonly skipped: readonly Skipped[];
  /** Why it failed, in words; what was read before that is kept if `run` is set. */
  readonly error: string | undefined;
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
}

/** A folder whose files go into the live run as they appear and grow. */
export interface WatchInfo {
  readonly folder: string;
  /** Why it cannot be read at the moment. */
  readonly trouble: string | undefined;
  readonly files: readonly WatchedFile[];
}

export interface WatchedFile {
  readonly name: string;
  /** reading: more is on its way. waiting: read to its end; what is added is read too. done: a whole document, read once. */
  readonly state: 'reading' | 'waiting' | 'done' | 'failed';
  readonly format: FileFormat | undefined;
  readonly bytesRead: number;
  readonly spans: number;
  readonly logs: number;
  /** Data points of metrics. */
  readonly samples: number;
  readonly profiles: number;
  readonly skipped: readonly Skipped[];
  readonly error: string | undefined;
}

export interface ImportsMethods {
  /** Newest first, since the engine started. */
  'imports.list': { request: Record<string, never>; answer: readonly ImportInfo[] };
  /** Begins to import files of this machine; answers at once. A run file is opened, read-only. */
  'imports.start': {
    request: { readonly paths: readonly string[]; readonly into: ImportWish };
    answer: readonly ImportInfo[];
  };
  /**
   * Imports a file whose bytes the browser sends in pieces; `last` ends it and answers the import. Fails with `busy` while too
   * many files are being sent, and with `not-found` when what was sent before is gone; the list of imports says the same.
   */
  'imports.upload': {
    request: {
      readonly upload: string;
      readonly name: string;
      /** Where the bytes belong in the file: what was sent before. A piece that does not follow on is refused. */
      readonly offset: number;
      readonly bytes: Uint8Array;
      readonly last: boolean;
      readonly into: ImportWish;
    };
    answer: { readonly import: ImportInfo | undefined };
  };
  /** Removes what came of a file whose sender gave up. */
  'imports.dropUpload': { request: { readonly upload: string }; answer: Record<string, never> };
  /** A cancelled import into a run of its own leaves no run; what already went into the live run stays there. */
  'imports.cancel': { request: { readonly id: string }; answer: Record<string, never> };
  /** Takes those that have ended off the list. */
  'imports.clear': { request: Record<string, never>; answer: Record<string, never> };
  'imports.watches': { request: Record<string, never>; answer: readonly WatchInfo[] };
}
