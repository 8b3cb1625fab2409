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
  const linked = new Set<number>();
  const trace = request.traceId === undefined ? undefined : bytesOfHex(request.traceId);
  if (trace !== undefined)
    for (const one of selectProfiles(
      reader,
      'WHERE profile IN (SELECT profile FROM profile_traces WHERE trace_id = ?) LIMIT ?',
      [trace, lookedAt],
    )) {
      linked.add(one.profile);
      found.set(one.profile, one);
    }
  const { service } = request;
  const overlap = ({ start, durationNanos }: StoredProfile): number =>
    Math.min(to, microsOf(start) + durationNanos / 1000) - Math.max(from, microsOf(start));
  const rank = (one: StoredProfile): number =>
    (linked.has(one.profile) ? 2 : 0) + (service !== undefined && one.services.includes(service) ? 1 : 0);
  const profiles = [...found.values()]
    // A profile of another service says nothing of this one; one of an unknown service may be its own.
    .filter((one) => service === undefined || one.services.length === 0 || rank(one) > 0)
    .toSorted((a, b) => rank(b) - rank(a) || overlap(b) - overlap(a) || a.profile - b.profile)
    .slice(0, request.limit)
    .map((stored) => ({ stored, linked: linked.has(stored.profile) }));
  return { profiles };
}

function firstOfEach(profiles: readonly StoredProfile[]): readonly StoredProfile[] {
  const first = new Map<string, StoredProfile>();
  for (const one of profiles) {
    const key = `${one.kind}\n${one.services.join('\n')}\n${one.series}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}
