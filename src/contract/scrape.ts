// Targets whose metrics are fetched in intervals: what a user sets, what became of the last scrape, and what a trial finds.
import type { ExpositionFormat, LintFinding } from './exposition.ts';
import type { SeriesType } from './sample-batch.ts';

export type TargetAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string };

export interface NamedText {
  readonly name: string;
  readonly value: string;
}

export interface ScrapeTarget {
  /** Any text of its own; never shown. */
  readonly id: string;
  /** http or https, with the path of the metrics. */
  readonly url: string;
  /** The label `job`. */
  readonly job: string;
  readonly intervalSeconds: number;
  /** At most the interval. */
  readonly timeoutSeconds: number;
  readonly headers: readonly NamedText[];
  readonly auth: TargetAuth;
  /** Labels put on every series, beside `job` and `instance`. */
  readonly labels: readonly NamedText[];
  /** The target's own labels win over those set here; otherwise they are kept as `exported_...`. */
  readonly honorLabels: boolean;
  /** How a page without a usable Content-Type is read; `none` makes the scrape fail. */
  readonly fallback: ExpositionFormat | 'none';
  /** Asks for protobuf first, which alone carries native histograms. */
  readonly nativeHistograms: boolean;
  /** A scrape of more samples fails; 0 is no limit. */
  readonly sampleLimit: number;
  /** A scrape with a series of more labels fails; 0 is no limit. */
  readonly labelLimit: number;
  readonly paused: boolean;
}

export interface ScrapeFailure {
  readonly reason: string;
  /** What to do about it; may be empty. */
  readonly advice: string;
}

export interface TargetStatus {
  readonly id: string;
  readonly state: 'waiting' | 'up' | 'down' | 'paused';
  /** Unix milliseconds of the last scrape; 0 before the first. */
  readonly lastAt: number;
  readonly durationMillis: number;
  readonly samples: number;
  /** Unpacked. */
  readonly bytes: number;
  readonly format: ExpositionFormat | undefined;
  readonly scrapes: number;
  readonly failures: number;
  /** Samples of all scrapes that were not stored, each counted once. */
  readonly duplicates: number;
  readonly outOfOrder: number;
  readonly overLimit: number;
  readonly tooFarAhead: number;
  /** Why the last scrape failed. */
  readonly failure: ScrapeFailure | undefined;
  /** What was left out of the last scrape, or how it had to be read; empty when all is well. */
  readonly note: string;
}

export interface FoundFamily {
  readonly name: string;
  readonly type: SeriesType;
  readonly unit: string;
  readonly help: string;
  readonly series: number;
}

/** A scrape whose samples are not stored. */
export type TargetTrial =
  | ({ readonly kind: 'failed'; readonly findings: readonly LintFinding[] } & ScrapeFailure)
  | {
      readonly kind: 'read';
      readonly contentType: string;
      readonly format: ExpositionFormat;
      readonly bytes: number;
      readonly durationMillis: number;
      readonly samples: number;
      /** The first few hundred, by number of series. */
      readonly families: readonly FoundFamily[];
      readonly familyCount: number;
      readonly findings: readonly LintFinding[];
      readonly note: string;
    };

/** How a scrape ended, for the inspector. */
export interface ScrapeEnd {
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  readonly format: ExpositionFormat | undefined;
  readonly compression: string;
  readonly wireBytes: number;
  /** Unpacked. */
  readonly pageBytes: number;
  /** Samples of the page. */
  readonly stored: number;
  readonly rejected: number;
  /** Why the scrape failed, or what was left out; empty when all is well. */
  readonly message: string;
  readonly failed: boolean;
}

export interface ScrapeMethods {
  /** Targets themselves are settings. */
  'targets.list': { request: Record<string, never>; answer: readonly TargetStatus[] };
  'targets.test': { request: { readonly target: ScrapeTarget }; answer: TargetTrial };
}

export const newTarget: Omit<ScrapeTarget, 'id' | 'url' | 'job'> = {
  intervalSeconds: 15,
  timeoutSeconds: 10,
  headers: [],
  auth: { kind: 'none' },
  labels: [],
  honorLabels: false,
  fallback: 'text',
  nativeHistograms: false,
  sampleLimit: 0,
  labelLimit: 0,
  paused: false,
};

/** What is wrong with a target, in words; `undefined` for one that can be used. */
export function targetTrouble(target: ScrapeTarget): string | undefined {
  const { url, job, intervalSeconds, timeoutSeconds, headers, labels } = target;
  const parts = addressParts(url);
  if (parts === undefined)
    return `${JSON.stringify(url)} is no http or https address, such as http://127.0.0.1:9100/metrics`;
  if (parts.user) return 'user and password belong into their own fields, not into the address';
  if (job === '') return 'a target needs a job name';
  if (timeoutSeconds > intervalSeconds) return 'the timeout is longer than the interval';
  const header = headers.find(
    ({ name, value }) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value),
  );
  if (header !== undefined) return `${JSON.stringify(header.name)} is no header that can be sent`;
  const label = labels.find(
    ({ name }) => name === '' || name.startsWith('__') || name === 'job' || name === 'instance',
  );
  if (label !== undefined)
    return `${JSON.stringify(label.name)} cannot be a label of a target: names beginning with __, job and instance are taken`;
  return undefined;
}

/** The label `instance`: host and port. */
export function instanceOf({ url }: ScrapeTarget): string {
  const { secure, host, port } = addressParts(url) ?? { secure: false, host: url, port: '' };
  return `${host}:${port === '' ? (secure ? 443 : 80) : port}`;
}

function addressParts(
  url: string,
): { readonly secure: boolean; readonly user: boolean; readonly host: string; readonly port: string } | undefined {
  const match = /^(https?):\/\/([^/?#]*@)?(\[[0-9a-f:.]+\]|[^\s:/?#@[\]]+)(?::(\d{1,5}))?(?:[/?][^\s]*)?$/i.exec(url);
  const [, scheme = '', user, host = '', port = ''] = match ?? [];
  if (match === null || Number(port) > 65_535) return undefined;
  return { secure: scheme.toLowerCase() === 'https', user: user !== undefined, host: host.toLowerCase(), port };
}
