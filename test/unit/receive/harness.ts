// Real receivers on free ports with a sink that the test scripts, and small clients for them.
import { connect, type Socket } from 'node:net';
import type { Endpoints, IngestRecord, Payload, Receipt } from '../../../src/contract/ingest.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import type { ReceiverLimits, ReceiversConfig } from '../../../src/main/receive/config.ts';
import { startReceivers, type Receivers } from '../../../src/main/receive/receivers.ts';

export const clock = { now: () => unixNanosOfMillis(Date.now()), elapsed: () => performance.now() };

export const stored = (accepted = 1): Receipt => ({
  kind: 'stored',
  accepted,
  rejected: 0,
  ignored: 0,
  message: '',
  rejections: [],
});

export interface Harness {
  readonly receivers: Receivers;
  readonly grpcPort: number;
  readonly httpPort: number;
  readonly url: string;
  readonly payloads: Payload[];
  readonly records: IngestRecord[];
  readonly problems: ProblemReport[];
  readonly endpoints: Endpoints[];
  /** What the sink answers from now on. */
  answer: (payload: Payload) => Receipt | Promise<Receipt>;
  close(): Promise<void>;
}

export async function startHarness(
  limits: Partial<ReceiverLimits> = {},
  config: Partial<ReceiversConfig> = {},
): Promise<Harness> {
  const payloads: Payload[] = [];
  const records: IngestRecord[] = [];
  const problems: ProblemReport[] = [];
  const endpoints: Endpoints[] = [];
  const receivers = await startReceivers(
    {
      grpc: { host: '127.0.0.1', port: 0 },
      http: { host: '127.0.0.1', port: 0 },
      limits: { closeMillis: 500, senderWaitMillis: 5000, ...limits },
      clock,
      ...config,
    },
    async (payload) => {
      // The memory of a body is used again once its request was answered.
      payloads.push({ ...payload, bytes: Uint8Array.from(payload.bytes) });
      return harness.answer(payload);
    },
    {
      onRecord: (record) => records.push(record),
      onProblem: (problem) => problems.push(problem),
      onEndpoints: (state) => endpoints.push(state),
    },
  );
  const { grpc, http } = receivers.endpoints();
  const grpcPort = grpc.kind === 'listening' ? grpc.port : 0;
  const httpPort = http.kind === 'listening' ? http.port : 0;
  const harness: Harness = {
    receivers,
    grpcPort,
    httpPort,
    url: `http://127.0.0.1:${httpPort}`,
    payloads,
    records,
    problems,
    endpoints,
    answer: () => stored(),
    close: () => receivers.close(),
  };
  return harness;
}

/** Waits until the condition holds; fails with the words after five seconds. */
export async function until(condition: () => boolean, words: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never happened: ${words}`);
}

/** Writes bytes to a port and answers all that comes back until the other side closes. */
export function talk(port: number, bytes: Uint8Array | string, host = '127.0.0.1'): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket: Socket = connect({ port, host }, () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks)));
  });
}
