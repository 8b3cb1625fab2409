// The list of the page: a feed for the selection that the address names, kept live by the topic, restored to where it was
// left, and turned upside down where the newest is to be on top.
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { LogHistogram, LogSelection } from '../../../contract/logs.ts';
import { useClient } from '../../data/data-provider.tsx';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { bucketSum } from '../../draw/histogram/histogram-bars.ts';
import { unixNanos, type UnixNanos } from '../../../contract/time.ts';
import type { ShownRows } from './list/log-list.tsx';
import type { Seen } from './list/use-line-scroll.ts';
import { LogFeed, type FeedState } from './model/log-feed.ts';
import { useLogsStore } from './logs-store.ts';

export interface Logs {
  readonly feed: LogFeed;
  readonly state: FeedState;
  readonly rows: ShownRows;
  readonly onVisible: (first: number, last: number) => void;
  readonly onScroll: (seen: Seen) => void;
  /** The list goes away; the record stood at the top of its view. */
  readonly onLeave: (top: number) => void;
  readonly stick: 'start' | 'end' | undefined;
}

interface Options {
  readonly selection: LogSelection | undefined;
  /** Names the list, for coming back to it. */
  readonly list: string;
  readonly histogram: LogHistogram | undefined;
  /** The record that the address names when the page is opened. */
  readonly record: number | undefined;
}

export function useLogs({ selection, list, histogram, record }: Options): Logs {
  const client = useClient();
  const { live } = useSelectedRun();
  const newestOnTop = useLogsStore((store) => store.taste.newest === 'top');
  const counted = useRef(histogram);
  counted.current = histogram;
  const asked = useRef(record);
  asked.current = record;
  const follows = live && selection?.to === undefined;

  const feed = useMemo(() => {
    const where = selection;
    return new LogFeed({
      list: (request, signal) =>
        where === undefined ? never() : client.call('logs.list', { ...where, ...request }, signal),
      tail:
        follows && where !== undefined
          ? (request, signal) => client.call('logs.tail', { run: where.run, where: where.where, ...request }, signal)
          : undefined,
      indexAt: (time) => indexAt(counted.current, time),
      timeAt: (index) => timeAt(counted.current, index),
      after: (millis, run) => void setTimeout(run, millis),
      from: where?.from,
    });
  }, [client, selection, follows]);

  useEffect(() => {
    if (selection === undefined) return undefined;
    const { left } = useLogsStore.getState();
    const wanted = asked.current;
    const abort = new AbortController();
    if (left?.list === list && left.at !== undefined) feed.start({ place: left.at, at: 'top' });
    else if (wanted === undefined) feed.start();
    else {
      client.call('logs.record', { run: selection.run, sequence: wanted }, abort.signal).then(
        ({ time, sequence }) => feed.start({ place: { time, sequence }, at: 'middle' }),
        () => {
          if (!abort.signal.aborted) feed.start();
        },
      );
    }
    const unwatch = follows ? client.watch('logs', () => feed.heard()) : () => undefined;
    return () => {
      abort.abort();
      unwatch();
      feed.stop();
    };
  }, [client, feed, selection, list, follows]);

  const state = useSyncExternalStore(feed.subscribe, feed.read);
  const { window } = state;
  const rows = useMemo(
    (): ShownRows =>
      newestOnTop
        ? {
            count: window.count,
            at: (index) => window.at(window.count - 1 - index),
            indexOf: (sequence) => mirrored(window.indexOfSequence(sequence), window.count),
          }
        : { count: window.count, at: (index) => window.at(index), indexOf: (key) => window.indexOfSequence(key) },
    [window, newestOnTop],
  );

  const seen = useSeen(feed, list, newestOnTop);
  const liveEnd = newestOnTop ? 'start' : 'end';
  const stick = state.kind === 'following' || (state.kind === 'fixed' && state.landing === 'end') ? liveEnd : undefined;
  return { feed, state, rows, stick, ...seen };
}

/** What scrolling means for the feed: what to load, whether to hold or follow, where the list was left. */
function useSeen(feed: LogFeed, list: string, newestOnTop: boolean): Pick<Logs, 'onVisible' | 'onScroll' | 'onLeave'> {
  const onVisible = useCallback(
    (first: number, last: number) => {
      const { count } = feed.read().window;
      if (newestOnTop) feed.show(count - 1 - last, count - 1 - first);
      else feed.show(first, last);
    },
    [feed, newestOnTop],
  );
  const onScroll = useCallback(
    ({ start, end }: Seen) => {
      const atLive = newestOnTop ? start : end;
      const now = feed.read();
      if (!atLive) feed.hold();
      else if (now.kind === 'holding' && now.window.after === 0 && now.arrived === 0) feed.resume();
    },
    [feed, newestOnTop],
  );
  const onLeave = useCallback(
    (top: number) => {
      const { kind, window } = feed.read();
      const row = kind === 'following' ? undefined : window.at(window.indexOfSequence(top));
      useLogsStore.getState().leave(list, row === undefined ? undefined : { time: row.time, sequence: row.sequence });
    },
    [feed, list],
  );
  return { onVisible, onScroll, onLeave };
}

function mirrored(index: number, count: number): number {
  return index < 0 ? -1 : count - 1 - index;
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

/** Records in the buckets before the time, and a share of its own bucket. */
function indexAt(histogram: LogHistogram | undefined, time: UnixNanos): number | undefined {
  if (histogram === undefined || !histogram.exact) return undefined;
  const data = { ...histogram, parts: 7 };
  const place = Number(time - histogram.start) / Number(histogram.width);
  let before = 0;
  for (let bucket = 0; bucket < histogram.buckets; bucket++) {
    const sum = bucketSum(data, bucket);
    if (place < bucket + 1) return Math.round(before + Math.max(0, place - bucket) * sum);
    before += sum;
  }
  return before;
}

function timeAt(histogram: LogHistogram | undefined, index: number): UnixNanos | undefined {
  if (histogram === undefined || histogram.total === 0) return undefined;
  const data = { ...histogram, parts: 7 };
  // Records that are not counted yet are older than those that are.
  let left = index;
  for (let bucket = 0; bucket < histogram.buckets; bucket++) {
    const sum = bucketSum(data, bucket);
    if (left < sum) {
      const share = BigInt(Math.round((left / sum) * 1000));
      return unixNanos(histogram.start + histogram.width * BigInt(bucket) + (histogram.width * share) / 1000n);
    }
    left -= sum;
  }
  return unixNanos(histogram.start + histogram.width * BigInt(histogram.buckets));
}
