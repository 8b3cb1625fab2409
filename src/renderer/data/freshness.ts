// Turns topic notices into stale marks: at most once per topic in `pace` milliseconds, the last notice never lost.
// Only what is on screen is asked again; the rest is asked when it is shown next.
import type { QueryClient } from '@tanstack/react-query';
import { topicNames, type TopicName } from '../../contract/topics.ts';
import type { Client } from './client.ts';
import type { Timers } from './connection.ts';
import { isAbout, type AnswerKey } from './keys.ts';

// What only counts is told once a second: the numbers are read, not watched.
const pace: Readonly<Record<TopicName, number>> = {
  traces: 300,
  logs: 300,
  metrics: 500,
  profiles: 300,
  runs: 1000,
  ingest: 1000,
  problems: 500,
  targets: 300,
  collectors: 300,
  captures: 300,
  endpoints: 250,
  // At its end the window goes on to what was imported.
  imports: 60,
  dashboards: 200,
};

/** Keeps `queries` fresh until the answer is called. After a lost connection everything counts as stale. */
export function keepFresh(client: Client, queries: QueryClient, timers: Timers): () => void {
  const stops = topicNames.map((topic) => {
    const mark = atMostEvery(pace[topic], timers, () => {
      void queries.invalidateQueries(
        { predicate: (query) => isAbout((query.queryKey as unknown as AnswerKey)[1], topic), refetchType: 'active' },
        { cancelRefetch: false },
      );
    });
    const unwatch = client.watch(topic, mark.call);
    return () => (unwatch(), mark.stop());
  });
  let epoch = 1;
  const unsubscribe = client.connection.subscribe(() => {
    const { state } = client.connection;
    if (state.kind !== 'open' || state.epoch === epoch) return;
    epoch = state.epoch;
    void queries.invalidateQueries();
  });
  return () => {
    unsubscribe();
    for (const stop of stops) stop();
  };
}

/** Runs at once, then at most every `millis`, with one trailing run for calls in between. */
export function atMostEvery(millis: number, timers: Timers, run: () => void): { call: () => void; stop: () => void } {
  let cancel: (() => void) | undefined;
  let again = false;
  const fire = (): void => {
    again = false;
    run();
    cancel = timers.after(millis, () => {
      cancel = undefined;
      if (again) fire();
    });
  };
  return {
    call: () => {
      if (cancel === undefined) fire();
      else again = true;
    },
    stop: () => cancel?.(),
  };
}
