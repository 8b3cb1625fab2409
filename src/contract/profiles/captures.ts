// Profiles that are fetched from a running service: what is asked for, how far it has come, what came of it. What arrives is
// stored in the live run as it came. One order may go on in rounds and so becomes a series.
import type { RunId } from '../ids.ts';
import type { NamedText, ScrapeFailure, TargetAuth } from '../scrape.ts';

/** Profiles of Go's net/http/pprof; `trace` is an execution trace, which is kept and not drawn. */
export const goProfiles = ['cpu', 'heap', 'allocs', 'goroutine', 'mutex', 'block', 'threadcreate', 'trace'] as const;
export type GoProfile = (typeof goProfiles)[number];

export type CaptureSubject =
  /**
   * `seconds`: how long a CPU profile or a trace takes; of the others, 0 is the state at that moment, more is the
   * difference between then and so many seconds later.
   */
  | { readonly kind: 'go'; readonly profile: GoProfile; readonly seconds: number; readonly collectGarbage: boolean }
  /** StreamKit's own, `frequency` in samples per second. */
  | { readonly kind: 'streamkit'; readonly profile: 'cpu'; readonly seconds: number; readonly frequency: number }
  | { readonly kind: 'streamkit'; readonly profile: 'heap' }
  /** Whatever stands at the address; `seconds` is how long its answer may take. */
  | { readonly kind: 'url'; readonly seconds: number };

export interface CaptureOrder {
  /** http or https: base address of the service, or for `url` the address itself. */
  readonly url: string;
  /** `service.name` of what is stored; empty for the address' host. */
  readonly service: string;
  readonly subject: CaptureSubject;
  readonly auth: TargetAuth;
  readonly headers: readonly NamedText[];
  /** Seconds from the beginning of one round to that of the next; 0 for one round. */
  readonly everySeconds: number;
}

export interface CaptureStatus {
  readonly id: string;
  /** Without what proves who asks. */
  readonly order: Pick<CaptureOrder, 'url' | 'service' | 'subject' | 'everySeconds'>;
  /** pausing: between two rounds, the next begins at `nextAt`. */
  readonly state: 'running' | 'pausing' | 'done' | 'failed' | 'cancelled';
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly roundStartedAt: number;
  readonly nextAt: number;
  /** How long a round takes by what was asked for; 0 where the answer comes at once. */
  readonly expectedMillis: number;
  /** Received of the present round. */
  readonly bytes: number;
  readonly failures: number;
  /** What was stored, newest first, at most `keptProfiles`. */
  readonly stored: readonly CapturedProfile[];
  readonly storedCount: number;
  /** Why the last round failed; `undefined` after one that did not. */
  readonly failure: ScrapeFailure | undefined;
}

export interface CapturedProfile {
  readonly run: RunId;
  /** Its number in the run. */
  readonly profile: number;
}

export const keptProfiles = 50;

export interface CaptureMethods {
  /** Newest first, since the engine started. */
  'captures.list': { request: Record<string, never>; answer: readonly CaptureStatus[] };
  /** Begins at once and answers; fails with `bad-request` for an order that cannot be carried out. */
  'captures.start': { request: { readonly order: CaptureOrder }; answer: CaptureStatus };
  /** What was stored before stays. */
  'captures.cancel': { request: { readonly id: string }; answer: Record<string, never> };
  /** Takes those that have ended off the list. */
  'captures.clear': { request: Record<string, never>; answer: Record<string, never> };
}

/** Bounds of net/http/pprof's and StreamKit's own checks, and of patience. */
export const captureBounds = {
  seconds: 300,
  frequency: 10_000,
  leastEverySeconds: 1,
  mostEverySeconds: 86_400,
} as const;

/** What is wrong with an order, in words; `undefined` for one that can be tried. */
export function captureTrouble({ url, subject, headers, everySeconds }: CaptureOrder): string | undefined {
  if (!/^https?:\/\/(?:\[[0-9a-f:.]+\]|[^\s:/?#@[\]]+)(?::\d{1,5})?(?:[/?][^\s]*)?$/i.test(url))
    return `${JSON.stringify(url)} is no http or https address, such as http://127.0.0.1:6060`;
  const header = headers.find(
    ({ name, value }) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value),
  );
  if (header !== undefined) return `${JSON.stringify(header.name)} is no header that can be sent`;
  const seconds = 'seconds' in subject ? subject.seconds : 0;
  const least = needsTime(subject) ? 1 : 0;
  if (!(seconds >= least && seconds <= captureBounds.seconds))
    return `it may take ${least} to ${captureBounds.seconds} seconds, not ${seconds}`;
  if ('frequency' in subject && !(subject.frequency >= 1 && subject.frequency <= captureBounds.frequency))
    return `the frequency is 1 to ${captureBounds.frequency} samples per second`;
  if (everySeconds !== 0 && everySeconds < captureBounds.leastEverySeconds) return 'rounds are at least a second apart';
  if (everySeconds !== 0 && everySeconds < seconds) return 'a round takes longer than the time from one to the next';
  return undefined;
}

/** Its answer covers a stretch of time, which has to be given. */
function needsTime(subject: CaptureSubject): boolean {
  return subject.kind === 'url' || subject.profile === 'cpu' || subject.profile === 'trace';
}
