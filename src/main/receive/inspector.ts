// Writes down what happened to each request: one ledger line, and a Problem where the user should look.
import type { IngestRecord, Transport } from '../../contract/ingest.ts';
import type { ProblemCode, ProblemReport } from '../../contract/problems.ts';
import type { ReceiveClock, ReceiverReports } from './config.ts';
import type { Connection } from './connection.ts';
import type { Ledger } from './ledger.ts';

/** What a handler knows when a request begins. */
export interface RequestHead extends Pick<
  IngestRecord,
  'transport' | 'signal' | 'method' | 'path' | 'encoding' | 'compression' | 'userAgent'
> {
  readonly connection: Connection;
}

/** Of a request that could not be read so far; what is known is put over it. */
export function blankHead(transport: Transport, connection: Connection): RequestHead {
  return {
    transport,
    signal: undefined,
    method: '',
    path: '',
    encoding: '',
    compression: '',
    userAgent: '',
    connection,
  };
}

/** What it knows when the answer is out. */
export interface RequestEnd extends Pick<IngestRecord, 'status' | 'outcome' | 'message'> {
  readonly wireBytes?: number;
  readonly bodyBytes?: number;
  readonly accepted?: number;
  readonly rejected?: number;
  readonly ignored?: number;
  readonly rejections?: IngestRecord['rejections'];
  readonly services?: readonly string[];
  readonly encoding?: string;
  readonly compression?: string;
  /** Overrides the code that follows from the outcome; `told` where the sink has reported what is behind it. */
  readonly problem?: ProblemCode | 'told';
}

export interface Inspector {
  /** Starts the stop-watch of a request; call the answer exactly once. */
  begin(head: RequestHead): (end: RequestEnd) => void;
}

const codes: Readonly<Record<IngestRecord['outcome'], ProblemCode | undefined>> = {
  stored: undefined,
  partial: 'ingest-rejected-items',
  refused: 'ingest-refused',
  busy: 'ingest-busy',
  'protocol-error': 'wrong-protocol',
};

export function createInspector(ledger: Ledger, clock: ReceiveClock, report: ReceiverReports): Inspector {
  return {
    begin(head) {
      const at = clock.now();
      const started = clock.elapsed();
      return (end) => {
        const record = ledger.add({
          at,
          transport: head.transport,
          signal: head.signal,
          method: cut(head.method, 40),
          path: cut(head.path, 500),
          encoding: cut(end.encoding ?? head.encoding, 100),
          compression: cut(end.compression ?? head.compression, 40),
          sender: head.connection.sender(),
          userAgent: cut(head.userAgent, 300),
          services: end.services ?? [],
          wireBytes: end.wireBytes ?? 0,
          bodyBytes: end.bodyBytes ?? 0,
          accepted: end.accepted ?? 0,
          rejected: end.rejected ?? 0,
          ignored: end.ignored ?? 0,
          status: end.status,
          outcome: end.outcome,
          message: cut(end.message, 2000),
          rejections: end.rejections ?? [],
          durationMicros: Math.round((clock.elapsed() - started) * 1000),
        });
        report.onRecord(record);
        const problem = problemOf(record, end.problem);
        if (problem !== undefined) report.onProblem(problem);
      };
    },
  };
}

function problemOf(record: IngestRecord, override: RequestEnd['problem']): ProblemReport | undefined {
  const code = override ?? codes[record.outcome];
  if (code === undefined || code === 'told') return undefined;
  const severity = record.outcome === 'refused' || code === 'bug' ? 'error' : 'warning';
  const { process, pid, address } = record.sender;
  const who = process === undefined ? (pid === undefined ? address : `process ${pid}`) : `${process} (pid ${pid})`;
  return { code, severity, subject: who, message: record.message };
}

/** What senders write is kept five hundred times over, so it is kept short. */
function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
