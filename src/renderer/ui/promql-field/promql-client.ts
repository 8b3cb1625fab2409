// The completion's own idea of a Prometheus server, answered from the vocabulary: nothing is ever asked over HTTP.
import type { PrometheusClient } from '@prometheus-io/codemirror-promql';
import { EqlRegex, EqlSingle, Neq, NeqRegex } from '@prometheus-io/lezer-promql';
import type { PromqlVocabulary } from './promql-vocabulary.ts';

type Conditions = Parameters<PrometheusClient['labelValues']>[2];

/** What cannot be answered is no completion. */
export function promqlClient(vocabulary: () => PromqlVocabulary): PrometheusClient {
  const quiet = async <Value>(ask: () => Promise<Value>, otherwise: Value): Promise<Value> =>
    ask().catch(() => otherwise);
  return {
    labelNames: async (metric) => [...(await quiet(() => vocabulary().labels(metric || undefined), []))],
    labelValues: async (label, metric, matchers) => [
      ...(await quiet(() => vocabulary().values(label, metric || undefined, conditionsOf(matchers)), [])),
    ],
    metricMetadata: () =>
      quiet(async () => {
        const metrics = await vocabulary().metrics();
        return Object.fromEntries([...metrics].map(([name, about]) => [name, [{ ...about }]]));
      }, {}),
    // Only asked by the linter, which is off.
    series: () => Promise.resolve([]),
    metricNames: async () => [...(await quiet(() => vocabulary().metrics(), new Map())).keys()],
    flags: () => Promise.resolve({}),
  };
}

const operators: ReadonlyMap<number, string> = new Map([
  [EqlSingle, '='],
  [Neq, '!='],
  [EqlRegex, '=~'],
  [NeqRegex, '!~'],
]);

function conditionsOf(matchers: Conditions) {
  return (matchers ?? []).map(({ name, type, value }) => ({
    name,
    operator: operators.get(type) ?? '=',
    value: value.replaceAll(/^["'`]|["'`]$/g, ''),
  }));
}
