// Distinct ExportMetricsServiceRequests quickly: one per instance of a service, and copies of it with later times and other
// values, written into their bytes. 40 % of the points are gauges, 40 % sums, 20 % histograms of 15 buckets; 8 attributes each.
import { seededRandom } from '../../test/support/random.ts';
import { ProtoWriter } from '../../test/support/proto-writer.ts';
import { payloadStart } from '../../test/support/otlp-payloads.ts';

const instances = 64;
/** Nanoseconds from one request of an instance to its next. */
const interval = 1_000_000_000n;
const bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

interface Template {
  readonly bytes: Uint8Array;
  /** Places of time_unix_nano, and of the value or the sum of each point. */
  readonly times: readonly number[];
  readonly values: readonly number[];
}

const [gauge, sum, histogram] = [5, 7, 9] as const;
const kinds = [gauge, gauge, sum, sum, histogram] as const;
/** A double that stands nowhere else, to find the places by. */
const marked = 12_345.678_912_3;

function makeTemplate(instance: number, points: number): Template {
  const random = seededRandom(instance + 1);
  const writer = new ProtoWriter().message(1, (group) =>
    group
      .message(1, (resource) => {
        attribute(resource, 1, 'service.name', 'checkout');
        attribute(resource, 1, 'service.instance.id', `checkout-${instance}`);
      })
      .message(2, (scope) =>
        kinds.forEach((kind, i) =>
          scope.message(2, (metric) =>
            metric
              .text(1, `http.server.metric.${i}`)
              .text(3, kind === histogram ? 's' : '1')
              .message(kind, (data) => {
                for (let p = 0; p < points / kinds.length; p++)
                  data.message(1, (point) => writePoint(point, kind, p, random.below(1000)));
                if (kind !== gauge) data.varint(2, 2);
                if (kind === sum) data.varint(3, 1);
              }),
          ),
        ),
      ),
  );
  const bytes = writer.finish();
  return { bytes, times: placesOf(bytes, fixedBytes(payloadStart)), values: placesOf(bytes, doubleBytes(marked)) };
}

function writePoint(point: ProtoWriter, kind: (typeof kinds)[number], number: number, count: number): void {
  const attributes = kind === histogram ? 9 : 7;
  point.fixed64(2, payloadStart - 1n).fixed64(3, payloadStart);
  if (kind === histogram) {
    point
      .fixed64(4, BigInt(15 * count))
      .double(5, marked)
      .bytes(6, new Uint8Array(BigUint64Array.from({ length: 15 }, () => BigInt(count)).buffer))
      .bytes(7, new Uint8Array(Float64Array.from(bounds).buffer));
  } else point.double(4, marked);
  attribute(point, attributes, 'http.request.method', ['GET', 'POST', 'PUT', 'DELETE'][number % 4] ?? '');
  attribute(point, attributes, 'http.route', `/v1/orders/{id}/part/${number >> 2}`);
  attribute(point, attributes, 'http.response.status_code', String(200 + (number % 5)));
  attribute(point, attributes, 'server.address', 'checkout.shop.svc.cluster.local');
  attribute(point, attributes, 'server.port', '8080');
  attribute(point, attributes, 'network.protocol.version', '1.1');
  attribute(point, attributes, 'url.scheme', 'https');
  attribute(point, attributes, 'deployment.environment.name', 'staging');
}

function attribute(owner: ProtoWriter, field: number, key: string, value: string): void {
  owner.message(field, (pair) => pair.text(1, key).message(2, (any) => any.text(1, value)));
}

function fixedBytes(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

function doubleBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

function placesOf(bytes: Uint8Array, wanted: Buffer): number[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: number[] = [];
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 8)) places.push(at);
  return places;
}

function copyOf({ bytes, times, values }: Template, turn: number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (const at of times) view.setBigUint64(at, payloadStart + BigInt(turn) * interval, true);
  for (const [i, at] of values.entries()) view.setFloat64(at, i % 3 === 0 ? turn * 1.37 + i : turn * 3 + i, true);
  return copy;
}

/** Of equal `points` each; every instance sends its series again and again, one interval later each time. */
export function metricRequests(count: number, points: number): Uint8Array[] {
  const made = Array.from({ length: Math.min(count, instances) }, (_, i) => makeTemplate(i, points));
  for (const { times, values } of made)
    if (times.length !== points || values.length !== points)
      throw new Error('a point of the generator is not laid out as expected');
  return Array.from({ length: count }, (_, i) =>
    copyOf(made[i % made.length] as Template, Math.floor(i / made.length) + 1),
  );
}
