// profiles.ofInterval: which profiles have to do with the time of a span.
import { bytesOfHex } from '../../../contract/ids.ts';
import type { RequestOf } from '../../../contract/methods.ts';
import type { IntervalProfile, StoredProfile } from '../../../contract/profiles/list.ts';
import type { RunReader } from '../../store/reader-face.ts';
import { microsOf, selectProfiles } from './profile-rows.ts';

type Interval = RequestOf<'profiles.ofInterval'>;

const lookedAt = 500;

export function profilesOfInterval(
  reader: RunReader,
  request: Interval,
): { readonly profiles: readonly IntervalProfile[] } {
  reader.refresh();
  const [from, to] = [microsOf(request.from), microsOf(request.to)];
  const found = new Map<number, StoredProfile>();
  const add = (profiles: readonly StoredProfile[]): void => {
    for (const one of profiles) found.set(one.profile, one);
  };
  add(
    selectProfiles(
      reader,
      'WHERE start_us <= ? AND start_us + duration_ns / 1000 >= ? ORDER BY start_us DESC LIMIT ?',
      [to, from, lookedAt],
    ),
  );
  // What a state was before and became after tells what the interval changed.
  const before = 'WHERE duration_ns = 0 AND start_us < ? ORDER BY start_us DESC LIMIT ?';
  const after = 'WHERE duration_ns = 0 AND start_us > ? ORDER BY start_us LIMIT ?';
  add(firstOfEach(selectProfiles(reader, before, [from, lookedAt])));
  add(firstOfEach(selectProfiles(reader, after, [to, lookedAt])));
  const { linked, ofSpan } = linkedTo(reader, request);
  add(linked);
  const isLinked = new Set(linked.map(({ profile }) => profile));
  const { service } = request;
  const overlap = ({ start, durationNanos }: StoredProfile): number =>
    Math.min(to, microsOf(start) + durationNanos / 1000) - Math.max(from, microsOf(start));
  const rank = (one: StoredProfile): number =>
    (ofSpan.has(one.profile) ? 4 : 0) +
    (isLinked.has(one.profile) ? 2 : 0) +
    (service !== undefined && one.services.includes(service) ? 1 : 0);
  const profiles = [...found.values()]
    // A profile of another service says nothing of this one; one of an unknown service may be its own.
    .filter((one) => service === undefined || one.services.length === 0 || rank(one) > 0)
    .toSorted((a, b) => rank(b) - rank(a) || overlap(b) - overlap(a) || a.profile - b.profile)
    .slice(0, request.limit)
    .map((stored) => ({ stored, linked: isLinked.has(stored.profile), ofSpan: ofSpan.has(stored.profile) }));
  return { profiles };
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
  const ofBoth = 'WHERE profile IN (SELECT profile FROM profile_spans WHERE trace_id = ? AND span_id = ?) LIMIT ?';
  const own = span === undefined ? [] : selectProfiles(reader, ofBoth, [trace, span, lookedAt]);
  return {
    linked: selectProfiles(reader, ofTrace, [trace, lookedAt]),
    ofSpan: new Set(own.map(({ profile }) => profile)),
  };
}

function firstOfEach(profiles: readonly StoredProfile[]): readonly StoredProfile[] {
  const first = new Map<string, StoredProfile>();
  for (const one of profiles) {
    const key = `${one.kind}\n${one.services.join('\n')}\n${one.series}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}
