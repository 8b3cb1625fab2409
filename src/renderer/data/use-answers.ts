// Several questions of one kind at once, each with its own answer: as use-answer.ts, for lists that grow and shrink.
import { keepPreviousData, useQueries, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import type { ContractError } from '../../contract/errors.ts';
import type { AnswerOf, MethodName, RequestOf } from '../../contract/methods.ts';
import { useClient } from './data-provider.tsx';
import { answerKey, isBulk } from './keys.ts';

/** One result per request, in order; a request that is undefined asks nothing. The former answer stays until the new one is there. */
export function useAnswers<M extends MethodName>(
  method: M,
  requests: readonly (RequestOf<M> | undefined)[],
): readonly UseQueryResult<AnswerOf<M>, ContractError>[] {
  const client = useClient();
  const queries = requests.map((request, at) => ({
    queryKey: request === undefined ? ['', method, `nothing ${at}`] : answerKey(method, request),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerOf<M>> => {
      if (request === undefined) throw new Error('asked without a request');
      return client.call(method, request, signal);
    },
    enabled: request !== undefined,
    placeholderData: keepPreviousData,
    ...(isBulk(method) ? { structuralSharing: false, gcTime: 0 } : {}),
  }));
  return useQueries<
    UseQueryOptions<AnswerOf<M>, ContractError>[],
    readonly UseQueryResult<AnswerOf<M>, ContractError>[]
  >({ queries });
}
