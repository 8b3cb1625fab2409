// Follows console-subscriber in a Rust program: its tasks as events and metrics, told about once a second.
// Protocol: rs.tokio.console.instrument.Instrument of console-api, over gRPC.
import { unixNanos } from '../../../contract/time.ts';
import { TaskEvent, taskRepeatSeconds } from '../../../contract/task-events.ts';
import type { CollectorParts } from '../collector.ts';
import { connectionHeaders } from '../connection-headers.ts';
import { eventGroup, eventItem, resourceNamed } from '../../../contract/event-records.ts';
import { metricGroup } from '../metric-points.ts';
import { GrpcRefusal, openChannel, unimplemented, type GrpcChannel } from './grpc-channel.ts';
import { readUpdate } from './read-update.ts';
import { ResourceMemory } from './resource-memory.ts';
import { TaskMemory } from './task-memory.ts';
import { plausible, statsItem, taskItem, taskMetrics } from './task-records.ts';
import { fieldsOf, numberOf } from './wire.ts';

const service = '/rs.tokio.console.instrument.Instrument';
/** The server keeps its first message below 4 MiB. */
const maxMessageBytes = 16 * 1024 ** 2;
const second = 1_000_000_000n;
/** A little less than a second, so that a program that publishes each second is told each time. */
const pace = 900_000_000n;
const repeatNanos = BigInt(taskRepeatSeconds) * second;
const limits = { whole: 2000, changed: 2000, repeated: 400, waiting: 20_000, repeatNanos };
const tasksPerItem = 500;

export async function collectTokioConsole(parts: CollectorParts<'tokio-console'>): Promise<'again'> {
  const { collector, emit, signal, now, lost, memory: kept } = parts;
  const name = collector.service || collector.name;
  const channel = openChannel({
    url: new URL(collector.url),
    headers: connectionHeaders(collector),
    maxMessageBytes,
    signal,
  });
  const metadata = new Map();
  const over = (kept.get('over') as Set<string> | undefined) ?? new Set();
  kept.set('over', over);
  const tasks = new TaskMemory(over);
  const resources = new ResourceMemory();
  const start = now();
  let toldAt = 0n;
  let before: Parameters<typeof taskMetrics>[3];
  let dropped = 0;
  let said = '';
  let leftPlaces = 0;
  let state = '';
  try {
    for await (const bytes of channel.messages(`${service}/WatchUpdates`)) {
      const update = readUpdate(bytes, metadata);
      const observed = now();
      const at = plausible(update.now, observed) ? update.now : observed;
      if (toldAt === 0n) {
        await emit([eventGroup(name, [connection(TaskEvent.connected, at, `connected to ${collector.url}`)])]);
        void watchState(channel);
      }
      tasks.take(update.tasks);
      resources.take(update.resources, update.asyncOps);
      dropped += update.tasks.dropped + update.resources.dropped + update.asyncOps.dropped;
      if (at - toldAt >= pace) await tell(at);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    channel.close();
    if (toldAt > 0n)
      await emit([eventGroup(name, [connection(TaskEvent.disconnected, toldAt + 1n, 'no longer connected')])]);
  }
  return 'again';

  async function tell(at: bigint): Promise<void> {
    toldAt = at;
    const observed = now();
    const { whole, changed, waiting, left } = tasks.tell(at, limits);
    const items = whole.map((task) => taskItem(task, unixNanos(at), observed));
    for (let i = 0; i < changed.length; i += tasksPerItem)
      items.push(statsItem(changed.slice(i, i + tasksPerItem), unixNanos(at), observed));
    const told = resources.tell(at, repeatNanos, observed);
    if (told !== undefined) items.push(told);
    const { metrics, counts } = taskMetrics(tasks, at, start, before);
    before = counts;
    await emit([...(items.length > 0 ? [eventGroup(name, items)] : []), metricGroup(resourceNamed(name), metrics)]);
    if (dropped > 0)
      lost(dropped, 'the program had no room for all events of its tasks (TOKIO_CONSOLE_BUFFER_CAPACITY)');
    dropped = 0;
    if (left > 0) lost(left, `more than ${limits.whole} tasks per second began and ended`);
    if (resources.left > leftPlaces) lost(resources.left - leftPlaces, 'resources of more places than are kept');
    leftPlaces = resources.left;
    const live = [...tasks.live()].length;
    parts.connected([
      { name: 'Live tasks', value: String(live) },
      { name: 'Ended', value: String(tasks.ended) },
    ]);
    const slow = waiting > limits.changed ? `${waiting} tasks wait for their turn: each is told every few seconds` : '';
    const words = [state, slow].filter((one) => one !== '').join('; ');
    if (words !== said) parts.note(words);
    said = words;
  }

  function connection(event: string, at: bigint, body: string) {
    const attributes = [{ key: 'server.address', value: new URL(collector.url).host }];
    return eventItem({ name: event, time: unixNanos(at), observed: now(), severity: 9, body, attributes });
  }

  /** Older servers do not know the question: they are always live. */
  async function watchState(open: GrpcChannel): Promise<void> {
    try {
      for await (const bytes of open.messages(`${service}/WatchState`)) {
        const paused = fieldsOf(bytes).some((field) => field.number === 1 && numberOf(field) === 1n);
        state = paused ? 'paused by a console that is connected to the program' : '';
        if (state !== said) parts.note(state);
        said = state;
      }
    } catch (error) {
      // When the connection breaks, the updates end too and say so.
      if (error instanceof GrpcRefusal && error.code !== unimplemented) parts.note(error.reason);
    }
  }
}
