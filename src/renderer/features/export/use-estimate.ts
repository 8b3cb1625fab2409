// How large the file would be, asked again a moment after the last change of the order.
import { useEffect, useState } from 'react';
import { ContractError } from '../../../contract/errors.ts';
import type { ExportEstimate, ExportOrder } from '../../../contract/exports.ts';
import { parseRedaction } from '../../../contract/redaction.ts';
import { useClient } from '../../data/data-provider.tsx';
import { recordCounts } from './record-counts.ts';
import { formatBytes, plural } from '../../ui/number-text.ts';

const pauseMillis = 250;

/** Words for the foot of the dialog; empty while nothing can be said. `order` is the same object while nothing changes. */
export function useEstimate(order: ExportOrder): string {
  const client = useClient();
  const [words, setWords] = useState('');
  useEffect(() => {
    if (parseRedaction(order.redact).mistakes.length > 0) {
      setWords('');
      return undefined;
    }
    setWords('Estimating the size…');
    const abort = new AbortController();
    const timer = setTimeout(() => {
      client.call('export.estimate', order, abort.signal).then(
        (estimate) => {
          if (!abort.signal.aborted) setWords(estimateWords(order, estimate));
        },
        (error: unknown) => {
          if (abort.signal.aborted) return;
          setWords(error instanceof ContractError ? `No estimate: ${error.message}` : '');
        },
      );
    }, pauseMillis);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, order]);
  return words;
}

/** `about 12.3 MiB, 45,000 spans`. */
export function estimateWords(order: Pick<ExportOrder, 'table'>, estimate: ExportEstimate): string {
  if (estimate.kind === 'unknown') return 'Size not known before: finding out takes long';
  const { about, items, bytes } = estimate;
  if (items === 0) return 'Nothing fits: the file would be without records';
  const counts = recordCounts(estimate);
  const ofQuery = order.table === 'long' || order.table === 'wide';
  const words = order.table === 'traces' ? plural(items, 'trace') : ofQuery ? plural(items, 'row') : counts;
  return `${about ? 'about ' : ''}${formatBytes(bytes)}, ${words}`;
}
