// What completion in the queries of a panel offers: every name of a metric, of its parts too, and labels from the engine.
import { useMemo } from 'react';
import { useClient } from '../../../data/data-provider.tsx';
import { labelVocabulary } from '../../../data/label-vocabulary.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import type { PromqlVocabulary } from '../../../ui/promql-field/promql-vocabulary.ts';

const most = 20_000;

export function useVocabulary(): PromqlVocabulary {
  const client = useClient();
  const { run } = useSelectedRun();
  return useMemo(() => {
    const names = async (): Promise<ReadonlyMap<string, { type: string; help: string }>> => {
      if (run === undefined) return new Map();
      const { texts } = await client.call('metrics.values', { run, selectors: [], label: '__name__', limit: most });
      return new Map(texts.map((text) => [text, { type: '', help: '' }]));
    };
    let asked: ReturnType<typeof names> | undefined;
    return { metrics: () => (asked ??= names()), ...labelVocabulary(client, run) };
  }, [client, run]);
}
