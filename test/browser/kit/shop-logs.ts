// What the services of the shop log, the same for the same seed: requests, queries, warnings, failures with the stack
// traces of six languages, structured bodies and events.
import { seededRandom } from '../../support/random.ts';
import type { LogSpec } from './logs.ts';
import { morning } from './otlp.ts';

export const stacks = {
  java: [
    'java.lang.IllegalStateException: cart is locked',
    '\tat com.shop.checkout.Cart.lock(Cart.java:87)',
    '\tat com.shop.checkout.CheckoutService.place(CheckoutService.java:143)',
    '\tat com.shop.checkout.CheckoutController.post(CheckoutController.java:51)',
    '\tat org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:885)',
    '\tat org.apache.tomcat.util.net.NioEndpoint$SocketProcessor.doRun(NioEndpoint.java:1743)',
    '\tat java.base/java.lang.Thread.run(Thread.java:1583)',
    'Caused by: java.sql.SQLTransientException: deadlock detected',
    '\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2725)',
    '\tat com.shop.checkout.CartStore.lockRow(CartStore.java:34)',
    '\t... 5 more',
  ].join('\n'),
  python: [
    'Traceback (most recent call last):',
    '  File "/srv/pricing/app.py", line 41, in quote',
    '    total = basket.total(currency)',
    '  File "/srv/pricing/basket.py", line 18, in total',
    '    return sum(self.price(line) for line in self.lines)',
    '  File "/usr/lib/python3.12/decimal.py", line 3, in __add__',
    '    raise InvalidOperation',
    "decimal.InvalidOperation: [<class 'decimal.ConversionSyntax'>]",
  ].join('\n'),
  node: [
    "TypeError: Cannot read properties of undefined (reading 'sku')",
    '    at priceOf (/srv/web-gateway/src/cart.js:22:31)',
    '    at Array.map (<anonymous>)',
    '    at renderCart (/srv/web-gateway/src/cart.js:40:18)',
    '    at async handler (/srv/web-gateway/src/routes.js:12:3)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
  ].join('\n'),
  go: [
    'panic: runtime error: invalid memory address or nil pointer dereference',
    '',
    'goroutine 34 [running]:',
    'main.(*Stock).Reserve(0x0, {0xc0000b2000, 0x3})',
    '\t/srv/inventory/stock.go:58 +0x1d',
    'main.handler(0xc0000a8000)',
    '\t/srv/inventory/main.go:31 +0x85',
    'net/http.HandlerFunc.ServeHTTP(...)',
    '\t/usr/local/go/src/net/http/server.go:2220',
    'created by net/http.(*Server).Serve in goroutine 1',
    '\t/usr/local/go/src/net/http/server.go:3360 +0x485',
  ].join('\n'),
} as const;

const users = ['ann', 'bo', 'chen', 'dana', 'eli', 'fatima'];
const routes = ['/api/cart', '/api/checkout', '/api/search', '/api/products/{id}', '/healthz'];

/** Records from `start` on, one every `every` milliseconds. */
export function shopLogs({
  count,
  seed,
  start = morning,
  every = 9,
}: {
  readonly count: number;
  readonly seed: number;
  readonly start?: number;
  readonly every?: number;
}): readonly LogSpec[] {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)] as T;
  return Array.from({ length: count }, (_, i): LogSpec => {
    const at = start + i * every + random.below(1000) / 1000;
    const kind = random.below(1000);
    const burst = i % 9000 > 8600;
    if (burst && kind < 420) {
      return {
        service: 'checkout',
        at,
        severity: 17,
        body: `payment for order A-${10_000 + random.below(90_000)} failed: card network timeout after ${2000 + random.below(900)} ms`,
        attributes: {
          'exception.type': 'java.lang.IllegalStateException',
          'exception.message': 'cart is locked',
          'exception.stacktrace': stacks.java,
          'order.total': random.below(20_000) / 100,
        },
      };
    }
    if (kind < 2) return { service: 'inventory', at, severity: 21, body: stacks.go };
    if (kind < 5)
      return {
        service: 'web-gateway',
        at,
        severity: 17,
        body: stacks.node,
        attributes: { 'http.route': pick(routes) },
      };
    if (kind < 8)
      return {
        service: 'pricing',
        at,
        severity: 17,
        body: 'quote failed',
        attributes: { 'exception.type': 'decimal.InvalidOperation', 'exception.stacktrace': stacks.python },
      };
    if (kind < 45)
      return {
        service: 'inventory',
        at,
        severity: 13,
        body: `stock of SKU-${random.below(400)} is low: ${random.below(5)} left`,
        attributes: { 'item.sku': `SKU-${random.below(400)}`, 'db.system.name': 'postgresql' },
      };
    if (kind < 330)
      return {
        service: 'web-gateway',
        host: `web-${1 + random.below(3)}`,
        at,
        severity: 9,
        body: {
          message: 'request',
          method: pick(['GET', 'POST']),
          route: pick(routes),
          status: pick([200, 200, 200, 204, 404]),
          duration_ms: random.below(400),
          user: { id: 4000 + random.below(300), name: pick(users) },
        },
        attributes: { 'http.route': pick(routes), 'http.response.status_code': pick([200, 200, 404]) },
      };
    if (kind < 360)
      return {
        service: 'accounts',
        at,
        severity: 9,
        event: 'user.login',
        attributes: { 'enduser.id': pick(users), 'client.address': `10.0.${random.below(20)}.${random.below(250)}` },
      };
    if (kind < 620)
      return {
        service: 'checkout',
        at,
        severity: 9,
        body: `cart ${random.below(100_000).toString(16)} priced at ${random.below(30_000) / 100} EUR for ${pick(users)}`,
        attributes: { 'cart.items': 1 + random.below(9) },
      };
    if (kind < 700)
      return {
        service: 'pricing',
        at,
        severity: 9,
        body: `loaded ${random.below(5000)} prices in ${random.below(90)} ms`,
      };
    if (kind < 960)
      return {
        service: 'inventory',
        at,
        severity: 5,
        body: `SELECT available FROM stock WHERE sku = 'SKU-${random.below(400)}' took ${random.below(40)} ms`,
        attributes: { 'db.system.name': 'postgresql', 'code.function.name': 'Stock.Available' },
      };
    if (kind < 990) return { service: 'pricing', at, severity: 1, body: `cache hit for price:${random.below(5000)}` };
    return { service: 'cron', at, severity: 0, body: `tick ${i}` };
  });
}
