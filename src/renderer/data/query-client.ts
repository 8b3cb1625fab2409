// react-query, set up for an engine on the same machine: nothing is retried or refetched by itself;
// freshness comes from topics (freshness.ts), and being offline means nothing.
import { QueryClient } from '@tanstack/react-query';
import { hashKey } from './keys.ts';

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 30_000,
        queryKeyHashFn: hashKey,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
