// StreamKit: sessions and pipelines are asked for once, then everything is heard. Events are stored in small batches; while
// the run is busy the socket is not read, so that the server's own limits decide what is dropped.
import type { LogItem } from '../../../contract/otlp-records.ts';
import { unixNanos } from '../../../contract/time.ts';
import { CollectFailure, type CollectorParts } from '../collector.ts';
import { connectionHeaders } from '../connection-headers.ts';
import { openSocket } from '../web-socket.ts';
import { controlSocket, type Payload } from './control-socket.ts';
import { recordOf, timeOf } from './event-records.ts';
import { KnownSessions } from './known-sessions.ts';
import { NodeStats } from './node-stats.ts';
import { listedSessions, pipelineRecords } from './pipeline-records.ts';
import { PipelineWatch } from './pipeline-watch.ts';
import { RecordBatch } from './record-batch.ts';

const path = '/api/v1/control';
/** Events after which a session has another pipeline. */
const rebuilding: ReadonlySet<string> = new Set([
  'sessioncreated',
  'nodeadded',
  'noderemoved',
  'connectionadded',
  'connectionremoved',
]);
const maxFrameBytes = 16 * 1024 ** 2;
/** Milliseconds after which what is there is stored, and between pings. */
const batchMillis = 40;
const pingMillis = 10_000;

export async function collectStreamkit(parts: CollectorParts<'streamkit'>): Promise<'again'> {
  const { collector, connected, emit, lost, memory, note, now, place, signal } = parts;
  const known = remembered(memory, 'sessions', () => KnownSessions.leftBy(place, collector.url));
  const stats = remembered(memory, 'stats', () => new NodeStats());
  const url = new URL(collector.url);
  if (!url.pathname.endsWith(path)) url.pathname = url.pathname.replace(/\/$/, '') + path;
  const socket = await openSocket({ url, headers: connectionHeaders(collector), maxFrameBytes, pingMillis, signal });
  const control = controlSocket(socket);
  const batch = new RecordBatch(collector.service || 'skit', emit);
  const garbage = { all: 0, untold: 0, why: '' };
  const pipelines = new PipelineWatch((session) => void askPipeline(session, (items) => items.slice(0, 1)));
  let over = false;

  function flush(): void {
    void batch.flush();
    if (garbage.untold === 0) return;
    lost(garbage.untold, garbage.why);
    note(`${garbage.all} frames could not be understood; the last one: ${garbage.why}`);
    garbage.untold = 0;
  }

  function take(event: string, payload: Payload, size: number): Promise<void> | undefined {
    const session = typeof payload['session_id'] === 'string' ? payload['session_id'] : '';
    const item = recordOf(event, payload, now());
    const metrics = event === 'nodestatsupdated' ? stats.metricsOf(payload, timeOf(payload, now())) : [];
    batch.add(item === undefined ? [] : [item], metrics, size);
    if (rebuilding.has(event)) pipelines.changed(session);
    if (event === 'sessioncreated') {
      known.began(session);
      tellSessions();
    }
    if (event === 'sessiondestroyed') {
      known.ended(session);
      pipelines.forget(session);
      stats.forget(session);
      tellSessions();
    }
    return batch.full ? batch.flush() : undefined;
  }

  function tellSessions(): void {
    connected([{ name: 'sessions', value: String(known.size) }]);
    place.set(known.text(place, collector.url));
  }

  async function welcome(): Promise<void> {
    const listed = listedSessions(await control.ask('listsessions'));
    batch.add(known.listed(listed, now()));
    stats.keep((session) => known.has(session));
    tellSessions();
    for (const { id } of listed) {
      if (over) return;
      await askPipeline(id);
    }
  }

  /** One that ended meanwhile, or that this role may not see, is no reason to hear nothing of the others. */
  async function askPipeline(
    session: string,
    wanted: (items: readonly LogItem[]) => readonly LogItem[] = (items) => items,
  ): Promise<void> {
    const answer = await control.ask('getpipeline', { session_id: session }).catch((error: unknown) => {
      if (!over) note(`no pipeline of session ${session}: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (answer !== undefined && !over) batch.add(wanted(pipelineRecords(session, answer, now())));
  }

  const timer = setInterval(flush, batchMillis);
  known.begin();
  try {
    const heard = control.run({
      event: take,
      garbage(why) {
        garbage.all += 1;
        garbage.untold += 1;
        garbage.why = why;
      },
      complaint: note,
    });
    // Its failure is what ends the collector; until then it is waited for below.
    heard.catch(() => undefined);
    await Promise.race([welcome(), heard]);
    await heard;
    throw new CollectFailure(`${url.host} closed the connection`, 'It is tried again.');
  } finally {
    over = true;
    clearInterval(timer);
    pipelines.close();
    const silent = socket.silentMillis();
    known.lost(silent > 2 * pingMillis ? unixNanos(now() - BigInt(Math.round(silent)) * 1_000_000n) : now());
    flush();
    await batch.flush();
    socket.close();
  }
}

function remembered<T>(memory: Map<string, unknown>, key: string, make: () => T): T {
  const found = memory.get(key) as T | undefined;
  if (found !== undefined) return found;
  const made = make();
  memory.set(key, made);
  return made;
}
