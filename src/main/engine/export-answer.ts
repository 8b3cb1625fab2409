// An export asked for over HTTP: which run it is about, and its bytes once the first of them are there.
import type { ExportService } from './export-service.ts';
import { httpStatus } from './http-status.ts';
import type { RunFile } from './reader-messages.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { RunShelf } from './run-shelf.ts';
import { ContractError } from '../../contract/errors.ts';
import type { ExportRequest } from '../../contract/export-params.ts';
import type { RunId, TraceId } from '../../contract/ids.ts';
import type { ExportAnswer } from '../serve/http/routes.ts';

export interface ExportAnswerParts {
  readonly exports: Pick<ExportService, 'stream'>;
  readonly pool: Pick<ReaderPool, 'ask'>;
  readonly shelf: RunShelf;
}

export async function exportAnswer(
  parts: ExportAnswerParts,
  request: ExportRequest,
  signal: AbortSignal,
): Promise<ExportAnswer> {
  try {
    const run = await runFor(parts, request, signal);
    const { name, mediaType, pieces } = parts.exports.stream({ ...request.order, run }, signal);
    // What is wrong with an order shows before the first byte, when a status can still be sent.
    const first = await pieces.next();
    return { kind: 'file', name, mediaType, bytes: first.done === true ? pieces : after(first.value, pieces) };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { kind: 'failed', status: httpStatus(error.code), message: error.message };
  }
}

async function* after(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** A trace is looked for in the named run, or in every run that is open; all else is about the live one. */
async function runFor(
  { pool, shelf }: ExportAnswerParts,
  { run, order: { what } }: ExportRequest,
  signal: AbortSignal,
): Promise<RunId> {
  const traceId = what.kind === 'spans' ? what.traceId : what.kind === 'traces' ? what.traceIds[0] : undefined;
  if (traceId === undefined) return run ?? shelf.live.id;
  const runs = run === undefined ? shelf.open() : [shelf.find(run)];
  for (const one of runs) if (await holds(pool, one, traceId, signal)) return one.id;
  const where = run === undefined ? 'No open run holds' : `The run ${run} does not hold`;
  throw new ContractError('not-found', `${where} the trace ${traceId}.`);
}

async function holds(
  pool: Pick<ReaderPool, 'ask'>,
  run: RunFile,
  traceId: TraceId,
  signal: AbortSignal,
): Promise<boolean> {
  const request = { run: run.id, traceId };
  const question = { kind: 'method', method: 'trace.version', run: { id: run.id, path: run.path }, request } as const;
  const answer = await pool.ask(question, signal);
  return 'version' in answer && answer.version !== 0;
}
