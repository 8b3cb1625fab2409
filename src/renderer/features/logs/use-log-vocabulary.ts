// What the search field of the logs completes with: the fields and values that records of the run have.
import { useMemo } from 'react';
import type { RunId } from '../../../contract/ids.ts';
import { quoted } from '../../../contract/search/tokens.ts';
import { useClient } from '../../data/data-provider.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { formatShortCount } from '../../ui/number-text.ts';
import type { Vocabulary } from '../../ui/search-field/vocabulary.ts';

const limit = 200;

export function useLogVocabulary(run: RunId | undefined): Vocabulary {
  const client = useClient();
  const { data } = useAnswer('logs.fields', run === undefined ? undefined : { run }, { live: false });
  return useMemo(
    () => ({
      keys: (data?.fields ?? []).map(({ field }) => field),
      async valuesOf(name, prefix, signal) {
        if (run === undefined) return [];
        const own = name.quoted ? quoted(name.name) : name.name;
        const field = name.prefix === undefined ? own : `${name.prefix}.${quoted(name.name)}`;
        const { values } = await client.call('search.values', { run, domain: 'logs', field, prefix, limit }, signal);
        return values.map(({ text, count }) =>
          count === undefined ? { text } : { text, detail: `${formatShortCount(count)} records` },
        );
      },
    }),
    [client, run, data],
  );
}
