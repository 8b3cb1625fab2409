// Hands the client to the hooks and keeps answers fresh as long as the window lives.
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import type { Client } from './client.ts';
import type { ConnectionState, Timers } from './connection.ts';
import { keepFresh } from './freshness.ts';

const ClientContext = createContext<Client | undefined>(undefined);

interface DataProviderProps {
  readonly client: Client;
  readonly queries: QueryClient;
  readonly timers: Timers;
  readonly children: ReactNode;
}

export function DataProvider({ client, queries, timers, children }: DataProviderProps): ReactNode {
  useEffect(() => keepFresh(client, queries, timers), [client, queries, timers]);
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </ClientContext>
  );
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('useClient outside of DataProvider');
  return client;
}

export function useConnection(): ConnectionState {
  const { connection } = useClient();
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}
