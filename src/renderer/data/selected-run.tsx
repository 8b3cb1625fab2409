// The run that the pages look at: the one the address names, else the live one. app/ reads the address and provides it.
import { createContext, useContext, type ReactNode } from 'react';
import type { RunId } from '../../contract/ids.ts';
import type { RunInfo } from '../../contract/runs.ts';
import { useAnswer } from './use-answer.ts';

export interface SelectedRun {
  /** For requests; undefined until the engine has said which run is live. */
  readonly run: RunId | undefined;
  /** For links: undefined for the live run, so that its addresses stay true after "New run". */
  readonly param: RunId | undefined;
  readonly live: boolean;
  readonly info: RunInfo | undefined;
}

const nothing: SelectedRun = { run: undefined, param: undefined, live: true, info: undefined };
const SelectedRunContext = createContext<SelectedRun>(nothing);

export function SelectedRunProvider({
  asked,
  children,
}: {
  readonly asked: RunId | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const app = useAnswer('app.info', {});
  const runs = useAnswer('runs.list', {});
  const liveRun = app.data?.liveRun;
  const run = asked ?? liveRun;
  const live = asked === undefined || asked === liveRun;
  const value: SelectedRun = {
    run,
    param: live ? undefined : asked,
    live,
    info: runs.data?.find((info) => info.id === run),
  };
  return <SelectedRunContext value={value}>{children}</SelectedRunContext>;
}

export function useSelectedRun(): SelectedRun {
  return useContext(SelectedRunContext);
}
