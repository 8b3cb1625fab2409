// grpc.health.v1.Health: Check, List and Watch.
// Format: https://github.com/grpc/grpc/blob/master/doc/health-checking.md
import type { Signal } from '../../contract/ingest.ts';
import { openAnswers, readSmallMessages, type AnswerStream, type GrpcCall, type GrpcHandler } from './grpc-call.ts';
import { exportServices } from './grpc-export.ts';
import { GrpcCode } from './grpc-wire.ts';
import { bytesField, integerField, message, readFields, textOf } from './proto-wire.ts';

export const healthService = 'grpc.health.v1.Health';

const serving = 1;
const notServing = 2;
const serviceUnknown = 3;

/** The other signals' services are there, but answer UNIMPLEMENTED. */
const stored: ReadonlySet<Signal> = new Set<Signal>(['traces', 'logs']);

export interface Health {
  readonly handlers: ReadonlyMap<string, GrpcHandler>;
  /** Tells watchers that the server goes, and ends their calls. */
  close(): void;
}

export function createHealth(): Health {
  const watchers = new Set<AnswerStream>();
  const statusOf = (service: string): number | undefined => {
    if (service === '' || service === healthService) return serving;
    const signal = exportServices.get(service);
    return signal === undefined ? undefined : stored.has(signal) ? serving : notServing;
  };
  const answerOf = (status: number): Buffer => integerField(1, status);

  const check = (call: GrpcCall): void => {
    const answers = openAnswers(call.stream);
    onRequest(call, answers, (service) => {
      const status = statusOf(service);
      if (status === undefined)
        return answers.finish({ code: GrpcCode.notFound, message: `unknown service ${service}` });
      answers.send(answerOf(status));
      answers.finish({ code: GrpcCode.ok, message: '' });
    });
  };
  const list = (call: GrpcCall): void => {
    const answers = openAnswers(call.stream);
    onRequest(call, answers, () => {
      const entries = ['', healthService, ...exportServices.keys()].map((name) =>
        bytesField(1, message(bytesField(1, name), bytesField(2, answerOf(statusOf(name) ?? serviceUnknown)))),
      );
      answers.send(message(...entries));
      answers.finish({ code: GrpcCode.ok, message: '' });
    });
  };
  const watch = (call: GrpcCall): void => {
    const answers = openAnswers(call.stream);
    onRequest(call, answers, (service) => {
      answers.send(answerOf(statusOf(service) ?? serviceUnknown));
      watchers.add(answers);
      call.stream.once('close', () => watchers.delete(answers));
    });
  };

  return {
    handlers: new Map([
      [`/${healthService}/Check`, check],
      [`/${healthService}/List`, list],
      [`/${healthService}/Watch`, watch],
    ]),
    close() {
      for (const watcher of watchers) {
        watcher.send(answerOf(notServing));
        watcher.finish({ code: GrpcCode.unavailable, message: 'the receiver is closing' });
      }
    },
  };
}

/** The `service` field of the one request message. */
function onRequest(call: GrpcCall, answers: AnswerStream, handle: (service: string) => void): void {
  let service: string | undefined;
  const onMessage = (bytes: Uint8Array) => {
    const fields = readFields(bytes);
    if (fields === undefined)
      answers.finish({ code: GrpcCode.internal, message: 'the request is no protobuf message' });
    else service = textOf(fields, 1) ?? '';
  };
  readSmallMessages(call, answers, onMessage, () => {
    if (service === undefined) answers.finish({ code: GrpcCode.internal, message: 'the request has no message' });
    else handle(service);
  });
}
