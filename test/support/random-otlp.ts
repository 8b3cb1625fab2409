// Random OTLP messages in the form that protobufjs' fromObject takes; every field may be present or missing.
import type { Plain } from './otlp-oracle.ts';
import type { Random } from './random.ts';

export const texts = [
  '',
  'a',
  'GET /v1/cart',
  'snow ☃ and 😀',
  'line\nbreak\t"quoted" \\ back',
  'ünïcode',
  '\u0000nul',
  'x'.repeat(200),
];
export const integers = [
  '0',
  '1',
  '-1',
  '127',
  '128',
  '-9223372036854775808',
  '9223372036854775807',
  '4294967296',
  '1767225600123456789',
];
export const doubles = [
  0,
  -0,
  1.5,
  -2.25e-9,
  1e300,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
];
export const times = ['0', '1', '1767225600000000001', '9223372036854775807', '18446744073709551615'];
export const words = [0, 1, 255, 256, 65_536, 4_294_967_295];

export const maybe = (random: Random, make: () => Plain): Plain => (random.next() < 0.7 ? make() : {});
export const several = <T>(random: Random, most: number, make: (i: number) => T): T[] =>
  Array.from({ length: random.below(most + 1) }, (_, i) => make(i));

export function idBytes(random: Random, size: number): Uint8Array {
  const id = random.bytes(size);
  id[0] = 1 + random.below(255);
  return id;
}

function value(random: Random, depth: number): Plain {
  switch (random.below(depth > 3 ? 6 : 8)) {
    case 0:
      return {};
    case 1:
      return { boolValue: random.next() < 0.5 };
    case 2:
      return { intValue: random.pick(integers) };
    case 3:
      return { doubleValue: random.pick(doubles) };
    case 4:
      return { bytesValue: random.bytes(random.below(7)) };
    case 5:
      return { stringValue: random.pick(texts) };
    case 6:
      return { arrayValue: { values: several(random, 4, () => value(random, depth + 1)) } };
    default:
      return {
        kvlistValue: { values: several(random, 3, (i) => ({ key: `k${i}☃`, value: value(random, depth + 1) })) },
      };
  }
}

export function attributes(random: Random): Plain[] {
  return several(random, 6, (i) => ({
    key: random.next() < 0.2 ? 'service.name' : `key.${i}`,
    ...maybe(random, () => ({ value: value(random, 1) })),
  }));
}

export function resource(random: Random): Plain {
  return maybe(random, () => ({
    resource: { attributes: attributes(random), droppedAttributesCount: random.pick(words) },
  }));
}

export function scope(random: Random): Plain {
  return maybe(random, () => ({
    scope: {
      name: random.pick(texts),
      version: '1.2',
      attributes: attributes(random),
      droppedAttributesCount: random.pick(words),
    },
  }));
}

export const schemaUrl = (random: Random): Plain =>
  maybe(random, () => ({ schemaUrl: 'https://opentelemetry.io/schemas/1.30.0' }));

function span(random: Random): Plain {
  return {
    traceId: idBytes(random, 16),
    spanId: idBytes(random, 8),
    ...maybe(random, () => ({ parentSpanId: idBytes(random, 8), traceState: 'a=1,b=2', name: random.pick(texts) })),
    ...maybe(random, () => ({
      kind: random.below(6),
      startTimeUnixNano: random.pick(times),
      endTimeUnixNano: random.pick(times),
    })),
    attributes: attributes(random),
    ...maybe(random, () => ({
      droppedAttributesCount: random.pick(words),
      droppedEventsCount: 3,
      droppedLinksCount: random.pick(words),
    })),
    events: several(random, 3, () => ({
      timeUnixNano: random.pick(times),
      name: random.pick(texts),
      attributes: attributes(random),
      ...maybe(random, () => ({ droppedAttributesCount: random.pick(words) })),
    })),
    links: several(random, 2, () => ({
      traceId: idBytes(random, 16),
      spanId: idBytes(random, 8),
      ...maybe(random, () => ({
        traceState: random.pick(texts),
        flags: random.pick(words),
        droppedAttributesCount: 1,
      })),
      attributes: attributes(random),
    })),
    ...maybe(random, () => ({ status: maybe(random, () => ({ message: random.pick(texts), code: random.below(3) })) })),
    ...maybe(random, () => ({ flags: random.pick(words) })),
  };
}

function log(random: Random): Plain {
  return {
    ...maybe(random, () => ({ timeUnixNano: random.pick(times), observedTimeUnixNano: random.pick(times) })),
    ...maybe(random, () => ({ severityNumber: random.below(25), severityText: random.pick(texts) })),
    ...maybe(random, () => ({ body: value(random, 1) })),
    attributes: attributes(random),
    ...maybe(random, () => ({ droppedAttributesCount: random.pick(words), flags: random.pick(words) })),
    ...maybe(random, () => ({ traceId: idBytes(random, 16), spanId: idBytes(random, 8) })),
    ...maybe(random, () => ({ eventName: random.pick(texts) })),
  };
}

export function randomTraces(random: Random): Plain {
  return {
    resourceSpans: several(random, 3, () => ({
      ...resource(random),
      scopeSpans: several(random, 2, () => ({
        ...scope(random),
        spans: several(random, 4, () => span(random)),
        ...schemaUrl(random),
      })),
      ...schemaUrl(random),
    })),
  };
}

export function randomLogs(random: Random): Plain {
  return {
    resourceLogs: several(random, 3, () => ({
      ...resource(random),
      scopeLogs: several(random, 2, () => ({
        ...scope(random),
        logRecords: several(random, 5, () => log(random)),
        ...schemaUrl(random),
      })),
      ...schemaUrl(random),
    })),
  };
}
