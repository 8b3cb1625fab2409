// Find in the trace: the engine looks through everything that was sent about the spans; the model shows where, and dims or
// hides the other rows. What is looked for is in the address.
import { useCallback, useEffect, useRef, useState } from 'react';
import { readSearch } from '../../../contract/search/check.ts';
import type { RunId } from '../../../contract/ids.ts';
import { useClient } from '../../data/data-provider.tsx';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import type { FindMode } from '../../routes/trace-route.ts';

export interface Find {
  readonly run: RunId;
  /** Search text in force; '' while nothing is looked for. */
  readonly where: string;
  readonly mode: FindMode;
  /** The text that the model's matches belong to. */
  readonly found: string;
  readonly searching: boolean;
  readonly trouble: string | undefined;
  /** Goes to the next or previous match, once they are known. */
  readonly step: (direction: 1 | -1) => void;
}

interface FindOptions {
  readonly model: WaterfallModel;
  readonly run: RunId;
  readonly where: string;
  readonly mode: FindMode;
}

interface Answered {
  readonly found: string;
  readonly trouble: string | undefined;
}

const nothing: Answered = { found: '', trouble: undefined };
/** Name of the waterfall's filter in the mode that hides. */
const filterName = 'find';

export function useFind({ model, run, where, mode }: FindOptions): Find {
  const client = useClient();
  const [answered, setAnswered] = useState(nothing);
  const [searching, setSearching] = useState(false);
  const { columns } = model;
  const { traceId } = columns;
  const wanted = useRef<{ readonly where: string; readonly direction: 1 | -1 }>(undefined);
  const newest = useRef(where);
  newest.current = where;

  useEffect(() => {
    if (where === '' || readSearch(where, 'spans').kind === 'wrong') {
      model.setMatches(new Uint8Array(0));
      setAnswered(nothing);
      setSearching(false);
      return undefined;
    }
    // Leaving the effect gives up the question: the engine stops looking, and a late answer is not heard.
    const abort = new AbortController();
    setSearching(true);
    client.call('trace.find', { run, traceId, where }, abort.signal).then(
      ({ spanIds }) => {
        if (abort.signal.aborted) return;
        model.setMatches(spanIds);
        setAnswered({ found: where, trouble: undefined });
        setSearching(false);
        if (wanted.current?.where === where) model.stepMatch(wanted.current.direction);
        wanted.current = undefined;
      },
      (error: Error) => {
        if (abort.signal.aborted) return;
        setAnswered({ found: '', trouble: error.message });
        setSearching(false);
      },
    );
    return () => abort.abort();
    // New columns are searched anew, so that late spans are among the matches.
  }, [client, model, run, traceId, where, columns]);

  const { matchFlags } = model;
  useEffect(() => {
    model.setMatchesStandOut(mode === 'dim');
    // Where nothing matches, hiding everything would only hide what to look for instead.
    model.setFilter(filterName, mode === 'hide' && matchFlags.length > 0 ? matchFlags : undefined);
  }, [model, mode, matchFlags]);

  const { found } = answered;
  const step = useCallback(
    (direction: 1 | -1) => {
      // Enter may come before the address and the answer do.
      queueMicrotask(() => {
        if (newest.current === found) model.stepMatch(direction);
        else wanted.current = { where: newest.current, direction };
      });
    },
    [model, found],
  );
  return { run, where, mode, ...answered, searching, step };
}
