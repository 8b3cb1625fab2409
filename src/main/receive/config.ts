// What the receivers are told from outside: ports, limits, the clock, and whom to tell what happens.
import type { Endpoints, IngestRecord } from '../../contract/ingest.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type { UnixNanos } from '../../contract/time.ts';

export interface PortWish {
  /** `localhost` and `127.0.0.1` mean both loopback families; any other host is bound as it is. */
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
}

export interface ReceiverLimits {
  /** Largest request, on the wire and after decompression, in bytes. */
  readonly messageBytes: number;
  /** Bytes of all requests that are in flight; beyond it new ones are answered "busy". */
  readonly queueBytes: number;
  readonly queueRequests: number;
  /** Open connections per listening socket. */
  readonly connections: number;
  /** How long a client may take for its first bytes and for its request head. */
  readonly headMillis: number;
  /** How long a client may take for one whole request. */
  readonly requestMillis: number;
  /** How long a request waits for its sender's process to be found before it goes on with the address alone. */
  readonly senderWaitMillis: number;
  readonly retryAfterMillis: number;
  /** Pause between two attempts to take a port that another process holds. */
  readonly listenRetryMillis: number;
  /** How long `close` waits for requests in flight. */
  readonly closeMillis: number;
}

export const defaultLimits: ReceiverLimits = {
  messageBytes: 64 * 1024 * 1024,
  queueBytes: 128 * 1024 * 1024,
  queueRequests: 512,
  connections: 2048,
  headMillis: 15_000,
  requestMillis: 60_000,
  senderWaitMillis: 8000,
  retryAfterMillis: 1000,
  listenRetryMillis: 3000,
  closeMillis: 5000,
};

export interface ReceiveClock {
  now(): UnixNanos;
  /** Monotonic milliseconds with fractions. */
  elapsed(): number;
}

export interface ReceiversConfig {
  /** `undefined` leaves the port off. */
  readonly grpc: PortWish | undefined;
  readonly http: PortWish | undefined;
  readonly limits?: Partial<ReceiverLimits>;
  /** Ports that are never offered as free, e.g. the one of the UI. */
  readonly reservedPorts?: readonly number[];
  readonly clock: ReceiveClock;
}

export interface ReceiverReports {
  onRecord(record: IngestRecord): void;
  onProblem(problem: ProblemReport): void;
  onEndpoints(endpoints: Endpoints): void;
}
