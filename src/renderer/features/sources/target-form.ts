// A metrics target as a form has it, all texts, and back.
import { newTarget, targetTrouble, type ScrapeTarget } from '../../../contract/scrape.ts';
import { accessDraft, accessOf, type AccessDraft } from '../../ui/access-form.ts';
import { namedLines } from '../../ui/named-lines.ts';
import { sentence } from '../../ui/sentence.ts';
import { newId, secondsOf, secondsText } from './form-texts.ts';

export interface TargetDraft extends AccessDraft {
  readonly id: string;
  readonly url: string;
  readonly job: string;
  readonly interval: string;
  readonly timeout: string;
  /** `name=value`, one in a line. */
  readonly labels: string;
  readonly honorLabels: boolean;
  readonly nativeHistograms: boolean;
  readonly fallback: ScrapeTarget['fallback'];
  readonly sampleLimit: string;
  readonly labelLimit: string;
  readonly paused: boolean;
}

export function emptyDraft(): TargetDraft {
  return draftOf({ ...newTarget, id: newId(), url: 'http://127.0.0.1:', job: '' });
}

export function draftOf(target: ScrapeTarget): TargetDraft {
  const { id, url, job, honorLabels, nativeHistograms, fallback, paused } = target;
  return {
    id,
    url,
    job,
    honorLabels,
    nativeHistograms,
    fallback,
    paused,
    interval: secondsText(target.intervalSeconds),
    timeout: secondsText(target.timeoutSeconds),
    ...accessDraft(target),
    labels: target.labels.map(({ name, value }) => `${name}=${value}`).join('\n'),
    sampleLimit: limitText(target.sampleLimit),
    labelLimit: limitText(target.labelLimit),
  };
}

/** The target, or what is wrong with the form in words. */
export function targetOf(draft: TargetDraft): ScrapeTarget | string {
  const url = withPath(draft.url.trim());
  const intervalSeconds = secondsOf(draft.interval);
  const timeoutSeconds = secondsOf(draft.timeout);
  if (intervalSeconds === undefined) return 'The interval is a duration from 0.1 s on, such as 15s or 1m.';
  if (timeoutSeconds === undefined) return 'The timeout is a duration from 0.1 s on, such as 10s.';
  const access = accessOf(draft);
  if (typeof access === 'string') return access;
  const labels = namedLines(draft.labels, '=');
  if (labels === undefined) return 'A label is a line such as env=dev.';
  const sampleLimit = limitOf(draft.sampleLimit);
  const labelLimit = limitOf(draft.labelLimit);
  if (sampleLimit === undefined || labelLimit === undefined) return 'A limit is a whole number, or empty for none.';
  const target: ScrapeTarget = {
    id: draft.id,
    url,
    job: draft.job.trim() === '' ? jobOf(url) : draft.job.trim(),
    intervalSeconds,
    timeoutSeconds: Math.min(timeoutSeconds, intervalSeconds),
    ...access,
    labels,
    honorLabels: draft.honorLabels,
    nativeHistograms: draft.nativeHistograms,
    fallback: draft.fallback,
    sampleLimit,
    labelLimit,
    paused: draft.paused,
  };
  const trouble = targetTrouble(target);
  return trouble === undefined ? target : sentence(trouble);
}

/** Host and port alone mean `/metrics`, as they do for Prometheus. */
function withPath(url: string): string {
  const whole = /^https?:\/\//i.test(url) ? url : `http://${url}`;
  return /^https?:\/\/[^/?#]+$/i.test(whole) ? `${whole}/metrics` : whole;
}

/** The host is a name that says something, unless the user has a better one. */
function jobOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? '';
}

const limitText = (limit: number): string => (limit === 0 ? '' : String(limit));

function limitOf(text: string): number | undefined {
  if (text.trim() === '') return 0;
  return /^\d{1,8}$/.test(text.trim()) ? Number(text) : undefined;
}
