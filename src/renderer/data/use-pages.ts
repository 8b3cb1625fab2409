// A long list by pages: asks for the pages that are on screen and answers rows by index. While a page is on its way,
// its former rows stay; rows never asked for are undefined (the table draws a placeholder).
import { useQueries } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { AnswerOf, MethodName, RequestOf } from '../../contract/methods.ts';
import type { ContractError } from '../../contract/errors.ts';
import { useClient } from './data-provider.tsx';
import { answerKey } from './keys.ts';

export interface Pages<M extends MethodName> {
  /** The loaded answer of the page that holds `index`, and the place of the row in it. */
  at(index: number): { readonly answer: AnswerOf<M>; readonly row: number } | undefined;
  /** Of the first page; undefined until it is there. */
  readonly first: AnswerOf<M> | undefined;
  readonly error: ContractError | null;
  readonly fetching: boolean;
  /** Asks again for the pages that failed. */
  retry(): void;
}

/** Pages whose rows are remembered for scrolling back. */
const keptPages = 40;

interface PagesOptions<M extends MethodName> {
  readonly method: M;
  /** The request for the rows [offset, offset + pageSize); undefined asks nothing. */
  readonly request: ((offset: number) => RequestOf<M>) | undefined;
  /** First and last row on screen. */
  readonly visible: readonly [first: number, last: number];
  readonly pageSize: number;
  readonly live: boolean;
  /** Changes when the list is another one (another filter or run): former rows are then forgotten. */
  readonly listKey: string;
}

export function usePages<M extends MethodName>({
  method,
  request,
  visible,
  pageSize,
  live,
  listKey,
}: PagesOptions<M>): Pages<M> {
  const client = useClient();
  const [firstRow, lastRow] = visible;
  const numbers = useMemo(() => pagesOnScreen([firstRow, lastRow], pageSize), [firstRow, lastRow, pageSize]);
  const results = useQueries({
    queries: (request === undefined ? [] : numbers).map((page) => {
      const asked = request?.(page * pageSize) as RequestOf<M>;
      return {
        queryKey: answerKey(method, asked),
        queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerOf<M>> => client.call(method, asked, signal),
        enabled: (query: { state: { data: unknown } }) => live || query.state.data === undefined,
      };
    }),
  });
  const kept = useRef<{ key: string; pages: Map<number, AnswerOf<M>> }>({ key: listKey, pages: new Map() });
  if (kept.current.key !== listKey) kept.current = { key: listKey, pages: new Map() };
  for (const [index, result] of results.entries()) {
    const page = numbers[index];
    if (page !== undefined && result.data !== undefined) kept.current.pages.set(page, result.data);
  }
  const { pages } = kept.current;
  for (const page of pages.keys()) {
    if (pages.size <= keptPages) break;
    if (!numbers.includes(page)) pages.delete(page);
  }
  return {
    at(index) {
      const answer = pages.get(Math.floor(index / pageSize));
      return answer === undefined ? undefined : { answer, row: index % pageSize };
    },
    first: pages.get(0),
    error: (results.find((result) => result.error !== null)?.error ?? null) as ContractError | null,
    fetching: results.some((result) => result.isFetching),
    retry() {
      for (const result of results) if (result.error !== null) void result.refetch();
    },
  };
}

/** The first page always (it carries the total), and those that the rows on screen touch. */
export function pagesOnScreen([first, last]: readonly [number, number], pageSize: number): readonly number[] {
  const from = Math.max(0, Math.floor(first / pageSize));
  const to = Math.max(from, Math.floor(last / pageSize));
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return numbers[0] === 0 ? numbers : [0, ...numbers];
}
