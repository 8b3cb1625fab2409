// Requests with hand-picked spans, for tests that need odd ones: few fields, exact times, any order.
import { ProtoWriter } from '../../support/proto-writer.ts';

export interface WildSpan {
  readonly trace: number;
  readonly span: number;
  readonly parent?: number;
  readonly service: string;
  readonly name: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly error?: boolean;
  readonly attributes?: readonly (readonly [key: string, value: string | bigint | number | boolean])[];
  /** To spans of the same trace, by number; each with the attribute `order`. */
  readonly links?: readonly number[];
}

/** The 16 bytes of trace number `trace`. */
export function traceBytes(trace: number): Uint8Array {
  const id = new Uint8Array(16).fill(7);
  new DataView(id.buffer).setUint32(3, trace + 1);
  return id;
}

function spanBytes(span: number): Uint8Array {
  const id = new Uint8Array(8).fill(9);
  new DataView(id.buffer).setUint32(2, span + 1);
  return id;
}

function anyValue(any: ProtoWriter, value: string | bigint | number | boolean): void {
  if (typeof value === 'string') any.text(1, value);
  else if (typeof value === 'boolean') any.varint(2, value ? 1 : 0);
  else if (typeof value === 'bigint') any.varint(3, value);
  else any.double(4, value);
}

/** One ExportTraceServiceRequest in protobuf; a resource per span, as the order of the spans matters here. */
export function wildRequest(spans: readonly WildSpan[]): Uint8Array {
  const request = new ProtoWriter();
  for (const span of spans) {
    request.message(1, (group) => {
      group.message(1, (resource) =>
        resource.message(1, (pair) => pair.text(1, 'service.name').message(2, (any) => any.text(1, span.service))),
      );
      group.message(2, (scoped) =>
        scoped.message(2, (body) => {
          body.bytes(1, traceBytes(span.trace)).bytes(2, spanBytes(span.span));
          if (span.parent !== undefined) body.bytes(4, spanBytes(span.parent));
          body.text(5, span.name).fixed64(7, span.start).fixed64(8, span.end);
          for (const [key, value] of span.attributes ?? [])
            body.message(9, (pair) => pair.text(1, key).message(2, (any) => anyValue(any, value)));
          for (const [order, target] of (span.links ?? []).entries())
            body.message(13, (link) =>
              link
                .bytes(1, traceBytes(span.trace))
                .bytes(2, spanBytes(target))
                .message(4, (pair) => pair.text(1, 'order').message(2, (any) => anyValue(any, BigInt(order)))),
            );
          if (span.error === true) body.message(15, (status) => status.varint(3, 2));
        }),
      );
    });
  }
  return request.finish();
}
