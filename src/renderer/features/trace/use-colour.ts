// Colours the spans as the address asks; the values of an attribute are asked for first.
import { useEffect, useLayoutEffect, useState } from 'react';
import type { RunId } from '../../../contract/ids.ts';
import type { TraceAttributeColumn } from '../../../contract/trace-analysis.ts';
import type { TraceColumns } from '../../../contract/traces.ts';
import { useClient } from '../../data/data-provider.tsx';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import type { ColourBy } from '../../routes/trace-route.ts';

export function useColour(model: WaterfallModel, run: RunId, columns: TraceColumns, by: ColourBy): void {
  const client = useClient();
  const [values, setValues] = useState<{ readonly by: ColourBy; readonly column: TraceAttributeColumn }>();
  useEffect(() => {
    if (!by.startsWith('@')) return undefined;
    const abort = new AbortController();
    client.call('trace.attribute', { run, traceId: columns.traceId, key: by.slice(1) }, abort.signal).then(
      (column) => {
        if (!abort.signal.aborted) setValues({ by, column });
      },
      // The former colours stay; the next change of the trace asks again.
      () => undefined,
    );
    return () => abort.abort();
  }, [client, run, columns, by]);
  useLayoutEffect(() => model.colourBy(by, values?.by === by ? values.column : undefined), [model, by, values]);
}
