// Telemetry as plain objects, to be written as protobuf or JSON by otlp-payloads.ts.
import { type Random, seededRandom } from './random.ts';

export type ModelValue = string | number | bigint | boolean;
export type ModelAttribute = readonly [key: string, value: ModelValue];

export interface ModelResource {
  readonly service: string;
  readonly attributes: readonly ModelAttribute[];
}

export interface ModelEvent {
  readonly time: bigint;
  readonly name: string;
  readonly attributes: readonly ModelAttribute[];
}

export interface ModelSpan {
  readonly service: number;
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
  readonly parentId: Uint8Array | undefined;
  readonly name: string;
  readonly kind: number;
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: readonly ModelAttribute[];
  readonly events: readonly ModelEvent[];
  readonly statusCode: number;
  readonly statusMessage: string;
}

export interface ModelLog {
  readonly service: number;
  readonly time: bigint;
  readonly severity: number;
  readonly severityText: string;
  readonly body: string;
  readonly attributes: readonly ModelAttribute[];
  readonly traceId: Uint8Array | undefined;
  readonly spanId: Uint8Array | undefined;
}

const serviceNames = ['gateway', 'checkout', 'inventory', 'payments', 'search'];
const routes = ['/v1/cart/{id}', '/v1/orders', '/v1/items/{sku}', '/v1/search', '/v1/pay', '/healthz'];
const methods = ['GET', 'POST', 'PUT', 'DELETE'];
const statements = [
  'SELECT id, customer_id, total_cents, currency, state FROM orders WHERE customer_id = $1 ORDER BY created_at DESC LIMIT 50',
  'UPDATE stock SET available = available - $2, updated_at = now() WHERE sku = $1 AND available >= $2 RETURNING available',
  'INSERT INTO payments (order_id, amount_cents, currency, provider, state) VALUES ($1, $2, $3, $4, $5) RETURNING id',
];

export function modelResources(): readonly ModelResource[] {
  return serviceNames.map((service, i) => ({
    service,
    attributes: [
      ['service.name', service],
      ['service.namespace', 'shop'],
      ['service.version', `1.${i}.0`],
      ['service.instance.id', `${service}-0`],
      ['telemetry.sdk.language', i % 2 === 0 ? 'go' : 'nodejs'],
      ['telemetry.sdk.name', 'opentelemetry'],
      ['host.name', 'devbox'],
      ['process.pid', 4000 + i],
    ],
  }));
}

/** Spans of whole traces (8 to 16 spans over 3 to 5 services; the last trace may be cut short). */
export function modelSpans(seed: number, count: number, startNanos: bigint): ModelSpan[] {
  const random = seededRandom(seed);
  const spans: ModelSpan[] = [];
  let clock = startNanos;
  while (spans.length < count) {
    addTrace(random, spans, count, clock);
    clock += BigInt(1_000_000 + random.below(4_000_000));
  }
  return spans;
}

function addTrace(random: Random, spans: ModelSpan[], count: number, start: bigint): void {
  const traceId = random.bytes(16);
  traceId[0] = 1 + random.below(255);
  const size = Math.min(count - spans.length, 8 + random.below(9));
  const services = 3 + random.below(3);
  const first = spans.length;
  for (let i = 0; i < size; i++) {
    const parent = i === 0 ? undefined : (spans[first + random.below(i)] as ModelSpan);
    spans.push(makeSpan(random, traceId, i === 0 ? 0 : random.below(services), parent, start));
  }
}

function makeSpan(
  random: Random,
  traceId: Uint8Array,
  service: number,
  parent: ModelSpan | undefined,
  traceStart: bigint,
): ModelSpan {
  const spanId = random.bytes(8);
  spanId[0] = 1 + random.below(255);
  const start = parent === undefined ? traceStart : parent.start + BigInt(random.below(2_000_000));
  const room = parent === undefined ? 80_000_000 : Math.max(1000, Number(parent.end - start));
  const end = start + BigInt(1000 + random.below(room));
  const failed = random.next() < 0.03;
  const route = random.pick(routes);
  const method = random.pick(methods);
  const isDatabase = parent !== undefined && random.next() < 0.3;
  return {
    service,
    traceId,
    spanId,
    parentId: parent?.spanId,
    name: isDatabase ? `query ${random.pick(['orders', 'stock', 'payments'])}` : `${method} ${route}`,
    kind: parent === undefined ? 2 : isDatabase ? 3 : 1 + random.below(3),
    start,
    end,
    attributes: spanAttributes(random, isDatabase, method, route, failed),
    events: spanEvents(random, start, failed),
    statusCode: failed ? 2 : 0,
    statusMessage: failed ? 'upstream did not answer in time' : '',
  };
}

function spanAttributes(
  random: Random,
  isDatabase: boolean,
  method: string,
  route: string,
  failed: boolean,
): ModelAttribute[] {
  const common: ModelAttribute[] = [
    ['thread.id', 1 + random.below(32)],
    ['enduser.id', `3f1c2a9e-77d0-4b1a-9c1e-${String(random.below(100_000)).padStart(12, '0')}`],
    ['server.address', `${random.pick(serviceNames)}-6d9f8b7c5d-${random.below(4)}.shop.svc.cluster.local`],
    ['server.port', 1024 + random.below(60_000)],
    ['code.function.name', `shop.${random.pick(['cart', 'order', 'stock', 'payment'])}.Handler.serveRequest`],
    ['cpu.share', random.next()],
    ['retry', random.next() < 0.1],
  ];
  const own: ModelAttribute[] = isDatabase
    ? [
        ['db.system', 'postgresql'],
        ['db.statement', random.pick(statements)],
        ['db.rows', random.below(500)],
      ]
    : [
        ['http.request.method', method],
        ['http.route', route],
        ['http.response.status_code', failed ? 504 : 200],
        [
          'url.full',
          `https://shop.example.com${route.replace(/\{.*\}/, String(random.below(10_000)))}?page=${random.below(9)}&sort=price`,
        ],
      ];
  if (random.next() < 0.4) own.push(['session.id', `s-${random.below(1_000_000).toString(36)}`]);
  else if (random.next() < 0.6) own.push(['user_agent.original', 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101']);
  return [...own, ...common];
}

function spanEvents(random: Random, start: bigint, failed: boolean): ModelEvent[] {
  const events: ModelEvent[] = [];
  if (random.next() < 0.4)
    events.push({
      time: start + 500n,
      name: 'cache.miss',
      attributes: [['cache.key', `cart:v2:${random.below(9999)}`]],
    });
  if (failed) {
    events.push({
      time: start + 900n,
      name: 'exception',
      attributes: [
        ['exception.type', 'TimeoutError'],
        ['exception.message', 'upstream did not answer in time'],
      ],
    });
  }
  return events;
}

export function modelLogs(seed: number, count: number, startNanos: bigint): ModelLog[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const severe = random.below(20);
    const [severity, severityText] = severe === 0 ? [17, 'ERROR'] : severe < 3 ? [13, 'WARN'] : [9, 'INFO'];
    const traced = random.next() < 0.6;
    return {
      service: random.below(serviceNames.length),
      time: startNanos + BigInt(i) * 250_000n,
      severity,
      severityText,
      body: `request ${random.below(1_000_000)} to ${random.pick(routes)} took ${random.below(400)} ms`,
      attributes: [
        ['code.file.path', `src/${random.pick(['cart', 'order', 'pay'])}.ts`],
        ['code.line.number', random.below(900)],
        ['thread.name', `worker-${random.below(8)}`],
        ['http.route', random.pick(routes)],
      ],
      traceId: traced ? Uint8Array.from([1, ...random.bytes(15)]) : undefined,
      spanId: traced ? Uint8Array.from([1, ...random.bytes(7)]) : undefined,
    };
  });
}
