// A small web shop's telemetry, the same for the same seed: what the tests look at and the screenshots show.
import { seededRandom } from '../../support/random.ts';
import { hexId, morning, type SpanSpec, type TraceSpec } from './otlp.ts';

/** A checkout that fails at the card network, over six services: 21 spans, 3 with errors. */
export function checkoutTrace(traceId: string, start: number, ids = 1): TraceSpec {
  const id = (number: number): string => hexId(ids * 100 + number, 16);
  const sql = (text: string): Readonly<Record<string, string>> => ({
    'db.system.name': 'postgresql',
    'db.query.text': text,
  });
  const spans: SpanSpec[] = [
    {
      service: 'web-gateway',
      name: 'POST /api/checkout',
      id: id(1),
      at: 0,
      lasts: 412,
      kind: 2,
      error: '',
      attributes: {
        'http.request.method': 'POST',
        'url.path': '/api/checkout',
        'http.response.status_code': 502,
        'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/147.0',
        'enduser.id': 'customer-4711',
      },
    },
    { service: 'web-gateway', name: 'authenticate', id: id(2), parent: id(1), at: 3, lasts: 21 },
    {
      service: 'accounts',
      name: 'GET /sessions/{id}',
      id: id(3),
      parent: id(2),
      at: 5,
      lasts: 16,
      kind: 2,
      attributes: { 'http.route': '/sessions/{id}', 'session.valid': true },
    },
    {
      service: 'accounts',
      name: 'redis GET',
      id: id(4),
      parent: id(3),
      at: 7,
      lasts: 3,
      kind: 3,
      attributes: { 'db.system.name': 'redis', 'cache.hit': true },
    },
    {
      service: 'checkout',
      name: 'Checkout/Place',
      id: id(5),
      parent: id(1),
      at: 28,
      lasts: 376,
      kind: 2,
      error: 'payment was declined',
      attributes: {
        'rpc.system': 'grpc',
        'rpc.method': 'Place',
        'cart.items': 3,
        'cart.total': 129.9,
        'order.payload': JSON.stringify({
          order: 'A-20931',
          customer: { id: 4711, tier: 'gold' },
          lines: [
            { sku: 'TENT-2P', quantity: 1, price: 99.9 },
            { sku: 'PEG-10', quantity: 2, price: 15 },
          ],
        }),
      },
      events: [
        { name: 'cart locked', at: 31 },
        { name: 'stock reserved', at: 104, attributes: { 'reservation.id': 'r-5521' } },
      ],
    },
    { service: 'checkout', name: 'load cart', id: id(6), parent: id(5), at: 30, lasts: 24 },
    {
      service: 'checkout',
      name: 'SELECT carts',
      id: id(7),
      parent: id(6),
      at: 32,
      lasts: 19,
      kind: 3,
      attributes: sql('SELECT id, sku, quantity, price_cents FROM cart_lines WHERE cart_id = $1 ORDER BY position'),
    },
    { service: 'inventory', name: 'Inventory/Reserve', id: id(8), parent: id(5), at: 58, lasts: 46, kind: 2 },
    {
      service: 'inventory',
      name: 'SELECT stock FOR UPDATE',
      id: id(9),
      parent: id(8),
      at: 61,
      lasts: 14,
      kind: 3,
      attributes: sql('SELECT available FROM stock WHERE sku = ANY($1) FOR UPDATE'),
    },
    {
      service: 'inventory',
      name: 'UPDATE stock',
      id: id(10),
      parent: id(8),
      at: 78,
      lasts: 22,
      kind: 3,
      attributes: sql('UPDATE stock SET available = available - $2 WHERE sku = $1'),
    },
    { service: 'pricing', name: 'Pricing/Quote', id: id(11), parent: id(5), at: 60, lasts: 38, kind: 2 },
    { service: 'pricing', name: 'apply discounts', id: id(12), parent: id(11), at: 66, lasts: 9 },
    { service: 'pricing', name: 'tax table lookup', id: id(13), parent: id(11), at: 78, lasts: 17 },
    {
      service: 'payments',
      name: 'Payments/Charge',
      id: id(14),
      parent: id(5),
      at: 112,
      lasts: 268,
      kind: 2,
      attributes: { 'payment.provider': 'acme-pay', 'payment.amount': 129.9, 'payment.currency': 'EUR' },
    },
    {
      service: 'payments',
      name: 'fraud score',
      id: id(15),
      parent: id(14),
      at: 116,
      lasts: 61,
      attributes: { 'fraud.score': 0.12 },
    },
    {
      service: 'payments',
      name: 'POST api.acme-pay.example/charges',
      id: id(16),
      parent: id(14),
      at: 182,
      lasts: 88,
      kind: 3,
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 503,
        'url.full': 'https://api.acme-pay.example/charges',
      },
    },
    {
      service: 'payments',
      name: 'POST api.acme-pay.example/charges',
      id: id(17),
      parent: id(14),
      at: 280,
      lasts: 92,
      kind: 3,
      error: 'card declined',
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 402,
        'http.request.resend_count': 1,
        'url.full': 'https://api.acme-pay.example/charges',
      },
      events: [
        {
          name: 'exception',
          at: 370,
          attributes: {
            'exception.type': 'CardDeclined',
            'exception.message': 'card declined: insufficient funds',
            'exception.stacktrace':
              'CardDeclined: card declined: insufficient funds\n    at charge (/srv/payments/src/acme.ts:88:13)\n    at async retry (/srv/payments/src/retry.ts:21:7)\n    at async handle (/srv/payments/src/server.ts:140:5)',
          },
        },
      ],
    },
    { service: 'checkout', name: 'release stock', id: id(18), parent: id(5), at: 384, lasts: 17 },
    { service: 'inventory', name: 'Inventory/Release', id: id(19), parent: id(18), at: 386, lasts: 13, kind: 2 },
    { service: 'inventory', name: 'UPDATE stock', id: id(20), parent: id(19), at: 388, lasts: 9, kind: 3 },
    { service: 'web-gateway', name: 'render error page', id: id(21), parent: id(1), at: 406, lasts: 5 },
  ];
  return { traceId, start, spans };
}

const routes = [
  { service: 'web-gateway', name: 'GET /', millis: 22, callee: 'catalogue', call: 'Catalogue/Featured' },
  { service: 'web-gateway', name: 'GET /products/{sku}', millis: 48, callee: 'catalogue', call: 'Catalogue/Product' },
  { service: 'web-gateway', name: 'GET /search', millis: 130, callee: 'search', call: 'Search/Query' },
  { service: 'web-gateway', name: 'POST /api/cart', millis: 64, callee: 'checkout', call: 'Cart/Add' },
  {
    service: 'mail-worker',
    name: 'send order confirmation',
    millis: 310,
    callee: 'accounts',
    call: 'Accounts/Address',
  },
  { service: 'inventory', name: 'nightly stock sync', millis: 2400, callee: 'warehouse', call: 'Warehouse/Export' },
] as const;

/** Plain traffic: `count` traces, one every `every` milliseconds from `start`. Ids begin at `first`. */
export function traffic(options: {
  readonly count: number;
  readonly seed: number;
  readonly start?: number;
  readonly every?: number;
  readonly first?: number;
}): TraceSpec[] {
  const { count, seed, start = morning, every = 1700, first = 1 } = options;
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i): TraceSpec => {
    const turn = random.next();
    const route = routes[turn < 0.3 ? 0 : turn < 0.6 ? 1 : turn < 0.76 ? 2 : turn < 0.92 ? 3 : turn < 0.985 ? 4 : 5];
    const number = first + i;
    const id = (part: number): string => hexId(number * 16 + part, 16);
    const lasts = Math.round(route.millis * (0.5 + random.next() ** 4 * 6) * 1000) / 1000;
    const failed = random.next() < 0.06;
    const error = failed ? { error: 'upstream answered 500' } : {};
    const calls = 1 + Math.floor(random.next() * 3);
    const spans: SpanSpec[] = [
      {
        service: route.service,
        name: route.name,
        id: id(0),
        at: 0,
        lasts,
        kind: 2,
        attributes: { 'http.route': route.name, 'request.number': number },
        ...error,
      },
      {
        service: route.callee,
        name: route.call,
        id: id(1),
        parent: id(0),
        at: lasts * 0.1,
        lasts: lasts * 0.8,
        kind: 2,
        ...error,
      },
      ...Array.from({ length: calls }, (__, call): SpanSpec => ({
        service: route.callee,
        name: 'SELECT',
        id: id(2 + call),
        parent: id(1),
        at: lasts * (0.15 + (0.7 * call) / calls),
        lasts: (lasts * 0.6) / calls,
        kind: 3,
        attributes: { 'db.system.name': 'postgresql' },
      })),
    ];
    return { traceId: hexId(number, 32), start: start + i * every + Math.floor(random.next() * every * 0.8), spans };
  });
}
