// The columns of a trace, fresh while it is shown. `trace.version` is asked again by the topic; it decides about the rest.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { RunId, TraceId } from '../../../contract/ids.ts';
import { useClient, useConnection } from '../../data/data-provider.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { TraceFeed, type FeedState } from './trace-feed.ts';

export interface OpenTrace extends FeedState {
  readonly retry: () => void;
}

export function useTrace(run: RunId, traceId: TraceId): OpenTrace {
  const client = useClient();
  const version = useAnswer('trace.version', { run, traceId }).data?.version;
  const feed = useMemo(
    () =>
      new TraceFeed({
        fetch: (signal) => client.call('trace.get', { run, traceId }, signal),
        now: () => performance.now(),
        after: (millis, call) => {
          const timer = setTimeout(call, millis);
          return () => clearTimeout(timer);
        },
      }),
    [client, run, traceId],
  );
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);
  useEffect(() => {
    if (version !== undefined) feed.heard(version);
  }, [feed, version]);
  const state = useSyncExternalStore(feed.subscribe, feed.read);
  const connected = useConnection().kind === 'open';
  const lost = state.error?.code === 'disconnected';
  useEffect(() => {
    if (connected && lost) feed.retry();
  }, [connected, lost, feed]);
  return { ...state, retry: () => feed.retry() };
}
