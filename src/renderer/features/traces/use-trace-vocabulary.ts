// What the search field of the list completes with: attribute keys of the run, and the values that its fields have.
import { useMemo } from 'react';
import type { RunId } from '../../../contract/ids.ts';
import { printField } from '../../../contract/search/print.ts';
import type { FacetsAnswer } from '../../../contract/traces.ts';
import { useClient } from '../../data/data-provider.tsx';
import { formatShortCount } from '../../ui/number-text.ts';
import type { Vocabulary } from '../../ui/search-field/vocabulary.ts';

/** Values that are offered at once. */
const most = 100;

export function useTraceVocabulary(run: RunId | undefined, facets: FacetsAnswer | undefined): Vocabulary {
  const client = useClient();
  const keys = facets?.attributeKeys;
  return useMemo(
    () => ({
      keys: keys ?? [],
      async valuesOf(field, typed, signal) {
        if (run === undefined) return [];
        const request = { run, domain: 'spans', field: printField(field), prefix: typed, limit: most } as const;
        const { values } = await client.call('search.values', request, signal);
        return values.map(({ text, count }) =>
          count === undefined ? { text } : { text, detail: `${formatShortCount(count)} spans` },
        );
      },
    }),
    [client, run, keys],
  );
}
