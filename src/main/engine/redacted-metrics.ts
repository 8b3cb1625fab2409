// The metrics of a run without what redaction rules take away, as a reader shows them: whoever reads or queries them sees
// nothing else.
import type { Attribute } from '../../contract/values.ts';
import type { Redactor } from '../encode/redactor.ts';
import type { MetricsSource, StreamRow } from '../store/reader-face.ts';

export function redactedMetrics(reader: MetricsSource, redactor: Redactor): MetricsSource {
  const { metrics } = reader;
  const resource: MetricsSource['resource'] = (number) => {
    const row = reader.resource(number);
    const attributes = redactor.attributes('resource', row.attributes);
    return { ...row, attributes, sender: redactor.text('sender', row.sender) };
  };
  const metric: MetricsSource['metrics']['metric'] = (number) => {
    const row = metrics.metric(number);
    return { ...row, ...redactor.metric(row) };
  };

  function stream(row: StreamRow): StreamRow {
    const named = row.resource === 0 ? row.attributes.filter(({ key }) => key === '__name__') : [];
    const others = row.attributes.filter((one) => !named.includes(one));
    const owned = (of: MetricsSource['resource']): { readonly attributes: readonly Attribute[] } =>
      row.resource === 0 ? { attributes: named } : of(row.resource);
    const sent = metrics.metric(row.metric);
    const noScope = { attributes: [{ key: 'scope', value: BigInt(row.scope) }] };
    const kept = redactor.stream(others, {
      resource: owned(resource),
      sentResource: owned((number) => reader.resource(number)),
      scope: noScope,
      sentScope: noScope,
      metric: sent,
      facts: metric(row.metric),
    });
    // The name of a scraped series is no attribute.
    const names = named.map(({ key, value }) => ({
      key,
      value: typeof value === 'string' ? redactor.text('metric name', value) : value,
    }));
    return { ...row, attributes: [...names, ...kept] };
  }

  return {
    db: reader.db,
    refresh: () => reader.refresh(),
    resource,
    metrics: {
      get cursor() {
        return metrics.cursor;
      },
      *streamsAfter(after) {
        for (const row of metrics.streamsAfter(after)) yield stream(row);
      },
      metric,
      metrics: () => metrics.metrics().map((row) => ({ ...row, ...redactor.metric(row) })),
      segments: (...asked) => metrics.segments(...asked),
      ranges: (...asked) => metrics.ranges(...asked),
      firstTime: (number) => metrics.firstTime(number),
      refused: () => metrics.refused(),
      exemplars: (...asked) =>
        metrics
          .exemplars(...asked)
          .map((row) => ({ ...row, attributes: redactor.attributes('exemplar', row.attributes) })),
    },
  };
}
