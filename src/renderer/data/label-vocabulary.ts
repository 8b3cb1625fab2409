// Labels and their values for completion in fields of PromQL, asked of the engine.
import type { RunId } from '../../contract/ids.ts';
import type { Client } from './client.ts';

interface Condition {
  readonly name: string;
  readonly operator: string;
  readonly value: string;
}

export interface LabelVocabulary {
  readonly labels: (metric: string | undefined) => Promise<readonly string[]>;
  readonly values: (
    label: string,
    metric: string | undefined,
    conditions: readonly Condition[],
  ) => Promise<readonly string[]>;
}

const most = 2000;

/** Nothing is offered without a run. */
export function labelVocabulary(client: Client, run: RunId | undefined): LabelVocabulary {
  return {
    async labels(metric) {
      if (run === undefined) return [];
      const { texts } = await client.call('metrics.labels', { run, selectors: selectorsOf(metric, []), limit: most });
      return texts.filter((text) => text !== '__name__');
    },
    async values(label, metric, conditions) {
      if (run === undefined) return [];
      const others = conditions
        .filter(({ name, value }) => name !== label && value !== '')
        .map(({ name, operator, value }) => `${name}${operator}${JSON.stringify(value)}`);
      const selectors = selectorsOf(metric, others);
      return (await client.call('metrics.values', { run, selectors, label, limit: most })).texts;
    },
  };
}

function selectorsOf(metric: string | undefined, conditions: readonly string[]): readonly string[] {
  const inner = [...(metric === undefined ? [] : [`__name__=${JSON.stringify(metric)}`]), ...conditions];
  return inner.length === 0 ? [] : [`{${inner.join(',')}}`];
}
