// Requests that came beside the OTLP ports, in the same inspector: remote write over the HTTP surface, whose connection is
// told, and pages of metrics that were fetched.
import type { Sender } from '../../contract/ingest.ts';
import type { PeerAddress } from '../../contract/remote-write.ts';
import type { Connection } from './connection.ts';
import type { Inspector, RequestEnd, RequestHead } from './inspector.ts';
import type { Senders } from './sender.ts';

export interface OutsideRequest extends Omit<RequestHead, 'connection'> {
  readonly from: Sender | PeerAddress;
}

/** Starts the stop-watch of a request; call the answer exactly once. */
export type OutsideRecords = (request: OutsideRequest) => (end: RequestEnd) => void;

/** Connections that are remembered, so that the process behind each is looked for once. */
const mostConnections = 256;

export function createOutsideRecords(inspector: Inspector, senders: Senders): OutsideRecords {
  const connections = new Map<string, Connection>();

  function connectionOf(from: Sender | PeerAddress): Connection {
    if ('id' in from) return { sender: () => from, resolveSender: () => Promise.resolve(from) };
    const key = `${from.remoteAddress} ${from.remotePort} ${from.localPort}`;
    const connection = connections.get(key) ?? senders.connect(from);
    connections.delete(key);
    connections.set(key, connection);
    const [oldest] = connections.keys();
    if (connections.size > mostConnections && oldest !== undefined) connections.delete(oldest);
    return connection;
  }

  return ({ from, ...head }) => {
    const connection = connectionOf(from);
    const finish = inspector.begin({ ...head, connection });
    return (end) => {
      void connection.resolveSender().then(() => finish(end));
    };
  };
}
