// What the search field of the list completes with: services, operations and attribute keys of the run.
import { useMemo } from 'react';
import type { RunId } from '../../../contract/ids.ts';
import { resolveField } from '../../../contract/search/fields.ts';
import type { FacetsAnswer } from '../../../contract/traces.ts';
import { useClient } from '../../data/data-provider.tsx';
import { formatShortCount } from '../../ui/number-text.ts';
import type { StoredValue, Vocabulary } from '../../ui/search-field/vocabulary.ts';

export function useTraceVocabulary(run: RunId | undefined, facets: FacetsAnswer | undefined): Vocabulary {
  const client = useClient();
  return useMemo(
    () => ({
      keys: facets?.attributeKeys ?? [],
      async valuesOf(field, _typed, signal) {
        const resolved = resolveField(field, 'spans');
        const name = resolved.kind === 'property' ? resolved.info.name : '';
        if (run === undefined) return [];
        if (name === 'service' || name === 'root.service')
          return counted((await client.call('traces.facets', { run }, signal)).services);
        if (name === 'name' || name === 'root.name')
          return counted((await client.call('traces.facets', { run }, signal)).operations);
        return [];
      },
    }),
    [client, run, facets],
  );
}

function counted(names: readonly { readonly name: string; readonly spans: number }[]): readonly StoredValue[] {
  return names.map(({ name, spans }) => ({ text: name, detail: `${formatShortCount(spans)} spans` }));
}
