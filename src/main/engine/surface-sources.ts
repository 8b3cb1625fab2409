// What the HTTP surface shows of the engine.
import type { ExportService } from './export-service.ts';
import { exportAnswer } from './export-answer.ts';
import { httpStatus } from './http-status.ts';
import type { IngestThread } from './ingest-thread.ts';
import type { ProblemList } from './problem-list.ts';
import type { RunFile } from './reader-messages.ts';
import type { ReaderPool } from './reader-pool.ts';
import { runSize, type RunShelf } from './run-shelf.ts';
import { selfMetrics } from './self-metrics.ts';
import { sessionAnswer } from './session-answer.ts';
import type { TotalsKeeper } from './totals.ts';
import { ContractError } from '../../contract/errors.ts';
import { failureJson } from '../query/index.ts';
import { runId } from '../../contract/ids.ts';
import type { Endpoints, EndpointState } from '../../contract/ingest.ts';
import type { Problem } from '../../contract/problems.ts';
import type { JsonAnswer, SurfaceSources } from '../serve/http/routes.ts';

export interface SourceParts {
  readonly exports: Pick<ExportService, 'stream'>;
  readonly version: string;
  readonly startedAt: number;
  readonly ingest: Pick<IngestThread, 'call' | 'endpoints'>;
  readonly pool: ReaderPool;
  readonly problems: ProblemList;
  readonly shelf: RunShelf;
  /** Of the settings. */
  readonly sessionKeys: () => readonly string[];
  readonly totals: TotalsKeeper;
  readonly pipes: () => number;
  readonly pages: string | undefined;
}

export function surfaceSources(parts: SourceParts): SurfaceSources {
  const { exports, version, startedAt, ingest, pool, problems, shelf, totals, pipes, pages, sessionKeys } = parts;
  return {
    pages,
    health: () => ({ status: 'ok', version, uptimeSeconds: Math.round((Date.now() - startedAt) / 1000) }),
    ready: () => readiness(ingest.endpoints, diskTrouble(problems.list(), Date.now())),
    async metrics() {
      const writer = await ingest.call('counts', {}).catch(() => undefined);
      if (writer !== undefined) totals.update(writer.totals);
      return selfMetrics({
        version,
        startedAt,
        totals: totals.current,
        writer,
        waitingQuestions: pool.waiting,
        pipes: pipes(),
        problems: problems.total,
        openProblems: problems.list().length,
        runBytes: runSize(shelf.live.path),
      });
    },
    async jaeger(segments, query, signal) {
      try {
        const pairs = [...query].filter(([key]) => key !== 'run');
        return await pool.ask({ kind: 'jaeger', runs: asked(segments, query), segments, query: pairs }, signal);
      } catch (error) {
        return jaegerFailure(error);
      }
    },
    async prometheus(request, run, signal) {
      try {
        const file = run === undefined ? shelf.live : shelf.find(runId(run));
        return await pool.ask({ kind: 'prometheus', run: { id: file.id, path: file.path }, request }, signal);
      } catch (error) {
        return prometheusFailure(error);
      }
    },
    sessions: (question, signal) => sessionAnswer({ pool, shelf, sessionKeys }, question, signal),
    async remoteWrite(call) {
      try {
        return await ingest.call('remoteWrite', call);
      } catch (error) {
        // The worker is down and will be back.
        if (!(error instanceof ContractError) || error.code !== 'disconnected') throw error;
        const written = { samples: 0, histograms: 0, exemplars: 0 };
        return { status: 503, message: error.message, retryAfterSeconds: 1, written };
      }
    },
    exports: (request, signal) => exportAnswer({ exports, pool, shelf }, request, signal),
  };

  /** `run=<id>` asks that run. Otherwise a trace is looked for in every run that is open, all else in the live one. */
  function asked(segments: readonly string[], query: URLSearchParams): readonly RunFile[] {
    const run = query.get('run');
    if (run !== null) return [shelf.find(runId(run))];
    const lookUp = segments.length === 2 && segments[0] === 'traces';
    return lookUp ? shelf.open() : [shelf.live];
  }
}

/** A sender that is told to come back does so within this time. */
const recentMillis = 10_000;

/** What the last export that could not be written was told, if that was just now. */
export function diskTrouble(problems: readonly Problem[], now: number): string | undefined {
  return problems.find(
    ({ code, severity, lastAt }) =>
      (code === 'disk-full' || code === 'disk-error') && severity === 'error' && now - lastAt < recentMillis,
  )?.message;
}

/** Whether exports are accepted on all ports that are wanted, and can be stored. */
export function readiness({ grpc, http }: Endpoints, disk?: string): ReturnType<SurfaceSources['ready']> {
  const reasons = [whyNot('OTLP/gRPC', grpc), whyNot('OTLP/HTTP', http), disk].filter((one) => one !== undefined);
  return { ready: reasons.length === 0, reasons: [...new Set(reasons)] };
}

/** A taken port is a state the user has to know of; a port that is off was not wanted. */
function whyNot(name: string, state: EndpointState): string | undefined {
  switch (state.kind) {
    case 'taken':
      return `${name}: ${state.reason}`;
    case 'down':
      return state.reason;
    case 'listening':
    case 'off':
      return undefined;
  }
}

/** The types of errors that Prometheus has; what went wrong with the run itself is an internal one. */
function prometheusFailure(error: unknown): JsonAnswer {
  if (!(error instanceof ContractError)) throw error;
  const { code, message } = error;
  const status = httpStatus(code);
  const type = { 400: 'bad_data', 404: 'not_found', 499: 'canceled', 503: 'unavailable' }[status] ?? 'internal';
  return { status, body: failureJson({ type, message }) };
}

function jaegerFailure(error: unknown): JsonAnswer {
  if (!(error instanceof ContractError)) throw error;
  const status = httpStatus(error.code);
  return {
    status,
    body: JSON.stringify({ data: null, total: 0, limit: 0, offset: 0, errors: [{ code: status, msg: error.message }] }),
  };
}
