// Sources that are fetched over a connection of their own: what a user sets, how each of them is doing, what a trial finds.
// What they bring is stored as OTLP records of the live run, like what comes through the ports.
import type { NamedText, ScrapeFailure, TargetAuth } from './scrape.ts';

interface AnyCollector {
  /** Any text of its own; never shown. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** `service.name` of what it stores; empty for the usual name of its kind. */
  readonly service: string;
  readonly paused: boolean;
}

interface WebCollector extends AnyCollector {
  /** http or https address; what has to be added to it (a path, ws:) is the collector's business. */
  readonly url: string;
  readonly auth: TargetAuth;
  readonly headers: readonly NamedText[];
}

export type Collector =
  /** StreamKit's control WebSocket: base address, such as http://127.0.0.1:4545. */
  | (WebCollector & { readonly kind: 'streamkit' })
  /** statsviz of a Go program: address of its page, such as http://127.0.0.1:11445/debug/statsviz. */
  | (WebCollector & { readonly kind: 'statsviz' })
  /** Jobs of OmniRT: base address; the jobs that are followed, by id. */
  | (WebCollector & { readonly kind: 'omnirt'; readonly jobs: readonly string[] })
  /** console-subscriber's gRPC, such as http://127.0.0.1:6669. */
  | (WebCollector & { readonly kind: 'tokio-console' })
  /** One or more addresses that say whether a service is well; any 2xx answer is. */
  | (WebCollector & { readonly kind: 'health'; readonly paths: readonly string[]; readonly intervalSeconds: number })
  /** trace_store.db of Llama Stack: path of the file. */
  | (AnyCollector & { readonly kind: 'llama-stack'; readonly path: string })
  /** Log files: an absolute path, in whose last part `*` stands for any text. */
  | (AnyCollector & {
      readonly kind: 'log-files';
      readonly path: string;
      readonly format: LogFormat;
      /** Whether what is in the files already is read too. */
      readonly fromStart: boolean;
    });

export type CollectorKind = Collector['kind'];

/** How lines become records; `auto` looks at each line. */
export type LogFormat = 'auto' | 'json' | 'logfmt' | 'plain';

export interface CollectorStatus {
  readonly id: string;
  /**
   * connecting: no answer yet. live: connected and fetching. waiting: it failed and is tried again at `nextAt`.
   * ended: there is nothing more to fetch. unusable: it has to be edited first.
   */
  readonly state: 'connecting' | 'live' | 'waiting' | 'ended' | 'paused' | 'unusable';
  /** Unix milliseconds of the last change of `state`. */
  readonly since: number;
  /** Unix milliseconds at which it is tried again; 0 unless waiting. */
  readonly nextAt: number;
  /** Unix milliseconds of the last record; 0 before the first. */
  readonly lastAt: number;
  /** Records stored since the engine started, and of the last ten seconds per second. */
  readonly records: number;
  readonly perSecond: number;
  /** What is known to be missing: said by the other side, or left out here. */
  readonly lost: number;
  readonly failures: number;
  /** Why it is not live, or was not the last time. */
  readonly failure: ScrapeFailure | undefined;
  /** Something worth knowing while all is well; may be empty. */
  readonly note: string;
  /** What it found, for people: version, sessions, files. */
  readonly facts: readonly NamedText[];
}

/** A connection of a few seconds whose records are not stored. */
export type CollectorTrial =
  | ({ readonly kind: 'failed' } & ScrapeFailure)
  | { readonly kind: 'reached'; readonly records: number; readonly facts: readonly NamedText[]; readonly note: string };

export interface CollectorMethods {
  /** Collectors themselves are settings. */
  'collectors.list': { request: Record<string, never>; answer: readonly CollectorStatus[] };
  'collectors.test': { request: { readonly collector: Collector }; answer: CollectorTrial };
  /** Tries at once what waits for its next turn. */
  'collectors.retry': { request: { readonly id: string }; answer: Record<string, never> };
}

/** What is wrong with a collector, in words; `undefined` for one that can be used. */
export function collectorTrouble(collector: Collector): string | undefined {
  if (collector.name.trim() === '') return 'a source needs a name';
  if (collector.kind === 'llama-stack' || collector.kind === 'log-files') return pathTrouble(collector.path);
  const { url, headers } = collector;
  if (!/^https?:\/\/(?:\[[0-9a-f:.]+\]|[^\s:/?#@[\]]+)(?::\d{1,5})?(?:[/?][^\s]*)?$/i.test(url))
    return `${JSON.stringify(url)} is no http or https address, such as http://127.0.0.1:4545`;
  const header = headers.find(
    ({ name, value }) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value),
  );
  if (header !== undefined) return `${JSON.stringify(header.name)} is no header that can be sent`;
  if (collector.kind === 'health' && !collector.paths.every((path) => path.startsWith('/')))
    return 'a path begins with /';
  if (collector.kind === 'omnirt' && collector.jobs.some((job) => !/^[\w.:-]+$/.test(job)))
    return 'a job id has letters, digits, -, _, . and : only';
  return undefined;
}

function pathTrouble(path: string): string | undefined {
  return /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(path) ? undefined : 'the path must be absolute';
}
