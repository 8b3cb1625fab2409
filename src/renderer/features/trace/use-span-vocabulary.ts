// What find completes with: services, names, attribute keys and values of this trace.
import { useMemo } from 'react';
import type { RunId } from '../../../contract/ids.ts';
import { resolveField } from '../../../contract/search/fields.ts';
import { useClient } from '../../data/data-provider.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import type { Vocabulary } from '../../ui/search-field/vocabulary.ts';

/** More distinct values than this are not offered: nobody chooses among them. */
const most = 200;

export function useSpanVocabulary(run: RunId, model: WaterfallModel): Vocabulary {
  const client = useClient();
  const { columns } = model;
  const { traceId } = columns;
  const { data } = useAnswer('trace.attributeKeys', { run, traceId });
  const keys = data?.keys;
  return useMemo(
    () => ({
      keys: keys ?? [],
      async valuesOf(field, typed, signal) {
        const resolved = resolveField(field, 'spans');
        if (resolved.kind === 'body') return [];
        if (resolved.kind === 'property') {
          const { name } = resolved.info;
          if (name === 'service') return containing(columns.serviceNames, typed);
          return name === 'name' ? containing(columns.names, typed) : [];
        }
        const { values } = await client.call('trace.attribute', { run, traceId, key: resolved.key }, signal);
        return containing(values, typed);
      },
    }),
    [client, run, traceId, columns, keys],
  );
}

function containing(texts: readonly string[], typed: string): readonly { readonly text: string }[] {
  const wanted = typed.toLowerCase();
  return texts
    .filter((text) => text !== '' && text.length <= most && text.toLowerCase().includes(wanted))
    .slice(0, most)
    .map((text) => ({ text }));
}
