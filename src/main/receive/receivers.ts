// Puts the receiving side together: two ports, the protocols on them, and one way for every request to the sink.
import { createBodyPool } from './body-pool.ts';
import type { Endpoints, EndpointState, IngestRecord, IngestTotals, PayloadSink } from '../../contract/ingest.ts';
import { defaultLimits, type PortWish, type ReceiverReports, type ReceiversConfig } from './config.ts';
import { createConnections } from './connections.ts';
import { createDeliverer } from './deliver.ts';
import { freePorts } from './free-ports.ts';
import { createGate } from './gate.ts';
import { createInspector } from './inspector.ts';
import { createLedger } from './ledger.ts';
import { createPort } from './port.ts';
import { portOwner } from './port-owner.ts';
import { createOutsideRecords, type OutsideRecords } from './outside.ts';
import { createSenders } from './sender.ts';

export interface Receivers {
  endpoints(): Endpoints;
  /** Newest first. */
  records(limit: number): readonly IngestRecord[];
  totals(): IngestTotals;
  /** Writes down what came beside the ports. */
  readonly outside: OutsideRecords;
  /** Tries again, at the given ports where they are given; resolves when both attempts are over. */
  listen(ports: { readonly grpc?: number | undefined; readonly http?: number | undefined }): Promise<Endpoints>;
  /** Stops accepting, finishes what is in flight within `limits.closeMillis`, closes every connection. */
  close(): Promise<void>;
}

/** Resolves when both ports were tried once; a taken port is not an error but a state. */
export async function startReceivers(
  config: ReceiversConfig,
  sink: PayloadSink,
  report: ReceiverReports,
): Promise<Receivers> {
  const limits = { ...defaultLimits, ...config.limits };
  const ledger = createLedger();
  const gate = createGate(limits.queueRequests, limits.queueBytes);
  const inspector = createInspector(ledger, config.clock, report);
  const deliverer = createDeliverer(sink, limits, config.clock);
  const senders = createSenders(config.clock, limits.senderWaitMillis);
  let wishes: { grpc: PortWish | undefined; http: PortWish | undefined } = { grpc: config.grpc, http: config.http };
  let free: Endpoints['free'];

  const connections = createConnections({
    gate,
    deliverer,
    inspector,
    bodies: createBodyPool(),
    limits,
    senders,
    endpoints: () => endpoints(),
    onProblem: report.onProblem,
  });
  const changed = () => {
    if (started) report.onEndpoints(endpoints());
  };
  const shared = { limits, ownerOf: portOwner, onChange: changed, onProblem: report.onProblem };
  const grpc = createPort({ ...shared, name: 'OTLP/gRPC', onSocket: connections.onGrpcSocket });
  const http = createPort({ ...shared, name: 'OTLP/HTTP', onSocket: connections.onHttpSocket });
  const endpoints = (): Endpoints => {
    const taken = grpc.state().kind === 'taken' || http.state().kind === 'taken';
    return { grpc: grpc.state(), http: http.state(), free: taken ? free : undefined };
  };
  let started = false;

  const tryBoth = async (): Promise<void> => {
    await Promise.all([grpc.want(wishes.grpc), http.want(wishes.http)]);
    const host = wishes.grpc?.host ?? wishes.http?.host ?? '127.0.0.1';
    if (isTaken(grpc.state()) || isTaken(http.state())) free = await freePorts(host, config.reservedPorts);
    started = true;
    report.onEndpoints(endpoints());
  };
  await tryBoth();

  return {
    endpoints,
    records: ledger.records,
    totals: ledger.totals,
    outside: createOutsideRecords(inspector, senders),
    async listen(ports) {
      started = false;
      wishes = { grpc: moved(wishes.grpc, ports.grpc), http: moved(wishes.http, ports.http) };
      await tryBoth();
      return endpoints();
    },
    async close() {
      grpc.stop();
      http.stop();
      await connections.close();
    },
  };
}

function isTaken(state: EndpointState): boolean {
  return state.kind === 'taken';
}

function moved(wish: PortWish | undefined, port: number | undefined): PortWish | undefined {
  if (port === undefined) return wish;
  return { host: wish?.host ?? '127.0.0.1', port };
}
