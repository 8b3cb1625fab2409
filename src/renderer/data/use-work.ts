// Work of several questions whose result is one thing (a panel: steps, queries, transformations), as a hook: done when its
// key is new, given up when nobody waits any more. The former result stays until the new one is there.
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Client } from './client.ts';
import { useClient } from './data-provider.tsx';

/** `key` says what the result depends on; undefined: nothing to do. */
export function useWork<T>(
  name: string,
  key: readonly unknown[] | undefined,
  work: (client: Client, signal: AbortSignal) => Promise<T>,
): UseQueryResult<T, Error> {
  const client = useClient();
  return useQuery<T>({
    queryKey: ['', name, key],
    queryFn: ({ signal }) => work(client, signal),
    enabled: key !== undefined,
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: 0,
  });
}
