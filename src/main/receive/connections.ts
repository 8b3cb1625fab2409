// Every open connection of both ports: recognises its protocol, gives it to its server, and can end them all.
import type { ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Endpoints } from '../../contract/ingest.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import { accept } from './accept.ts';
import type { Connection } from './connection.ts';
import { grpcHandlers } from './grpc-handlers.ts';
import { openHttp2Session, serveGrpcSession } from './grpc-server.ts';
import { exchangeOfHttp1 } from './http-exchange.ts';
import { handleHttp, type HttpParts } from './http-export.ts';
import { createHttp1 } from './http1-server.ts';
import { serveHttp2Session } from './http2-server.ts';
import type { Senders } from './sender.ts';
import type { Protocol } from './sniff.ts';
import {
  answerTls,
  answerUnknown,
  answerWrongHttp1,
  endpointUrl,
  portWords,
  type WrongPort,
} from './wrong-protocol.ts';

interface ConnectionsOptions extends Omit<HttpParts, 'grpcHint'> {
  readonly senders: Senders;
  readonly endpoints: () => Endpoints;
  readonly onProblem: (problem: ProblemReport) => void;
}

interface Connections {
  onGrpcSocket(socket: Socket): void;
  onHttpSocket(socket: Socket): void;
  /** Ends idle connections, waits for requests in flight, then destroys what is left. */
  close(): Promise<void>;
}

export function createConnections(options: ConnectionsOptions): Connections {
  const { gate, inspector, limits, senders, endpoints } = options;
  const sockets = new Map<Duplex, Connection>();
  const sessions = new Set<ServerHttp2Session>();
  let closing = false;
  const grpcHint = () => `OTLP/gRPC is taken at ${portWords(endpoints().grpc, 4317)}`;
  const httpHint = () => `OTLP/HTTP is taken at ${portWords(endpoints().http, 4318)}`;
  const parts: HttpParts = { ...options, grpcHint };
  const grpc = grpcHandlers(options);
  const http = createHttp1({
    limits,
    inspector,
    connectionOf: (socket) => sockets.get(socket),
    onRequest: (request, response, connection) =>
      void handleHttp(
        exchangeOfHttp1(request, response, connection, () => closing),
        parts,
      ),
  });

  const open = (socket: Socket, serve: (protocol: Protocol, connection: Connection) => void) => {
    if (closing) {
      socket.destroy();
      return;
    }
    accept(socket, limits.headMillis, (protocol) => {
      const connection = senders.connect(socket);
      sockets.set(socket, connection);
      socket.once('close', () => sockets.delete(socket));
      serve(protocol, connection);
    });
  };
  const openSession = (socket: Socket, connection: Connection): ServerHttp2Session => {
    const session = openHttp2Session(socket, inspector, connection);
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    return session;
  };
  const wrong = (port: 'grpc' | 'http'): WrongPort => ({
    port,
    inspector,
    grpcHint,
    httpHint,
    httpUrl: () => endpointUrl(endpoints().http, 4318),
  });

  return {
    onGrpcSocket(socket) {
      open(socket, (protocol, connection) => {
        if (protocol === 'http2')
          serveGrpcSession(openSession(socket, connection), connection, {
            handlers: grpc.handlers,
            httpHint,
            inspector,
          });
        else if (protocol === 'http1') answerWrongHttp1(socket, connection, wrong('grpc'));
        else if (protocol === 'tls') answerTls(socket, connection, wrong('grpc'));
        else answerUnknown(socket, connection, wrong('grpc'));
      });
    },
    onHttpSocket(socket) {
      open(socket, (protocol, connection) => {
        if (protocol === 'http1') http.serve(socket);
        else if (protocol === 'http2') serveHttp2Session(openSession(socket, connection), connection, parts);
        else if (protocol === 'tls') answerTls(socket, connection, wrong('http'));
        else answerUnknown(socket, connection, wrong('http'));
      });
    },
    async close() {
      closing = true;
      grpc.close();
      http.closeIdle();
      for (const session of sessions) session.close();
      await Promise.race([gate.idle(), after(limits.closeMillis)]);
      gate.shut();
      // One turn, so that the last answers are on their way before the sockets go.
      await after(20);
      http.close();
      for (const session of sessions) session.destroy();
      for (const socket of sockets.keys()) socket.destroy();
    },
  };
}

function after(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
