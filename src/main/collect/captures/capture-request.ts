// What is asked of a server for an order: paths of net/http/pprof (golang/go src/net/http/pprof) and of StreamKit's
// profiling endpoints. A goroutine profile is fetched twice: as a dump with states, and with labels.
import type { CaptureSubject, GoProfile } from '../../../contract/profiles/captures.ts';

export interface CaptureRequest {
  readonly url: URL;
  /** What is stored is called so, e.g. "heap", "CPU, 30 s". */
  readonly name: string;
  /** Path and query: equal ones are rounds of one series. Mutex and block profiles are told apart by it alone. */
  readonly endpoint: string;
  /** What the answer takes by itself, milliseconds. */
  readonly expectedMillis: number;
}

/** At least one; `base` is the order's address. */
export function captureRequests(base: string, subject: CaptureSubject): readonly CaptureRequest[] {
  switch (subject.kind) {
    case 'url':
      return [requestOf(new URL(base), 'profile', subject.seconds)];
    case 'streamkit':
      return [streamKitRequest(base, subject)];
    case 'go': {
      const { profile, seconds, collectGarbage } = subject;
      const main = goRequest(base, profile, seconds, collectGarbage);
      if (profile !== 'goroutine' || seconds > 0) return [main];
      const dump = new URL(main.url);
      dump.searchParams.set('debug', '2');
      return [requestOf(dump, 'goroutines', 0), main];
    }
  }
}

function goRequest(base: string, profile: GoProfile, seconds: number, collectGarbage: boolean): CaptureRequest {
  const url = new URL(base);
  // The address of the index, of statsviz beside it, or of the server alone.
  const root = url.pathname.replace(/\/debug(?:\/.*)?$/, '').replace(/\/+$/, '');
  url.pathname = `${root}/debug/pprof/${profile === 'cpu' ? 'profile' : profile}`;
  url.search = '';
  if (seconds > 0) url.searchParams.set('seconds', String(seconds));
  if (collectGarbage && profile === 'heap') url.searchParams.set('gc', '1');
  const title = profile === 'cpu' ? 'CPU' : profile === 'trace' ? 'execution trace' : profile;
  return requestOf(url, seconds > 0 ? `${title}, ${seconds} s` : title, seconds);
}

function streamKitRequest(base: string, subject: Extract<CaptureSubject, { kind: 'streamkit' }>): CaptureRequest {
  const url = new URL(base);
  const root = url.pathname.replace(/\/api\/v1(?:\/.*)?$/, '').replace(/\/+$/, '');
  url.pathname = `${root}/api/v1/profile/${subject.profile}`;
  url.search = '';
  if (subject.profile === 'heap') return requestOf(url, 'heap', 0);
  url.searchParams.set('duration_secs', String(subject.seconds));
  url.searchParams.set('frequency', String(subject.frequency));
  // The default is a picture.
  url.searchParams.set('format', 'protobuf');
  return requestOf(url, `CPU, ${subject.seconds} s`, subject.seconds);
}

function requestOf(url: URL, name: string, seconds: number): CaptureRequest {
  return { url, name, endpoint: url.pathname + url.search, expectedMillis: seconds * 1000 };
}
