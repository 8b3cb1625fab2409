// What completion in the fields of PromQL offers: names of metrics from the list, labels and values from the engine.
import { useMemo } from 'react';
import { useClient } from '../../../data/data-provider.tsx';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import type { PromqlVocabulary } from '../../../ui/promql-field/promql-vocabulary.ts';
import { selectorOf } from '../model/distribution-queries.ts';
import type { MetricRow } from '../model/metric-rows.ts';

const most = 2000;

export function useVocabulary(rows: readonly MetricRow[]): PromqlVocabulary {
  const client = useClient();
  const { run } = useSelectedRun();
  return useMemo(() => {
    const selectorsOf = (metric: string | undefined, conditions: readonly string[]): readonly string[] => {
      const inner = [...(metric === undefined ? [] : [`__name__=${JSON.stringify(metric)}`]), ...conditions];
      return inner.length === 0 ? [] : [`{${inner.join(',')}}`];
    };
    return {
      metrics: async () => new Map(rows.flatMap((row) => namesOf(row))),
      labels: async (metric) => {
        if (run === undefined) return [];
        const { texts } = await client.call('metrics.labels', { run, selectors: selectorsOf(metric, []), limit: most });
        return texts.filter((text) => text !== '__name__');
      },
      values: async (label, metric, conditions) => {
        if (run === undefined) return [];
        const others = conditions
          .filter(({ name, value }) => name !== label && value !== '')
          .map(({ name, operator, value }) => `${name}${operator}${JSON.stringify(value)}`);
        const selectors = selectorsOf(metric, others);
        return (await client.call('metrics.values', { run, selectors, label, limit: most })).texts;
      },
    };
  }, [client, run, rows]);
}

function namesOf(row: MetricRow): readonly (readonly [string, { type: string; help: string }])[] {
  const about = { type: row.type, help: row.description };
  const base = row.translated || selectorOf(row.name);
  if (row.shape !== 'histogram' && row.shape !== 'summary') return [[base, about]];
  const parts = row.shape === 'histogram' ? ['_bucket', '_sum', '_count'] : ['', '_sum', '_count'];
  return parts.map((part) => [`${base}${part}`, about]);
}
