// Jobs of OmniRT: each of those that the source names is followed to its end. The server has no list of jobs.
import { CollectFailure, type CollectorParts } from '../collector.ts';
import { followJob, type JobPlace } from './follow-job.ts';
import { omnirtServer } from './omnirt-server.ts';
import { pause } from '../pause.ts';

type Places = Record<string, JobPlace>;

/** Milliseconds before the stream of a job that goes on is opened again. */
const pace = 500;
const healthPace = 15_000;

export async function collectOmnirt(parts: CollectorParts<'omnirt'>): Promise<'again' | 'finished'> {
  const { collector, connected, emit, lost, note, now, place } = parts;
  // What one job meets, such as a wrong key, ends them all.
  const ending = new AbortController();
  const signal = AbortSignal.any([parts.signal, ending.signal]);
  const server = omnirtServer(collector, signal);
  const service = collector.service || 'omnirt';
  const places = placesOf(place.text);
  const states = new Map<string, string>();
  if (collector.jobs.length === 0) {
    note('No job is followed yet: name one by its id.');
    while (!signal.aborted) {
      if ((await server.json('/healthz')) === undefined)
        throw new CollectFailure('it has no /healthz', 'Is this OmniRT, and its base address?', { lasting: true });
      connected();
      await pause(healthPace, signal);
    }
    return 'again';
  }
  const unknown: string[] = [];
  await Promise.all(
    collector.jobs.map((id) =>
      follow(id).catch((error: unknown) => {
        if (!signal.aborted) ending.abort(error);
      }),
    ),
  );
  if (ending.signal.aborted && !parts.signal.aborted) throw ending.signal.reason;
  if (signal.aborted) return 'again';
  if (unknown.length > 0)
    throw new CollectFailure(
      `it does not know job ${unknown.join(', ')}`,
      'Ids are those of the answer to the request (`id`); jobs of a server that was restarted are gone.',
      { lasting: true },
    );
  return 'finished';

  async function follow(id: string): Promise<void> {
    for (;;) {
      const before = Object.hasOwn(places, id) ? places[id] : undefined;
      if (before?.over === true) {
        tell(id, 'over');
        return;
      }
      const outcome = await followJob(id, before, server, {
        emit,
        lost(count, why) {
          if (count > 0) lost(count, why);
          else note(`Job ${id}: ${why}`);
        },
        now,
        signal,
        service,
        keep(reached) {
          places[id] = reached;
          place.set(JSON.stringify(places));
        },
        state: (state) => tell(id, state),
      });
      if (outcome === 'unknown') unknown.push(id);
      if (outcome !== 'open' || signal.aborted) return;
      await pause(pace, signal);
    }
  }

  function tell(id: string, state: string): void {
    if (states.get(id) === state) return;
    states.set(id, state);
    connected([...states].map(([name, value]) => ({ name, value })));
  }
}

function placesOf(text: string | undefined): Places {
  try {
    const found: unknown = JSON.parse(text ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Places) : {};
  } catch {
    return {};
  }
}
