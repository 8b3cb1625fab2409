// The run that the pages look at: the one the address names, else the live one. app/ reads the address and provides it.
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { RunId } from '../../contract/ids.ts';
import { useAnswer } from './use-answer.ts';

export interface SelectedRun {
  /** For requests; undefined until the engine has said which run is live. */
  readonly run: RunId | undefined;
  /** For links: undefined for the live run, so that its addresses stay true after "New run". */
  readonly param: RunId | undefined;
  readonly live: boolean;
}

const nothing: SelectedRun = { run: undefined, param: undefined, live: true };
const SelectedRunContext = createContext<SelectedRun>(nothing);

export function SelectedRunProvider({
  asked,
  children,
}: {
  readonly asked: RunId | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const app = useAnswer('app.info', {});
  const liveRun = app.data?.liveRun;
  // The same object while the run is the same: pages are not drawn anew by what a commit changes.
  const value = useMemo((): SelectedRun => {
    const live = asked === undefined || asked === liveRun;
    return { run: asked ?? liveRun, param: live ? undefined : asked, live };
  }, [asked, liveRun]);
  return <SelectedRunContext value={value}>{children}</SelectedRunContext>;
}

export function useSelectedRun(): SelectedRun {
  return useContext(SelectedRunContext);
}
