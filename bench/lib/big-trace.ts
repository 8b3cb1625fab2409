// One trace with very many spans, as OTLP/protobuf requests: a tree as a batch job over several services makes it,
// children in order within their parent, a few errors and events.
import { seededRandom } from '../../test/support/random.ts';
import { ProtoWriter } from '../../test/support/proto-writer.ts';

const services = ['batch-runner', 'catalogue', 'pricing', 'inventory', 'search', 'storage'];
const startNanos = 1_790_000_000_000_000_000n;

interface BigSpan {
  readonly number: number;
  readonly parent: number | undefined;
  readonly service: number;
  readonly name: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly failed: boolean;
}

function tree(count: number, seed: number): BigSpan[] {
  const random = seededRandom(seed);
  const spans: BigSpan[] = [
    {
      number: 1,
      parent: undefined,
      service: 0,
      name: 'nightly rebuild',
      start: 0n,
      end: 600_000_000_000n,
      failed: false,
    },
  ];
  // Breadth first: each span hands a few slices of its time to children.
  for (let at = 0; spans.length < count; at++) {
    const parent = spans[at] as BigSpan;
    const children = Math.min(count - spans.length, at === 0 ? 60 : 1 + random.below(7));
    const slice = (parent.end - parent.start) / BigInt(children + 1);
    for (let i = 0; i < children; i++) {
      const start = parent.start + slice * BigInt(i) + (slice * BigInt(random.below(30))) / 100n;
      const lasts = (slice * BigInt(40 + random.below(70))) / 100n;
      spans.push({
        number: spans.length + 1,
        parent: parent.number,
        service: random.below(services.length),
        name: `step ${random.below(400)}`,
        start,
        end: start + (lasts < 1000n ? 1000n : lasts),
        failed: random.below(400) === 0,
      });
    }
  }
  return spans;
}

const idOf = (number: number): Uint8Array => {
  const id = new Uint8Array(8);
  new DataView(id.buffer).setBigUint64(0, BigInt(number) * 0x9e37_79b9n + 1n);
  return id;
};

function write(writer: ProtoWriter, span: BigSpan, traceByte: number): void {
  writer.bytes(1, new Uint8Array(16).fill(traceByte)).bytes(2, idOf(span.number));
  if (span.parent !== undefined) writer.bytes(4, idOf(span.parent));
  writer
    .text(5, span.name)
    .varint(6, 1)
    .fixed64(7, startNanos + span.start)
    .fixed64(8, startNanos + span.end);
  for (const [key, value] of [
    ['worker.id', `worker-${span.number % 16}`],
    ['item.sku', `SKU-${span.number % 5000}`],
  ] as const) {
    writer.message(9, (pair) => pair.text(1, key).message(2, (any) => any.text(1, value)));
  }
  if (span.failed) writer.message(15, (status) => status.text(2, 'item was locked').varint(3, 2));
}

export function makeBigTrace(options: {
  readonly spans: number;
  readonly seed: number;
  readonly perRequest: number;
  /** The trace's id is this byte sixteen times; 7 when not given. */
  readonly traceByte?: number;
}): Uint8Array[] {
  const all = tree(options.spans, options.seed);
  const bodies: Uint8Array[] = [];
  for (let i = 0; i < all.length; i += options.perRequest) {
    const part = all.slice(i, i + options.perRequest);
    const request = new ProtoWriter();
    for (const [index, service] of services.entries()) {
      request.message(1, (group) => {
        group.message(1, (resource) =>
          resource.message(1, (pair) => pair.text(1, 'service.name').message(2, (any) => any.text(1, service))),
        );
        group.message(2, (scope) => {
          for (const span of part)
            if (span.service === index) scope.message(2, (body) => write(body, span, options.traceByte ?? 7));
        });
      });
    }
    bodies.push(request.finish());
  }
  return bodies;
}
