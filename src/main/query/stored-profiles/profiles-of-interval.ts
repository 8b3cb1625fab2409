// profiles.ofInterval: which profiles have to do with the time of a span.
import { bytesOfHex } from '../../../contract/ids.ts';
import type { RequestOf } from '../../../contract/methods.ts';
import type { IntervalProfiles, StoredProfile } from '../../../contract/profiles/list.ts';
import { hasProfiles } from '../../store/profile-file.ts';
import type { RunReader } from '../../store/reader-face.ts';
import { microsOf, selectProfiles } from './profile-rows.ts';

type Interval = RequestOf<'profiles.ofInterval'>;

const lookedAt = 500;
/** Microseconds before and after the interval in which states still say something about it. */
const near = 600_000_000;
/** A file without a time lies where it was brought, which says nothing about when it was recorded. */
const timeless = "timed = 0 AND origin = 'file'";

export function profilesOfInterval(reader: RunReader, request: Interval): IntervalProfiles {
  reader.refresh();
  const { from, to, service } = request;
  const { linked, ofSpan } = linkedTo(reader, request);
  const isLinked = new Set(linked.map(({ profile }) => profile));
  const recordings = selectProfiles(
    reader,
    `WHERE duration_ns > 0 AND start_us <= ? AND start_us + duration_ns / 1000 >= ? AND NOT (${timeless}) ORDER BY start_us DESC LIMIT ?`,
    [microsOf(to), microsOf(from), lookedAt],
  );
  const found = new Map([...recordings, ...statesAround(reader, request), ...linked].map((one) => [one.profile, one]));
  const overlap = ({ start, durationNanos }: StoredProfile): number =>
    Math.min(microsOf(to), microsOf(start) + durationNanos / 1000) - Math.max(microsOf(from), microsOf(start));
  const rank = (one: StoredProfile): number =>
    (ofSpan.has(one.profile) ? 4 : 0) +
    (isLinked.has(one.profile) ? 2 : 0) +
    (service !== undefined && one.services.includes(service) ? 1 : 0);
  const best = (a: StoredProfile, b: StoredProfile): number =>
    rank(b) - rank(a) || overlap(b) - overlap(a) || a.profile - b.profile;
  const profiles = [...found.values()]
    // A profile of another service says nothing of this one; one of an unknown service may be its own.
    .filter((one) => service === undefined || one.services.length === 0 || rank(one) > 0)
    // States are few, two of a series; however many recordings there are, they have their place.
    .toSorted((a, b) => rank(b) - rank(a) || isState(b) - isState(a) || best(a, b))
    .slice(0, request.limit)
    .toSorted(best)
    .map((stored) => ({ stored, linked: isLinked.has(stored.profile), ofSpan: ofSpan.has(stored.profile) }));
  return { profiles, timeless: timelessOf(reader, service) };
}

/**
 * Of each series of states the last before the interval and the first after it, which tell what it changed; the first or last
 * within it where there is none. States that stand alone: those within it and the nearest ones.
 */
function statesAround(reader: RunReader, request: Interval): readonly StoredProfile[] {
  const [from, to] = [microsOf(request.from), microsOf(request.to)];
  const states = (condition: string, ascending: boolean, ends: readonly [number, number]): readonly StoredProfile[] =>
    selectProfiles(
      reader,
      `WHERE duration_ns = 0 AND ${condition} AND NOT (${timeless}) ORDER BY start_us ${ascending ? '' : 'DESC'} LIMIT ?`,
      [...ends, lookedAt],
    );
  const within = 'start_us >= ? AND start_us <= ?';
  const before = firstOfEach(states('start_us >= ? AND start_us < ?', false, [from - near, from]));
  const after = firstOfEach(states('start_us > ? AND start_us <= ?', true, [to, to + near]));
  const oldest = states(within, true, [from, to]);
  const newest = states(within, false, [from, to]);
  const alone = newest.filter(({ series }) => series === '');
  const followed = (profiles: readonly StoredProfile[]): ReadonlyMap<string, StoredProfile> =>
    firstOfEach(profiles.filter(({ series }) => series !== ''));
  // What lies outside stands for its series, else what lies within.
  return [
    ...new Map([...followed(oldest), ...before]).values(),
    ...new Map([...followed(newest), ...after]).values(),
    ...alone,
  ];
}

function timelessOf({ db }: RunReader, service: string | undefined): number {
  if (!hasProfiles(db)) return 0;
  const own = "(? = '' OR services = '[]' OR EXISTS (SELECT 1 FROM json_each(services) WHERE value = ?))";
  return db
    .prepare(`SELECT count(*) FROM profiles WHERE ${timeless} AND ${own}`)
    .pluck()
    .get(service ?? '', service ?? '') as number;
}

function isState({ durationNanos }: StoredProfile): number {
  return durationNanos === 0 ? 1 : 0;
}

/** Profiles with samples of the trace, and the numbers of those with samples of the span. */
function linkedTo(
  reader: RunReader,
  { traceId, spanId }: Interval,
): { readonly linked: readonly StoredProfile[]; readonly ofSpan: ReadonlySet<number> } {
  const trace = traceId === undefined ? undefined : bytesOfHex(traceId);
  const span = spanId === undefined ? undefined : bytesOfHex(spanId);
  if (trace === undefined) return { linked: [], ofSpan: new Set() };
  const ofTrace = 'WHERE profile IN (SELECT profile FROM profile_spans WHERE trace_id = ?) LIMIT ?';
  // Labels often name the span alone.
  const ofBoth =
    'WHERE profile IN (SELECT profile FROM profile_spans WHERE trace_id IN (?, zeroblob(16)) AND span_id = ?) LIMIT ?';
  const own = span === undefined ? [] : selectProfiles(reader, ofBoth, [trace, span, lookedAt]);
  return {
    linked: [...selectProfiles(reader, ofTrace, [trace, lookedAt]), ...own],
    ofSpan: new Set(own.map(({ profile }) => profile)),
  };
}

function firstOfEach(profiles: readonly StoredProfile[]): ReadonlyMap<string, StoredProfile> {
  const first = new Map<string, StoredProfile>();
  for (const one of profiles) {
    const key = `${one.kind}\n${one.services.join('\n')}\n${one.series}`;
    if (!first.has(key)) first.set(key, one);
  }
  return first;
}
