// A question about the rows of a trace that is shown: asked anew when the trace's columns change, answered together with
// the columns that the rows belong to. An answer about other rows is not taken; newer columns are then on their way.
import { useEffect, useMemo, useState } from 'react';
import type { ContractError } from '../../contract/errors.ts';
import type { AnswerOf, RequestOf } from '../../contract/methods.ts';
import type { OfRows, TraceAnalysisMethods } from '../../contract/trace-analysis.ts';
import { rowsFingerprint } from '../../contract/trace-rows.ts';
import type { TraceColumns } from '../../contract/traces.ts';
import { useClient } from './data-provider.tsx';

/** The methods whose answers speak of rows. */
type RowsMethod = {
  [M in keyof TraceAnalysisMethods]: AnswerOf<M> extends OfRows ? M : never;
}[keyof TraceAnalysisMethods];

export interface AnswerOfTrace<M extends RowsMethod> {
  /** The newest answer to this request; of former columns while the next is on its way. */
  readonly answer: AnswerOf<M> | undefined;
  /** What the answer's rows are rows of. */
  readonly columns: TraceColumns;
  readonly asking: boolean;
  readonly error: ContractError | undefined;
}

interface Answered<M extends RowsMethod> {
  readonly answer: AnswerOf<M> | undefined;
  readonly columns: TraceColumns;
  readonly asked: { readonly key: string | undefined } | undefined;
  readonly error: ContractError | undefined;
}

/** `request` undefined asks nothing and answers nothing. */
export function useOfTrace<M extends RowsMethod>(
  method: M,
  request: RequestOf<M> | undefined,
  columns: TraceColumns,
): AnswerOfTrace<M> {
  const client = useClient();
  const [state, setState] = useState<Answered<M>>({ answer: undefined, columns, asked: undefined, error: undefined });
  const key = JSON.stringify(request);
  // A new object for each question that is to be asked; requests are new objects at each rendering.
  const asked = useMemo(
    () => ({ key, request: key === undefined ? undefined : (JSON.parse(key) as RequestOf<M>), columns }),
    [key, columns],
  );
  useEffect(() => {
    const { request: wanted, columns: current } = asked;
    if (wanted === undefined) {
      setState((before) => ({ ...before, answer: undefined, error: undefined, asked }));
      return undefined;
    }
    const abort = new AbortController();
    client.call(method, wanted, abort.signal).then(
      (answer) => {
        if (abort.signal.aborted) return;
        const fits = answer.rows === current.rows && answer.fingerprint === rowsFingerprint(current.spanIds);
        if (fits) setState({ answer, columns: current, asked, error: undefined });
      },
      (error: ContractError) => {
        if (!abort.signal.aborted) setState((before) => ({ ...before, asked, error }));
      },
    );
    return () => abort.abort();
  }, [client, method, asked]);
  const answered = state.asked?.key === key;
  return {
    answer: answered ? state.answer : undefined,
    columns: state.columns,
    asking: key !== undefined && state.asked !== asked,
    error: answered ? state.error : undefined,
  };
}
