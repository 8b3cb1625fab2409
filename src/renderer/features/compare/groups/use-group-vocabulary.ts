// What the search field of the groups completes with: services, operations and attribute keys of a run.
import { useMemo } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import { resolveField } from '../../../../contract/search/fields.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { plural } from '../../../ui/number-text.ts';
import type { Vocabulary } from '../../../ui/search-field/vocabulary.ts';

export function useGroupVocabulary(run: RunId): Vocabulary {
  const { data } = useAnswer('traces.facets', { run }, { live: false });
  return useMemo(
    () => ({
      keys: data?.attributeKeys ?? [],
      valuesOf(field) {
        const resolved = resolveField(field, 'spans');
        const name = resolved.kind === 'property' ? resolved.info.name : '';
        const known = name === 'service' ? data?.services : name === 'name' ? data?.operations : undefined;
        return Promise.resolve((known ?? []).map((one) => ({ text: one.name, detail: plural(one.spans, 'span') })));
      },
    }),
    [data],
  );
}
