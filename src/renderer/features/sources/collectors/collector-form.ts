// A collector as the form that edits it has it, all texts, and back.
import { collectorTrouble, type Collector, type LogFormat } from '../../../../contract/collectors.ts';
import type { TargetAuth } from '../../../../contract/scrape.ts';
import { pairsOf, secondsOf, secondsText } from '../form-texts.ts';
import { baseOf, jobsOf, listOf } from './recipe.ts';

export interface CollectorDraft {
  readonly name: string;
  readonly service: string;
  /** Address or path. */
  readonly place: string;
  readonly auth: TargetAuth['kind'];
  readonly token: string;
  readonly user: string;
  readonly password: string;
  /** `Name: value`, one in a line. */
  readonly headers: string;
  /** Paths of health, jobs of OmniRT; separated by commas. */
  readonly items: string;
  readonly interval: string;
  readonly format: LogFormat;
  readonly fromStart: boolean;
}

export function draftOfCollector(collector: Collector): CollectorDraft {
  const auth: TargetAuth = 'auth' in collector ? collector.auth : { kind: 'none' };
  return {
    name: collector.name,
    service: collector.service,
    place: 'path' in collector ? collector.path : collector.url,
    auth: auth.kind,
    token: auth.kind === 'bearer' ? auth.token : '',
    user: auth.kind === 'basic' ? auth.user : '',
    password: auth.kind === 'basic' ? auth.password : '',
    headers: 'headers' in collector ? collector.headers.map(({ name, value }) => `${name}: ${value}`).join('\n') : '',
    items: 'paths' in collector ? collector.paths.join(', ') : 'jobs' in collector ? collector.jobs.join(', ') : '',
    interval: 'intervalSeconds' in collector ? secondsText(collector.intervalSeconds) : '',
    format: 'format' in collector ? collector.format : 'auto',
    fromStart: 'fromStart' in collector && collector.fromStart,
  };
}

/** The collector with what the form says, or what is wrong with the form in words. */
export function collectorOf(before: Collector, draft: CollectorDraft): Collector | string {
  const headers = pairsOf(draft.headers, ':');
  if (headers === undefined) return 'A header is a line such as X-Scope-OrgID: dev.';
  const intervalSeconds = before.kind === 'health' ? secondsOf(draft.interval) : 0;
  if (intervalSeconds === undefined || (before.kind === 'health' && intervalSeconds < 0.5))
    return 'The interval is a duration from 0.5 s on, such as 5s or 1m.';
  const shared = { name: draft.name.trim(), service: draft.service.trim() };
  const collector = withPlace({ ...before, ...shared }, draft, headers, intervalSeconds);
  const trouble = collectorTrouble(collector);
  return trouble === undefined ? collector : `${trouble.charAt(0).toUpperCase()}${trouble.slice(1)}.`;
}

function withPlace(
  before: Collector,
  draft: CollectorDraft,
  headers: readonly { readonly name: string; readonly value: string }[],
  intervalSeconds: number,
): Collector {
  const path = draft.place.trim();
  const web = { url: baseOf(draft.place), auth: authOf(draft), headers };
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

function authOf({ auth, token, user, password }: CollectorDraft): TargetAuth {
  if (auth === 'bearer') return { kind: 'bearer', token: token.trim() };
  return auth === 'basic' ? { kind: 'basic', user, password } : { kind: 'none' };
}
