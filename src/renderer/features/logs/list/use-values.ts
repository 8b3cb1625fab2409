// The values of the added columns, asked for the records on screen and remembered for those that were.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import { useClient } from '../../../data/data-provider.tsx';

type Values = readonly (string | undefined)[];

/** Records whose values are remembered. */
const kept = 20_000;
/** Scrolling asks once it slows down. */
const rest = 60;

export function useValues(
  run: RunId | undefined,
  fields: readonly string[],
): {
  readonly valuesOf: (sequence: number) => Values | undefined;
  readonly want: (sequences: readonly number[]) => void;
} {
  const client = useClient();
  const known = useRef<{ key: string; values: Map<number, Values> }>({ key: '', values: new Map() });
  const wanted = useRef<readonly number[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [, redraw] = useState(0);
  const key = `${run ?? ''} ${fields.join('\u0000')}`;
  if (known.current.key !== key) known.current = { key, values: new Map() };

  const ask = useCallback(() => {
    const { values } = known.current;
    const missing = wanted.current.filter((sequence) => !values.has(sequence)).slice(0, 1000);
    if (run === undefined || fields.length === 0 || missing.length === 0) return;
    client.call('logs.values', { run, sequences: Float64Array.from(missing), fields }).then(
      (answer) => {
        if (values.size > kept) values.clear();
        for (const [row, sequence] of missing.entries())
          values.set(
            sequence,
            answer.values.map((column) => column[row]),
          );
        redraw((n) => n + 1);
      },
      // The cells stay placeholders; the list itself says what is wrong with the run.
      () => undefined,
    );
  }, [client, run, fields]);
  useEffect(() => ask(), [ask]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    valuesOf: (sequence) => known.current.values.get(sequence),
    want: useCallback(
      (sequences: readonly number[]) => {
        wanted.current = sequences;
        clearTimeout(timer.current);
        timer.current = setTimeout(ask, rest);
      },
      [ask],
    ),
  };
}
