// A collector as the form that edits it has it, all texts, and back.
import { collectorTrouble, type Collector, type LogFormat } from '../../../../contract/collectors.ts';
import { accessDraft, accessOf, type AccessDraft } from '../../../ui/access-form.ts';
import { sentence } from '../../../ui/sentence.ts';
import { secondsOf, secondsText } from '../form-texts.ts';
import { baseOf, jobsOf, listOf } from './recipe.ts';

export interface CollectorDraft extends AccessDraft {
  readonly name: string;
  readonly service: string;
  /** Address or path. */
  readonly place: string;
  /** Paths of health, jobs of OmniRT; separated by commas. */
  readonly items: string;
  readonly interval: string;
  readonly format: LogFormat;
  readonly fromStart: boolean;
}

export function draftOfCollector(collector: Collector): CollectorDraft {
  return {
    name: collector.name,
    service: collector.service,
    place: 'path' in collector ? collector.path : collector.url,
    ...accessDraft('auth' in collector ? collector : { auth: { kind: 'none' }, headers: [] }),
    items: 'paths' in collector ? collector.paths.join(', ') : 'jobs' in collector ? collector.jobs.join(', ') : '',
    interval: 'intervalSeconds' in collector ? secondsText(collector.intervalSeconds) : '',
    format: 'format' in collector ? collector.format : 'auto',
    fromStart: 'fromStart' in collector && collector.fromStart,
  };
}

/** The collector with what the form says, or what is wrong with the form in words. */
export function collectorOf(before: Collector, draft: CollectorDraft): Collector | string {
  const access = accessOf(draft);
  if (typeof access === 'string') return access;
  const intervalSeconds = before.kind === 'health' ? secondsOf(draft.interval) : 0;
  if (intervalSeconds === undefined || (before.kind === 'health' && intervalSeconds < 0.5))
    return 'The interval is a duration from 0.5 s on, such as 5s or 1m.';
  const shared = { name: draft.name.trim(), service: draft.service.trim() };
  const collector = withPlace({ ...before, ...shared }, draft, access, intervalSeconds);
  const trouble = collectorTrouble(collector);
  return trouble === undefined ? collector : sentence(trouble);
}

function withPlace(
  before: Collector,
  draft: CollectorDraft,
  access: Exclude<ReturnType<typeof accessOf>, string>,
  intervalSeconds: number,
): Collector {
  const path = draft.place.trim();
  const web = { url: baseOf(draft.place), ...access };
  switch (before.kind) {
    case 'llama-stack':
      return { ...before, path };
    case 'log-files':
      return { ...before, path, format: draft.format, fromStart: draft.fromStart };
    case 'health':
      return { ...before, ...web, paths: listOf(draft.items), intervalSeconds };
    case 'omnirt':
      return { ...before, ...web, jobs: jobsOf(draft.items) };
    case 'streamkit':
    case 'statsviz':
    case 'tokio-console':
      return { ...before, ...web };
  }
}
