// What completion in the fields of PromQL offers: names of metrics from the list, labels and values from the engine.
import { useMemo } from 'react';
import { useClient } from '../../../data/data-provider.tsx';
import { labelVocabulary } from '../../../data/label-vocabulary.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import type { PromqlVocabulary } from '../../../ui/promql-field/promql-vocabulary.ts';
import { selectorOf } from '../model/distribution-queries.ts';
import type { MetricRow } from '../model/metric-rows.ts';

export function useVocabulary(rows: readonly MetricRow[]): PromqlVocabulary {
  const client = useClient();
  const { run } = useSelectedRun();
  return useMemo(
    () => ({
      metrics: () => Promise.resolve(new Map(rows.flatMap((row) => namesOf(row)))),
      sentMetrics: () =>
        Promise.resolve(
          new Map(
            rows
              .filter(({ name }) => selectorOf(name) !== name)
              .map(({ name, type, description }) => [name, { type, help: description }]),
          ),
        ),
      ...labelVocabulary(client, run),
    }),
    [client, run, rows],
  );
}

function namesOf(row: MetricRow): readonly (readonly [string, { type: string; help: string }])[] {
  const about = { type: row.type, help: row.description };
  const base = row.translated || selectorOf(row.name);
  if (row.shape !== 'histogram' && row.shape !== 'summary') return [[base, about]];
  const parts = row.shape === 'histogram' ? ['_bucket', '_sum', '_count'] : ['', '_sum', '_count'];
  return parts.map((part) => [`${base}${part}`, about]);
}
