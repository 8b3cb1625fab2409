// Several questions of one kind at once, each with its own answer: as use-answer.ts, for lists that grow and shrink.
import { useQueries, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ContractError } from '../../contract/errors.ts';
import type { AnswerOf, MethodName, RequestOf } from '../../contract/methods.ts';
import { useClient } from './data-provider.tsx';
import type { AnswerOptions } from './use-answer.ts';
import { answerKey, isBulk } from './keys.ts';

/** One result per request, in order; a request that is undefined asks nothing and has no answer. */
export function useAnswers<M extends MethodName>(
  method: M,
  requests: readonly (RequestOf<M> | undefined)[],
  { keepPrevious = false }: Pick<AnswerOptions, 'keepPrevious'> = {},
): readonly UseQueryResult<AnswerOf<M>, ContractError>[] {
  const client = useClient();
  // By place: an observer of several queries makes a new one for each new request, which knows of no former answer.
  const former = useRef<readonly (AnswerOf<M> | undefined)[]>([]);
  const queries = requests.map((request, at) => ({
    queryKey: request === undefined ? ['', method, `nothing ${at}`] : answerKey(method, request),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerOf<M>> => {
      if (request === undefined) throw new Error('asked without a request');
      return client.call(method, request, signal);
    },
    enabled: request !== undefined,
    ...(keepPrevious && request !== undefined ? { placeholderData: () => former.current[at] } : {}),
    ...(isBulk(method) ? { structuralSharing: false, gcTime: 0 } : {}),
  }));
  const results = useQueries<
    UseQueryOptions<AnswerOf<M>, ContractError>[],
    readonly UseQueryResult<AnswerOf<M>, ContractError>[]
  >({ queries });
  useEffect(() => {
    if (keepPrevious) former.current = results.map(({ data }) => data);
  });
  return results;
}
