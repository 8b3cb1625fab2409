// A method that changes something, as a hook: run it, see whether it is under way and how it failed.
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { ContractError } from '../../contract/errors.ts';
import type { AnswerOf, MethodName, RequestOf } from '../../contract/methods.ts';
import { useClient } from './data-provider.tsx';
import type { AnswerKey } from './keys.ts';

/** After success the answers of `changes` are asked again, without waiting for their topic. */
export function useCommand<M extends MethodName>(
  method: M,
  changes: readonly MethodName[] = [],
): UseMutationResult<AnswerOf<M>, ContractError, RequestOf<M>> {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation<AnswerOf<M>, ContractError, RequestOf<M>>({
    mutationFn: (request) => client.call(method, request),
    onSuccess: () => {
      void queries.invalidateQueries({
        predicate: (query) => changes.includes((query.queryKey as unknown as AnswerKey)[1]),
      });
    },
  });
}
