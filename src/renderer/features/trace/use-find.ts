// Find in the trace: the engine looks through everything that was sent about the spans; the model shows where.
import { useEffect, useState } from 'react';
import type { RunId, TraceId } from '../../../contract/ids.ts';
import { useClient } from '../../data/data-provider.tsx';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';

export interface Find {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** The text that the model's matches belong to; '' while nothing is looked for. */
  readonly found: string;
  readonly searching: boolean;
  readonly trouble: string | undefined;
}

/** Milliseconds without a keystroke: enough that a fast word is one question, too little to be felt. */
const patience = 40;

export function useFind(model: WaterfallModel, run: RunId, traceId: TraceId): Find {
  const client = useClient();
  const [text, setText] = useState('');
  const [found, setFound] = useState('');
  const [searching, setSearching] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const { columns } = model;
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === '') {
      model.setMatches(new Uint8Array(0));
      setFound('');
      setSearching(false);
      setTrouble(undefined);
      return undefined;
    }
    // Leaving the effect gives up the question: the engine stops looking, and a late answer is not heard.
    const abort = new AbortController();
    setSearching(true);
    const timer = setTimeout(() => {
      client.call('trace.find', { run, traceId, text: wanted }, abort.signal).then(
        ({ spanIds }) => {
          if (abort.signal.aborted) return;
          model.setMatches(spanIds);
          setFound(wanted);
          setTrouble(undefined);
          setSearching(false);
        },
        (error: Error) => {
          if (abort.signal.aborted) return;
          setTrouble(error.message);
          setSearching(false);
        },
      );
    }, patience);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // New columns are searched anew, so that late spans are among the matches.
  }, [client, model, run, traceId, wanted, columns]);
  return { text, setText, found, searching, trouble };
}
