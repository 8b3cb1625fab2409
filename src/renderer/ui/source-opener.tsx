// Who opens files of source code that stack traces name. app/ provides it; it acts on the user's click only.
import { createContext, useContext, type ReactNode } from 'react';
import type { SourcePlace } from '../../contract/editors.ts';

type OpenSource = (place: SourcePlace) => void;

const SourceOpenerContext = createContext<OpenSource>(() => undefined);

export function SourceOpener({
  open,
  children,
}: {
  readonly open: OpenSource;
  readonly children: ReactNode;
}): ReactNode {
  return <SourceOpenerContext value={open}>{children}</SourceOpenerContext>;
}

export function useSourceOpener(): OpenSource {
  return useContext(SourceOpenerContext);
}
