// Random OTLP metrics in the form that protobufjs' fromObject takes; every point is one that the decoder keeps.
import type { Plain } from './otlp-oracle.ts';
import {
  attributes,
  doubles,
  idBytes,
  integers,
  maybe,
  resource,
  schemaUrl,
  scope,
  several,
  texts,
  times,
  words,
} from './random-otlp.ts';
import type { Random } from './random.ts';

const counts = ['0', '1', '127', '128', '4294967296', '9007199254740992'];
const offsets = [0, -1, 1, -64, 63, 64, 1000, -2_147_483_648];

const value = (random: Random): Plain =>
  random.next() < 0.5 ? { asDouble: random.pick(doubles) } : { asInt: random.pick(integers) };

function shared(random: Random, flags: boolean): Plain {
  return {
    ...maybe(random, () => ({ startTimeUnixNano: random.pick(times) })),
    ...maybe(random, () => ({ timeUnixNano: random.pick(times) })),
    attributes: attributes(random),
    ...(flags ? { flags: random.pick(words) } : {}),
  };
}

function exemplars(random: Random): Plain {
  return {
    exemplars: several(random, 2, () => ({
      ...maybe(random, () => value(random)),
      ...maybe(random, () => ({ timeUnixNano: random.pick(times) })),
      ...maybe(random, () => ({ traceId: idBytes(random, 16), spanId: idBytes(random, 8) })),
      filteredAttributes: attributes(random),
    })),
  };
}

function numberPoint(random: Random): Plain {
  const point = shared(random, random.next() < 0.3);
  // Without a value only where the flag says so.
  const recorded = (Number(point['flags'] ?? 0) & 1) === 0;
  return { ...point, ...(recorded || random.next() < 0.5 ? value(random) : {}), ...exemplars(random) };
}

function statistics(random: Random): Plain {
  return {
    count: random.pick(counts),
    ...maybe(random, () => ({ sum: random.pick(doubles) })),
    ...maybe(random, () => ({ min: random.pick(doubles), max: random.pick(doubles) })),
  };
}

function histogramPoint(random: Random): Plain {
  const bounds = several(random, 20, (i) => i * i - 3.5);
  const withBuckets = random.next() < 0.8;
  return {
    ...shared(random, random.next() < 0.3),
    ...statistics(random),
    ...(withBuckets ? { explicitBounds: bounds, bucketCounts: [0, ...bounds].map(() => random.pick(counts)) } : {}),
    ...exemplars(random),
  };
}

function exponentialPoint(random: Random): Plain {
  const buckets = (): Plain => ({
    ...maybe(random, () => ({ offset: random.pick(offsets) })),
    bucketCounts: several(random, 30, () => random.pick(counts)),
  });
  return {
    ...shared(random, random.next() < 0.3),
    ...statistics(random),
    ...maybe(random, () => ({ scale: random.below(32) - 11 })),
    ...maybe(random, () => ({ zeroCount: random.pick(counts), zeroThreshold: random.next() })),
    ...maybe(random, () => ({ positive: buckets() })),
    ...maybe(random, () => ({ negative: buckets() })),
    ...exemplars(random),
  };
}

function summaryPoint(random: Random): Plain {
  return {
    ...shared(random, random.next() < 0.3),
    count: random.pick(counts),
    sum: random.pick(doubles),
    quantileValues: several(random, 5, () => ({ quantile: random.next(), value: random.pick(doubles) })),
  };
}

function data(random: Random): Plain {
  const temporality = maybe(random, () => ({ aggregationTemporality: random.below(3) }));
  switch (random.below(5)) {
    case 0:
      return { gauge: { dataPoints: several(random, 4, () => numberPoint(random)) } };
    case 1:
      return {
        sum: {
          dataPoints: several(random, 4, () => numberPoint(random)),
          ...temporality,
          ...maybe(random, () => ({ isMonotonic: random.next() < 0.5 })),
        },
      };
    case 2:
      return { histogram: { dataPoints: several(random, 3, () => histogramPoint(random)), ...temporality } };
    case 3:
      return {
        exponentialHistogram: { dataPoints: several(random, 3, () => exponentialPoint(random)), ...temporality },
      };
    default:
      return { summary: { dataPoints: several(random, 3, () => summaryPoint(random)) } };
  }
}

function metric(random: Random): Plain {
  return {
    name: random.pick(texts.filter((text) => text !== '')),
    ...maybe(random, () => ({ description: random.pick(texts), unit: random.pick(['s', 'By', '{item}', '1', '']) })),
    ...data(random),
    ...(random.next() < 0.3 ? { metadata: attributes(random) } : {}),
  };
}

export function randomMetrics(random: Random): Plain {
  return {
    resourceMetrics: several(random, 3, () => ({
      ...resource(random),
      scopeMetrics: several(random, 2, () => ({
        ...scope(random),
        metrics: several(random, 4, () => metric(random)),
        ...schemaUrl(random),
      })),
      ...schemaUrl(random),
    })),
  };
}
