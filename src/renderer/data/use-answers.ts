// Several questions of one kind at once, each with its own answer: as use-answer.ts, for lists that grow and shrink.
import { useQueries, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ContractError } from '../../contract/errors.ts';
import type { AnswerOf, MethodName, RequestOf } from '../../contract/methods.ts';
import { useClient } from './data-provider.tsx';
import { answerKey, isBulk } from './keys.ts';

interface AnswersOptions<M extends MethodName> {
  /** Whether the answer to the former request of a place is shown until that to the next one is there; never unless given. */
  readonly keepPrevious?: (former: RequestOf<M>, next: RequestOf<M>) => boolean;
}

interface Former<M extends MethodName> {
  readonly request: RequestOf<M> | undefined;
  readonly data: AnswerOf<M> | undefined;
}

/** One result per request, in order; a request that is undefined asks nothing and has no answer. */
export function useAnswers<M extends MethodName>(
  method: M,
  requests: readonly (RequestOf<M> | undefined)[],
  { keepPrevious }: AnswersOptions<M> = {},
): readonly UseQueryResult<AnswerOf<M>, ContractError>[] {
  const client = useClient();
  // By place: an observer of several queries makes a new one for each new request, which knows of no former answer.
  const former = useRef<readonly Former<M>[]>([]);
  const formerOf = (request: RequestOf<M>, at: number): AnswerOf<M> | undefined => {
    const { request: before, data } = former.current[at] ?? {};
    return before !== undefined && keepPrevious?.(before, request) === true ? data : undefined;
  };
  const queries = requests.map((request, at) => ({
    queryKey: request === undefined ? ['', method, `nothing ${at}`] : answerKey(method, request),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerOf<M>> => {
      if (request === undefined) throw new Error('asked without a request');
      return client.call(method, request, signal);
    },
    enabled: request !== undefined,
    ...(request === undefined ? {} : { placeholderData: () => formerOf(request, at) }),
    ...(isBulk(method) ? { structuralSharing: false, gcTime: 0 } : {}),
  }));
  const results = useQueries<
    UseQueryOptions<AnswerOf<M>, ContractError>[],
    readonly UseQueryResult<AnswerOf<M>, ContractError>[]
  >({ queries });
  useEffect(() => {
    if (keepPrevious !== undefined) former.current = results.map(({ data }, at) => ({ request: requests[at], data }));
  });
  return results;
}
