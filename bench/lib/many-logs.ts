// Millions of realistic log records: a few dozen message templates with varied ids, of five services, with attributes,
// two thirds of them in traces; every hundredth has a map as its body. The same for the same seed.
import type { LogGroup, LogItem, ResourceRecord, ScopeRecord } from '../../src/contract/otlp-records.ts';
import { hex, type SpanId, type TraceId } from '../../src/contract/ids.ts';
import { unixNanos } from '../../src/contract/time.ts';
import type { Attribute } from '../../src/contract/values.ts';
import { encodeOtlpProtobuf } from '../../src/main/encode/otlp-protobuf.ts';
import { seededRandom, type Random } from '../../test/support/random.ts';

/** 2026-01-01T00:00:00Z; records follow at 5,000 a second. */
export const logsStart = 1_767_225_600_000_000_000n;
const spacing = 200_000n;

const services = ['gateway', 'checkout', 'inventory', 'payments', 'search'];
const routes = ['/v1/cart/{id}', '/v1/orders', '/v1/items/{sku}', '/v1/search', '/v1/pay'];
const digits = '0123456789abcdef';

const hexText = (random: Random, length: number): string => {
  let text = '';
  for (let i = 0; i < length; i++) text += digits[random.below(16)] ?? '';
  return text;
};
const uuid = (random: Random): string =>
  `${hexText(random, 8)}-${hexText(random, 4)}-4${hexText(random, 3)}-9${hexText(random, 3)}-${hexText(random, 12)}`;
const address = (random: Random): string => `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`;

const messages: readonly ((random: Random) => string)[] = [
  (r) => `request ${uuid(r)} to ${r.pick(routes)} took ${r.below(400)} ms`,
  (r) => `order ${100_000 + r.below(900_000)} accepted for customer ${r.below(50_000)}`,
  (r) => `accepted connection from ${address(r)}:${1024 + r.below(60_000)}`,
  (r) => `cache miss for key cart:v2:${hexText(r, 16)}, loading from store`,
  (r) =>
    `SELECT id, state FROM orders WHERE customer_id = ${r.below(50_000)} returned ${r.below(50)} rows in ${r.next().toFixed(3)} ms`,
  (r) => `session ${hexText(r, 24)} refreshed for user u-${r.below(100_000)}`,
  (r) => `wrote ${r.below(1_000_000)} bytes to /var/lib/shop/segments/${hexText(r, 8)}.seg`,
  () => 'health check passed',
  (r) => `consumer lag on topic orders partition ${r.below(64)} is ${r.below(10_000)}`,
  (r) =>
    `payment ${uuid(r)} authorised by provider ${r.pick(['acme', 'globex', 'initech'])} for ${r.below(100_000) / 100} EUR`,
  (r) => `retrying upstream ${r.pick(services)} after ${r.below(5) * 100} ms, attempt ${r.below(5)}`,
  (r) => `GET ${r.pick(routes).replace(/\{.*\}/, String(r.below(10_000)))} 200 ${r.below(4000)} ${r.below(300)}ms`,
  (r) => `worker-${r.below(8)} picked job ${hexText(r, 12)} from queue default`,
  () => 'flushing metrics to collector',
  (r) => `token for client ${hexText(r, 8)} expires in ${r.below(3600)} s`,
];
const warnings: readonly ((random: Random) => string)[] = [
  (r) => `slow query took ${1000 + r.below(9000)} ms: SELECT * FROM stock WHERE sku = '${hexText(r, 8)}'`,
  (r) => `connection pool nearly exhausted: ${90 + r.below(10)} of 100 in use`,
];
const failures: readonly ((random: Random) => string)[] = [
  (r) => `connection refused: ${address(r)}:5432`,
  (r) => `upstream ${r.pick(services)} did not answer in time, request ${uuid(r)}`,
];

const scope: ScopeRecord = {
  name: 'shop/logging',
  version: '0.9.1',
  attributes: [],
  droppedAttributes: 0,
  schemaUrl: '',
};

function resourceOf(service: string): ResourceRecord {
  const values = {
    'service.name': service,
    'service.namespace': 'shop',
    'host.name': 'devbox',
    'service.instance.id': `${service}-0`,
  };
  const attributes = Object.entries(values).map(([key, value]) => ({ key, value }));
  return { attributes, droppedAttributes: 0, schemaUrl: '' };
}

function attributesOf(random: Random): readonly Attribute[] {
  const attributes: Attribute[] = [
    { key: 'code.file.path', value: `src/${random.pick(['cart', 'order', 'pay', 'stock'])}.ts` },
    { key: 'code.line.number', value: BigInt(random.below(900)) },
    { key: 'thread.name', value: `worker-${random.below(8)}` },
    { key: 'http.route', value: random.pick(routes) },
  ];
  if (random.below(3) === 0) attributes.push({ key: 'request.id', value: uuid(random) });
  if (random.below(4) === 0) attributes.push({ key: 'latency', value: random.next() * 100 });
  return attributes;
}

/** What is put in so that it can be found: at which of how many records. */
export interface Needles {
  /** Records of the run. */
  readonly total: number;
}

/** A function that answers request number `i` of `perRequest` records. */
export function manyLogs(perRequest: number, { total }: Needles): (i: number) => Uint8Array {
  const resources = [...services, 'rare-service'].map(resourceOf);
  const trace = { id: '' as TraceId, left: 0 };
  return (i) => {
    const random = seededRandom(1 + i);
    const byService: LogItem[][] = resources.map(() => []);
    for (let k = 0; k < perRequest; k++) {
      const number = i * perRequest + k;
      const severe = random.below(40);
      const rare = number % Math.max(1, Math.floor(total / 5)) === 4321;
      const [severity, severityText, list] =
        number % Math.max(1, Math.floor(total / 25)) === 777
          ? ([21, 'FATAL', failures] as const)
          : severe === 0
            ? ([17, 'ERROR', failures] as const)
            : severe < 3
              ? ([13, 'WARN', warnings] as const)
              : severe < 8
                ? ([5, 'DEBUG', messages] as const)
                : ([9, 'INFO', messages] as const);
      const text = rare ? `quota exhausted for tenant zebra-${number}` : random.pick(list)(random);
      if (trace.left === 0) {
        trace.id = hex(Uint8Array.from([1, ...random.bytes(15)])) as TraceId;
        trace.left = 1 + random.below(12);
      }
      const traced = random.below(3) > 0;
      if (traced) trace.left -= 1;
      const service = rare ? 5 : random.below(5);
      byService[service]?.push({
        time: unixNanos(logsStart + BigInt(number) * spacing - BigInt(random.below(2_000_000_000))),
        observed: unixNanos(logsStart + BigInt(number) * spacing),
        severity,
        severityText,
        body: number % 100 === 0 ? { message: text, user: { id: BigInt(random.below(1000)) }, ok: true } : text,
        attributes: attributesOf(random),
        droppedAttributes: 0,
        flags: 0,
        traceId: traced ? trace.id : undefined,
        spanId: traced ? (hex(Uint8Array.from([1, ...random.bytes(7)])) as SpanId) : undefined,
        eventName: '',
      });
    }
    return encodeOtlpProtobuf(
      byService.flatMap((items, service): LogGroup[] => {
        const resource = resources[service];
        return resource === undefined || items.length === 0 ? [] : [{ signal: 'logs', resource, scope, items }];
      }),
    );
  };
}
