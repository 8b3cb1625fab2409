// Who opens addresses found in telemetry. app/ provides it (it asks first, naming the host); without one, text stays text.
import { createContext, useContext, type ReactNode } from 'react';

type OpenLink = (url: URL) => void;

const LinkOpenerContext = createContext<OpenLink | undefined>(undefined);

export function LinkOpener({ open, children }: { readonly open: OpenLink; readonly children: ReactNode }): ReactNode {
  return <LinkOpenerContext value={open}>{children}</LinkOpenerContext>;
}

export function useLinkOpener(): OpenLink | undefined {
  return useContext(LinkOpenerContext);
}
