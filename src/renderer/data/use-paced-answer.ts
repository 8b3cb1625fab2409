// An answer that is costly to make and need not be fresh to the tenth of a second: asked again at most once per `millis`
// while the live run changes, and not at all for other runs, while held, or in a hidden window (which hears no notices).
import { useEffect, useRef } from 'react';
import type { MethodName, RequestOf } from '../../contract/methods.ts';
import type { TopicName } from '../../contract/topics.ts';
import { useClient } from './data-provider.tsx';
import { useAnswer } from './use-answer.ts';

export function usePacedAnswer<M extends MethodName>(
  method: M,
  request: RequestOf<M> | undefined,
  millis: number,
  live: boolean,
  topic: TopicName = 'traces',
) {
  const client = useClient();
  const answer = useAnswer(method, request, { live: false, keepPrevious: true });
  const refetch = useRef(answer.refetch);
  refetch.current = answer.refetch;
  const stale = useRef(false);
  stale.current = answer.data !== undefined && answer.isStale;
  const asks = request !== undefined && live;
  useEffect(() => {
    if (!asks) return undefined;
    if (stale.current) void refetch.current({ cancelRefetch: false });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unwatch = client.watch(topic, () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void refetch.current({ cancelRefetch: false });
      }, millis);
    });
    return () => {
      unwatch();
      clearTimeout(timer);
    };
  }, [client, asks, millis, topic]);
  return answer;
}
