// A MetricBatch as plain nested objects, one per point, in the form of batch-dump.ts; the oracle's answer in the same form.
import { Has, type MetricBatch } from '../../src/contract/metric-batch.ts';
import { attributes, columnValue, doubleText, type Dump, id, resource, scope, slice, word64 } from './batch-dump.ts';
import {
  attributesDump,
  idOf,
  integer,
  list,
  number,
  type Plain,
  record,
  resourceDump,
  scopeDump,
  text,
} from './otlp-oracle.ts';

type Numbers = Uint32Array | Uint8Array | Float64Array | Int32Array;

function at(column: Numbers, row: number): number {
  const value = column[row];
  if (value === undefined) throw new Error(`row ${row} is outside its column`);
  return value;
}

export function dumpMetrics(batch: MetricBatch): Dump[] {
  return Array.from({ length: batch.count }, (_, row) => dumpPoint(batch, row));
}

function dumpPoint(b: MetricBatch, row: number): Dump {
  const { bytes, metrics: m } = b;
  const metric = at(b.metric, row);
  if (metric >= m.count) throw new Error(`metric ${metric} of ${m.count}`);
  const numbers = (start: number, count: number): Dump => {
    if (start + count > b.numbers.count) throw new Error(`numbers ${start}+${count} of ${b.numbers.count}`);
    return Array.from({ length: count }, (_, i) => doubleText(at(b.numbers.values, start + i)));
  };
  const has = at(b.has, row);
  const optional = (bit: number, column: Float64Array): Dump =>
    (has & bit) === 0 ? undefined : doubleText(at(column, row));
  return {
    resource: resource(bytes, b.attributes, b.resources, at(m.resource, metric)),
    scope: scope(bytes, b.attributes, b.scopes, at(m.scope, metric)),
    name: slice(bytes, at(m.nameStart, metric), at(m.nameLength, metric)),
    unit: slice(bytes, at(m.unitStart, metric), at(m.unitLength, metric)),
    description: slice(bytes, at(m.descriptionStart, metric), at(m.descriptionLength, metric)),
    kind: at(m.kind, metric),
    temporality: at(m.temporality, metric),
    monotonic: at(m.monotonic, metric),
    start: word64(b.startWords, row),
    time: word64(b.timeWords, row),
    flags: at(b.flags, row),
    attributes: attributes(bytes, b.attributes, at(b.attributeStart, row), at(b.attributeCount, row)),
    value: columnValue(bytes, at(b.valueKind, row), 0, 0, b.valueWords, row),
    total: at(b.total, row),
    sum: at(m.kind, metric) === 5 ? doubleText(at(b.sum, row)) : optional(Has.sum, b.sum),
    min: optional(Has.min, b.min),
    max: optional(Has.max, b.max),
    bounds: numbers(at(b.boundsStart, row), at(b.boundsCount, row)),
    buckets: numbers(at(b.bucketsStart, row), at(b.bucketsCount, row)),
    scale: at(b.scale, row),
    zero: [at(b.zeroCount, row), doubleText(at(b.zeroThreshold, row))],
    offsets: [at(b.positiveOffset, row), at(b.negativeOffset, row)],
    negative: numbers(at(b.negativeStart, row), at(b.negativeCount, row)),
    exemplars: dumpExemplars(b, at(b.exemplarStart, row), at(b.exemplarCount, row)),
  };
}

function dumpExemplars({ bytes, attributes: all, exemplars: e }: MetricBatch, start: number, count: number): Dump {
  if (start + count > e.count) throw new Error(`exemplars ${start}+${count} of ${e.count}`);
  return Array.from({ length: count }, (_, i) => {
    const row = start + i;
    return {
      time: word64(e.timeWords, row),
      value: columnValue(bytes, at(e.valueKind, row), 0, 0, e.valueWords, row),
      traceId: id(bytes, at(e.traceIdStart, row), 16),
      spanId: id(bytes, at(e.spanIdStart, row), 8),
      attributes: attributes(bytes, all, at(e.attributeStart, row), at(e.attributeCount, row)),
    };
  });
}

const members = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'];

export function oracleMetrics(request: Plain): Dump[] {
  return list(request['resourceMetrics']).flatMap((group) =>
    list(group['scopeMetrics']).flatMap((inner) =>
      list(inner['metrics']).flatMap((metric) => {
        const member = members.find((name) => name in metric) ?? '';
        const data = record(metric[member]);
        const shared = {
          resource: resourceDump(group),
          scope: scopeDump(inner),
          name: text(metric['name']),
          unit: text(metric['unit']),
          description: text(metric['description']),
          kind: members.indexOf(member) + 1,
          temporality: number(data['aggregationTemporality']),
          monotonic: Number(data['isMonotonic'] === true),
        };
        return list(data['dataPoints']).map((point) => ({ ...shared, ...oraclePoint(point, member === 'summary') }));
      }),
    ),
  );
}

function oracleValue(point: Plain): Dump {
  if ('asInt' in point) return { int: integer(point['asInt']) };
  return 'asDouble' in point ? { double: doubleText(number(point['asDouble'])) } : { empty: true };
}

function oraclePoint(point: Plain, isSummary: boolean): { readonly [key: string]: Dump } {
  const numbers = (value: unknown): Dump =>
    Array.isArray(value) ? value.map((one: unknown) => doubleText(number(one))) : [];
  const optional = (key: string): Dump => (key in point ? doubleText(number(point[key])) : undefined);
  const positive = record(point['positive']);
  const negative = record(point['negative']);
  return {
    start: integer(point['startTimeUnixNano']),
    time: integer(point['timeUnixNano']),
    flags: number(point['flags']),
    attributes: attributesDump(point['attributes']),
    value: oracleValue(point),
    total: number(point['count']),
    sum: isSummary ? doubleText(number(point['sum'])) : optional('sum'),
    min: optional('min'),
    max: optional('max'),
    bounds: isSummary
      ? list(point['quantileValues']).flatMap((one) => [
          doubleText(number(one['quantile'])),
          doubleText(number(one['value'])),
        ])
      : numbers(point['explicitBounds']),
    buckets: numbers(point['bucketCounts'] ?? positive['bucketCounts']),
    scale: number(point['scale']),
    zero: [number(point['zeroCount']), doubleText(number(point['zeroThreshold']))],
    offsets: [number(positive['offset']), number(negative['offset'])],
    negative: numbers(negative['bucketCounts']),
    exemplars: list(point['exemplars']).map((exemplar) => ({
      time: integer(exemplar['timeUnixNano']),
      value: oracleValue(exemplar),
      traceId: idOf(exemplar['traceId']),
      spanId: idOf(exemplar['spanId']),
      attributes: attributesDump(exemplar['filteredAttributes']),
    })),
  };
}
