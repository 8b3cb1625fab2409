// An order to capture a profile as a form has it, all texts, and back. Pure.
import {
  captureTrouble,
  type CaptureOrder,
  type CaptureStatus,
  type CaptureSubject,
  type GoProfile,
} from '../../../../contract/profiles/captures.ts';
import { accessDraft, accessOf, type AccessDraft } from '../../../ui/access-form.ts';
import { sentence } from '../../../ui/sentence.ts';

export interface CaptureDraft extends AccessDraft {
  readonly url: string;
  readonly kind: CaptureSubject['kind'];
  readonly goProfile: GoProfile;
  readonly streamkitProfile: 'cpu' | 'heap';
  readonly seconds: string;
  readonly frequency: string;
  /** Of a heap profile: a garbage collection comes first. */
  readonly collectGarbage: boolean;
  /** The change over the seconds, not the state at once. */
  readonly delta: boolean;
  readonly every: string;
  readonly service: string;
}

export const firstDraft: CaptureDraft = {
  url: 'http://127.0.0.1:6060',
  kind: 'go',
  goProfile: 'cpu',
  streamkitProfile: 'cpu',
  seconds: '10',
  frequency: '99',
  collectGarbage: false,
  delta: false,
  every: '',
  service: '',
  ...accessDraft({ auth: { kind: 'none' }, headers: [] }),
};

export const goProfileTitles: Readonly<Record<GoProfile, string>> = {
  cpu: 'CPU',
  heap: 'Heap',
  allocs: 'Allocations',
  goroutine: 'Goroutines',
  mutex: 'Mutex contention',
  block: 'Blocking',
  threadcreate: 'Threads created',
  trace: 'Execution trace',
};

/** What is asked for takes its time: seconds have to be given. */
export function takesTime({ kind, goProfile, streamkitProfile, delta }: CaptureDraft): boolean {
  if (kind === 'go') return goProfile === 'cpu' || goProfile === 'trace' || delta;
  return kind === 'url' || streamkitProfile === 'cpu';
}

/** The difference between two states of these can be asked for. */
export function hasDelta({ kind, goProfile }: CaptureDraft): boolean {
  return kind === 'go' && goProfile !== 'cpu' && goProfile !== 'trace';
}

/** The order, or what is wrong with the form in words. */
export function orderOf(draft: CaptureDraft): CaptureOrder | string {
  const seconds = numberOf(draft.seconds);
  const every = draft.every.trim() === '' ? 0 : numberOf(draft.every);
  const frequency = numberOf(draft.frequency);
  if (takesTime(draft) && seconds === undefined) return 'The duration is a number of seconds, such as 10.';
  if (every === undefined) return 'The repetition is a number of seconds, or empty for one profile.';
  if (draft.kind === 'streamkit' && frequency === undefined) return 'The frequency is a number, such as 99.';
  const access = accessOf(draft);
  if (typeof access === 'string') return access;
  const url = draft.url.trim();
  const order: CaptureOrder = {
    url: /^https?:\/\//i.test(url) ? url : `http://${url}`,
    service: draft.service.trim(),
    subject: subjectOf(draft, takesTime(draft) ? (seconds ?? 0) : 0, frequency ?? 0),
    ...access,
    everySeconds: every,
  };
  const trouble = captureTrouble(order);
  return trouble === undefined ? order : sentence(trouble);
}

/** The form of an order, without what proves who asks. */
export function draftOf({ url, service, subject, everySeconds }: CaptureStatus['order']): CaptureDraft {
  const seconds = 'seconds' in subject ? subject.seconds : 0;
  return {
    ...firstDraft,
    url,
    service,
    kind: subject.kind,
    every: everySeconds === 0 ? '' : String(everySeconds),
    seconds: seconds === 0 ? firstDraft.seconds : String(seconds),
    ...('frequency' in subject ? { frequency: String(subject.frequency) } : {}),
    ...(subject.kind === 'streamkit' ? { streamkitProfile: subject.profile } : {}),
    ...(subject.kind === 'go'
      ? {
          goProfile: subject.profile,
          collectGarbage: subject.collectGarbage,
          delta: seconds > 0 && hasDelta({ ...firstDraft, goProfile: subject.profile }),
        }
      : {}),
  };
}

function subjectOf(draft: CaptureDraft, seconds: number, frequency: number): CaptureSubject {
  const { kind, goProfile: profile, streamkitProfile, collectGarbage } = draft;
  if (kind === 'go') return { kind, profile, seconds, collectGarbage: profile === 'heap' && collectGarbage };
  if (kind === 'url') return { kind, seconds };
  return streamkitProfile === 'cpu'
    ? { kind, profile: streamkitProfile, seconds, frequency }
    : { kind, profile: streamkitProfile };
}

function numberOf(text: string): number | undefined {
  return /^\d{1,6}(\.\d{1,3})?$/.test(text.trim()) ? Number(text) : undefined;
}
