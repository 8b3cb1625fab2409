// profiles.marks: what time axes show of a run's profiles.
import { profileKinds, type ProfileKind } from '../../../contract/profiles/kinds.ts';
import type { ProfileMarks, ProfileMarksRequest } from '../../../contract/profiles/marks.ts';
import { hasProfiles } from '../../store/profile-file.ts';
import type { RunReader } from '../../store/reader-face.ts';
import { microsOf } from './profile-rows.ts';

interface Row {
  readonly profile: number;
  readonly kind: ProfileKind;
  readonly name: string;
  readonly service: string | null;
  readonly start_us: number;
  readonly duration_ns: number;
  readonly timed: number;
}

const overlapping = 'FROM profiles WHERE start_us <= ? AND start_us + duration_ns / 1000 >= ?';

export function profilesMarks(reader: RunReader, { from, to, limit }: ProfileMarksRequest): ProfileMarks {
  reader.refresh();
  const { db } = reader;
  const values = [microsOf(to), microsOf(from)];
  const rows = hasProfiles(db)
    ? (db
        .prepare(
          `SELECT profile, kind, name, json_extract(services, '$[0]') AS service, start_us, duration_ns, timed OR origin <> 'file' AS timed ${overlapping} ORDER BY start_us DESC, profile DESC LIMIT ?`,
        )
        .all(...values, limit) as Row[])
    : [];
  const texts = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const oldestFirst = rows.toReversed();
  return {
    total:
      rows.length < limit
        ? rows.length
        : (db
            .prepare(`SELECT count(*) ${overlapping}`)
            .pluck()
            .get(...values) as number),
    profile: Float64Array.from(oldestFirst, ({ profile }) => profile),
    start: Float64Array.from(oldestFirst, ({ start_us }) => start_us / 1000),
    duration: Float64Array.from(oldestFirst, ({ duration_ns }) => duration_ns / 1e6),
    timed: Uint8Array.from(oldestFirst, ({ timed }) => timed),
    kind: Uint8Array.from(oldestFirst, ({ kind }) => Math.max(0, profileKinds.indexOf(kind))),
    name: Uint32Array.from(oldestFirst, ({ name }) => numberOf(name)),
    service: Uint32Array.from(oldestFirst, ({ service }) => numberOf(service ?? '')),
    texts: [...texts.keys()],
  };
}
