// What the HTTP surface answers to a request that has passed the gate, path by path.
import type { ServerResponse } from 'node:http';
import { decodeSegments } from './decode-segments.ts';
import type { RemoteWrite } from './remote-write-route.ts';
import { json, plain, type Answer } from './respond.ts';
import { prometheusText, prometheusType, type Metric } from './prometheus-text.ts';
import { staticFile } from './static-files.ts';
import { unbuiltPage } from './entry-page.ts';
import { readSessionsQuestion, type SessionsQuestion } from '../../../contract/session-params.ts';
import { readExportParams, type ExportRequest } from '../../../contract/export-params.ts';

/** What the engine hands in. */
export interface SurfaceSources {
  /** Liveness, for anybody: says nothing of the data. */
  readonly health: () => Readonly<Record<string, unknown>>;
  /** Whether exports are accepted, and if not, why. */
  readonly ready: () => { readonly ready: boolean; readonly reasons: readonly string[] };
  readonly metrics: () => Promise<readonly Metric[]>;
  /** A GET below /jaeger/api/: the rest of the path, decoded segment by segment. */
  readonly jaeger: (segments: readonly string[], query: URLSearchParams, signal: AbortSignal) => Promise<JsonAnswer>;
  /** A request below /prometheus/api/v1/, of the run that is named or else the live one. */
  readonly prometheus: (request: PrometheusCall, run: string | undefined, signal: AbortSignal) => Promise<JsonAnswer>;
  /** Sessions of the run that is named or else the live one. */
  readonly sessions: (question: SessionsQuestion, signal: AbortSignal) => Promise<JsonAnswer>;
  /** A body of Prometheus' remote write, packed; resolves when it is stored or refused. */
  readonly remoteWrite: RemoteWrite;
  /** Starts an export; the first bytes are there when it resolves. */
  readonly exports: (request: ExportRequest, signal: AbortSignal) => Promise<ExportAnswer>;
  /** Folder of the built renderer; `undefined` when there is none. */
  readonly pages: string | undefined;
}

/** A file that is sent as it is made, or why it cannot be. */
export type ExportAnswer =
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly mediaType: string;
      readonly bytes: AsyncIterable<Uint8Array>;
    }
  | { readonly kind: 'failed'; readonly status: number; readonly message: string };

export interface PrometheusCall {
  readonly method: 'GET' | 'POST';
  /** Decoded parts of the path behind /prometheus/api/v1. */
  readonly segments: readonly string[];
  /** Decoded pairs: those of a form first, then those of the address. */
  readonly pairs: readonly (readonly [string, string])[];
}

export interface JsonAnswer {
  readonly status: number;
  /** JSON text, UTF-8. */
  readonly body: string | Uint8Array;
}

/** Paths that need no token. */
export function openAnswer(path: string, sources: SurfaceSources): Answer | undefined {
  if (path === '/healthz') return json(200, sources.health());
  if (path === '/readyz') {
    const state = sources.ready();
    return json(state.ready ? 200 : 503, state);
  }
  // Prometheus' own, which its clients ask.
  if (/^(?:\/prometheus)?\/-\/healthy$/.test(path)) return plain(200, 'Otterscope is Healthy.');
  if (/^(?:\/prometheus)?\/-\/ready$/.test(path)) {
    const { ready, reasons } = sources.ready();
    return ready ? plain(200, 'Otterscope is Ready.') : plain(503, reasons.join('; '));
  }
  return undefined;
}

/** Everything else. `signal` fires when the asker has gone. */
export async function lockedAnswer(
  url: URL,
  host: string,
  sources: SurfaceSources,
  signal: AbortSignal,
  { headOnly, wantsPage }: { readonly headOnly: boolean; readonly wantsPage: boolean },
): Promise<Answer> {
  const { pathname } = url;
  // The window has a page of that address, too: a browser that goes there gets it.
  if (pathname === '/metrics' && !wantsPage)
    return { status: 200, type: prometheusType, body: prometheusText(await sources.metrics()) };
  if (pathname === '/pipe') return plain(426, 'this is a WebSocket', { Upgrade: 'websocket' });
  if (pathname === '/jaeger/api' || pathname.startsWith('/jaeger/api/')) {
    const segments = decodeSegments(pathname.slice('/jaeger/api'.length));
    if (segments === undefined)
      return json(400, { data: null, errors: [{ code: 400, msg: 'the path is not well encoded' }] });
    const { status, body } = await sources.jaeger(segments, url.searchParams, signal);
    return { status, type: 'application/json; charset=utf-8', body };
  }
  if (pathname.startsWith('/api/export/')) {
    const segments = decodeSegments(pathname.slice('/api/export/'.length));
    if (segments === undefined) return json(400, { error: 'the path is not well encoded' });
    return exportAnswer(segments, url.searchParams, sources, signal, headOnly);
  }
  if (pathname === '/api/sessions' || pathname.startsWith('/api/sessions/'))
    return sessionsAnswer(pathname.slice('/api/sessions'.length), url.searchParams, sources, signal);
  if (/^\/(api|jaeger|mcp|prometheus)(\/|$)/.test(pathname))
    return json(404, { error: `there is nothing at ${pathname}` });
  return sources.pages === undefined ? unbuiltPage() : staticFile(sources.pages, pathname, host);
}

async function sessionsAnswer(
  path: string,
  query: URLSearchParams,
  sources: SurfaceSources,
  signal: AbortSignal,
): Promise<Answer> {
  const segments = path === '' ? [] : decodeSegments(path);
  if (segments === undefined) return json(400, { error: 'the path is not well encoded' });
  const read = readSessionsQuestion(segments, new Map(query));
  if (read.kind === 'wrong') return json(read.status, { error: read.message });
  const { status, body } = await sources.sessions(read.question, signal);
  return { status, type: 'application/json; charset=utf-8', body };
}

async function exportAnswer(
  segments: readonly string[],
  query: URLSearchParams,
  sources: SurfaceSources,
  signal: AbortSignal,
  headOnly: boolean,
): Promise<Answer> {
  const read = readExportParams(segments, query);
  if (read.kind === 'wrong') return json(read.status, { error: read.message });
  const answer = await sources.exports(read.request, signal);
  if (answer.kind === 'failed') return json(answer.status, { error: answer.message });
  const { name, mediaType, bytes } = answer;
  // Left at once, which ends the export; what is wrong with it has shown by now.
  if (headOnly) for await (const _ of bytes) break;
  return {
    status: 200,
    type: mediaType,
    body: bytes,
    headers: { 'Content-Disposition': `attachment; filename="${name}"` },
  };
}

/** Fires when the client hangs up before it was answered. */
export function hangUpSignal(response: ServerResponse): AbortSignal {
  const abort = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) abort.abort();
  });
  return abort.signal;
}
