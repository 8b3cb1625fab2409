// The host as components reach it: saving a file, opening an address outside.
import { createContext, useContext, type ReactNode } from 'react';
import type { Host } from '../host/host.ts';

const HostContext = createContext<Host | undefined>(undefined);

export function HostProvider({ host, children }: { readonly host: Host; readonly children: ReactNode }): ReactNode {
  return <HostContext value={host}>{children}</HostContext>;
}

export function useHost(): Host {
  const host = useContext(HostContext);
  if (host === undefined) throw new Error('useHost outside of HostProvider');
  return host;
}
