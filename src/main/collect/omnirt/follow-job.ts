// One job, from what is known of it to its end. Events come by the stream, which replays them all each time: those that
// were taken are counted off. A stream may end before the job does, and that of a finished job never does; so the job
// itself is asked whenever the stream is silent or ends.
import type { LogItem } from '../../../contract/otlp-records.ts';
import type { CollectorParts } from '../collector.ts';
import { eventGroup } from '../../../contract/event-records.ts';
import { eventData } from './event-stream.ts';
import {
  jobFacts,
  reportItem,
  sessionItem,
  spanGroup,
  stageItem,
  type JobFacts,
} from '../../../contract/omnirt-jobs.ts';
import type { Json, OmnirtServer } from './omnirt-server.ts';

export interface JobPlace {
  /** Events that were stored. */
  readonly taken: number;
  readonly over: boolean;
}

interface FollowParts extends Pick<CollectorParts<'omnirt'>, 'emit' | 'lost' | 'now' | 'signal'> {
  readonly service: string;
  /** What was stored; called after it was. */
  readonly keep: (place: JobPlace) => void;
  /** It was found, or its state is another one. */
  readonly state: (state: string) => void;
}

/** Silence after which the job is asked. */
const silence = 3000;
const batchMillis = 40;

/** `unknown` when the server does not know the job, `open` when the stream ended before it. Throws CollectFailure. */
export async function followJob(
  id: string,
  place: JobPlace | undefined,
  server: OmnirtServer,
  { emit, lost, now, signal, service, keep, state }: FollowParts,
): Promise<'over' | 'open' | 'unknown'> {
  const path = `/v1/jobs/${encodeURIComponent(id)}`;
  const found = await server.json(path);
  if (found === undefined) return 'unknown';
  let job: Json = found;
  let facts: JobFacts = jobFacts(id, job);
  let taken = place?.taken ?? 0;
  state(facts.state);
  if (place === undefined) {
    await emit([eventGroup(service, [sessionItem(facts, job, false, now())])]);
    keep({ taken, over: false });
  }
  if (!facts.over) await readStream();
  if (signal.aborted) return 'open';
  await ask();
  if (!facts.over) return 'open';
  await finish();
  return 'over';

  async function ask(): Promise<void> {
    job = (await server.json(path)) ?? job;
    facts = jobFacts(id, job);
    state(facts.state);
  }

  async function store(events: readonly unknown[]): Promise<void> {
    if (events.length === 0) return;
    const items: LogItem[] = [];
    let odd = 0;
    for (const event of events) {
      const item = stageItem(facts, event, now());
      if (item !== undefined) items.push(item);
      else if (!isKeepAlive(event)) odd += 1;
    }
    if (items.length > 0) await emit([eventGroup(service, items)]);
    if (odd > 0) lost(odd, `events of job ${id} are no events of a stage`);
    taken += events.length;
    keep({ taken, over: false });
  }

  async function readStream(): Promise<void> {
    const until = new AbortController();
    let heard = performance.now();
    const skip = taken;
    let seen = 0;
    let waiting: unknown[] = [];
    let storing = Promise.resolve();
    const flush = (): Promise<void> => {
      const events = waiting;
      waiting = [];
      storing = storing.then(() => store(events));
      return storing;
    };
    const timer = setInterval(() => void flush(), batchMillis);
    let asking = false;
    const watch = setInterval(() => {
      if (asking || performance.now() - heard < silence) return;
      asking = true;
      ask()
        .then(() => {
          if (facts.over) until.abort();
        })
        .catch(() => until.abort())
        .finally(() => {
          asking = false;
        });
    }, silence / 3);
    try {
      const stream = await server.stream(`${path}/events`, until.signal);
      for await (const data of eventData(stream)) {
        const event = parsed(data);
        if (isKeepAlive(event)) continue;
        heard = performance.now();
        if (seen++ < skip) continue;
        waiting.push(event ?? data);
        if (waiting.length >= 500) await flush();
      }
    } catch (error) {
      // The job is asked in any case; when the server is gone, that says so.
      if (!until.signal.aborted && !signal.aborted) lost(0, error instanceof Error ? error.message : String(error));
    } finally {
      clearInterval(timer);
      clearInterval(watch);
      until.abort();
      await flush();
    }
  }

  async function finish(): Promise<void> {
    await store(facts.events.slice(taken));
    const trace = await server.json(`${path}/trace`);
    const spans = trace === undefined ? undefined : spanGroup(trace, service);
    await emit([
      ...(spans === undefined ? [] : [spans]),
      eventGroup(service, [reportItem(facts, job, now()), sessionItem(facts, job, true, now())]),
    ]);
    keep({ taken, over: true });
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function isKeepAlive(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'event' in event && event.event === 'keep_alive';
}
