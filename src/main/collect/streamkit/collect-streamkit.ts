// StreamKit: sessions and pipelines are asked for once, then everything is heard. Events are stored in small batches; while
// the run is busy the socket is not read, so that the server's own limits decide what is dropped.
import type { LogItem } from '../../../contract/otlp-records.ts';
import type { MetricRecord } from '../../../contract/metric-records.ts';
import { unixNanosOfIso } from '../../../contract/iso-time.ts';
import { valueOfJson } from '../../../contract/value-of-json.ts';
import type { CollectorParts } from '../collector.ts';
import { connectionHeaders } from '../connection-headers.ts';
import { eventGroup, eventItem, resourceNamed } from '../event-records.ts';
import { metricGroup } from '../metric-points.ts';
import { openSocket } from '../web-socket.ts';
import { controlSocket, type ControlSocket, type Payload } from './control-socket.ts';
import { recordOf } from './event-records.ts';
import { KnownSessions, type ListedSession } from './known-sessions.ts';
import { NodeStats } from './node-stats.ts';

const path = '/api/v1/control';
const maxFrameBytes = 16 * 1024 ** 2;
/** Events that are stored together, and milliseconds after which those that are there are. */
const batchItems = 500;
const batchMillis = 40;

export async function collectStreamkit(parts: CollectorParts<'streamkit'>): Promise<'again'> {
  const { collector, connected, emit, lost, memory, note, now, signal } = parts;
  const service = collector.service || 'skit';
  const resource = resourceNamed(service);
  const known = remembered(memory, 'sessions', () => new KnownSessions());
  const stats = remembered(memory, 'stats', () => new NodeStats());
  const url = new URL(collector.url);
  if (!url.pathname.endsWith(path)) url.pathname = url.pathname.replace(/\/$/, '') + path;
  const socket = await openSocket({ url, headers: connectionHeaders(collector), maxFrameBytes, signal });
  const control = controlSocket(socket);
  let items: LogItem[] = [];
  let metrics: MetricRecord[] = [];
  let storing: Promise<void> = Promise.resolve();
  let garbage = 0;

  function flush(): Promise<void> {
    if (items.length + metrics.length === 0) return storing;
    const groups = [
      ...(items.length > 0 ? [{ ...eventGroup(service, items), resource }] : []),
      ...(metrics.length > 0 ? [metricGroup(resource, metrics)] : []),
    ];
    items = [];
    metrics = [];
    storing = storing.then(() => emit(groups));
    return storing;
  }
  const timer = setInterval(() => void flush(), batchMillis);

  function take(event: string, payload: Payload): Promise<void> | undefined {
    const session = typeof payload['session_id'] === 'string' ? payload['session_id'] : '';
    if (event === 'nodestatsupdated') metrics.push(...stats.metricsOf(payload, now()));
    const item = recordOf(event, payload, now());
    if (item !== undefined) items.push(item);
    if (event === 'sessioncreated') known.began(session);
    if (event === 'sessiondestroyed') {
      known.ended(session);
      stats.forget(session);
    }
    return items.length >= batchItems ? flush() : undefined;
  }

  try {
    const heard = control.run(take, (why) => {
      garbage += 1;
      note(`${garbage} frames could not be understood; the last one: ${why}`);
      lost(1, why);
    });
    // Its failure is what ends the collector; until then it is waited for below.
    heard.catch(() => undefined);
    await Promise.race([welcome(control), heard.then(() => undefined)]);
    await heard;
    return 'again';
  } finally {
    clearInterval(timer);
    known.lost(now());
    await flush();
    socket.close();
  }

  async function welcome(to: ControlSocket): Promise<void> {
    const listed = sessionsOf(await to.ask('listsessions'));
    items.push(...known.listed(listed, now()));
    connected([{ name: 'sessions', value: String(listed.length) }]);
    for (const { id } of listed) {
      if (signal.aborted) return;
      const { pipeline } = await to.ask('getpipeline', { session_id: id });
      items.push(
        eventItem({
          name: 'streamkit.pipeline',
          time: now(),
          observed: now(),
          severity: 9,
          body: 'pipeline of the session',
          attributes: [
            { key: 'session.id', value: id },
            { key: 'streamkit.pipeline', value: valueOfJson(pipeline) },
          ],
        }),
      );
    }
  }
}

function sessionsOf({ sessions }: Payload): ListedSession[] {
  if (!Array.isArray(sessions)) return [];
  return sessions.flatMap((one: unknown): ListedSession[] => {
    if (typeof one !== 'object' || one === null || !('id' in one) || typeof one.id !== 'string') return [];
    const name = 'name' in one && typeof one.name === 'string' ? one.name : '';
    const createdAt =
      'created_at' in one && typeof one.created_at === 'string' ? unixNanosOfIso(one.created_at) : undefined;
    return [{ id: one.id, name, createdAt }];
  });
}

function remembered<T>(memory: Map<string, unknown>, key: string, make: () => T): T {
  const found = memory.get(key) as T | undefined;
  if (found !== undefined) return found;
  const made = make();
  memory.set(key, made);
  return made;
}
