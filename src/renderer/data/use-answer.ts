// One question as a hook: asked when shown, asked again when a topic says that the answer moved, cancelled when left.
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ContractError } from '../../contract/errors.ts';
import type { AnswerOf, MethodName, RequestOf } from '../../contract/methods.ts';
import { useClient } from './data-provider.tsx';
import { answerKey, isBulk, type AnswerKey } from './keys.ts';

export interface AnswerOptions {
  /** false: keep the answer as it is while new data arrives (a paused view). It catches up when set to true again. */
  readonly live?: boolean;
  /** Show the answer of the former request until the new one is there. */
  readonly keepPrevious?: boolean;
}

/** `request` undefined asks nothing. */
export function useAnswer<M extends MethodName>(
  method: M,
  request: RequestOf<M> | undefined,
  options: AnswerOptions = {},
): UseQueryResult<AnswerOf<M>, ContractError> {
  const client = useClient();
  const live = options.live ?? true;
  return useQuery<AnswerOf<M>, ContractError, AnswerOf<M>, AnswerKey>({
    queryKey: request === undefined ? ['', method, 'nothing'] : answerKey(method, request),
    queryFn: ({ signal }) => {
      if (request === undefined) throw new Error('asked without a request');
      return client.call(method, request, signal);
    },
    enabled: (query) => request !== undefined && (live || query.state.data === undefined),
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
    ...(isBulk(method) ? { structuralSharing: false, gcTime: 0 } : {}),
  });
}
