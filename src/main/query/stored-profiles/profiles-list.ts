// profiles.list: a page of a run's profiles, newest first, and what there is to filter by.
import type { ProfileKind } from '../../../contract/profiles/kinds.ts';
import type { ProfileListAnswer, ProfileListRequest, StoredProfile } from '../../../contract/profiles/list.ts';
import { hasProfiles } from '../../store/profile-file.ts';
import type { RunReader } from '../../store/reader-face.ts';
import { microsOf, selectProfiles, type Values } from './profile-rows.ts';

const nothing: ProfileListAnswer = { profiles: [], captures: [], total: 0, all: 0, kinds: [], services: [] };
const mostServices = 500;

export function profilesList(reader: RunReader, request: ProfileListRequest): ProfileListAnswer {
  reader.refresh();
  const { db } = reader;
  if (!hasProfiles(db)) return nothing;
  const matching = conditionsOf(request);
  const { values } = matching;
  const sql = request.grouped === true ? newestOfSeries(matching.sql) : matching.sql;
  const profiles = selectProfiles(reader, `${sql} ORDER BY ${newestFirst} LIMIT ? OFFSET ?`, [
    ...values,
    request.limit,
    request.offset,
  ]);
  return {
    profiles,
    captures: request.grouped === true ? capturesOf(db, profiles, matching) : profiles.map(() => 1),
    total: db
      .prepare(`SELECT count(*) FROM profiles ${sql}`)
      .pluck()
      .get(...values) as number,
    all: db.prepare('SELECT count(*) FROM profiles').pluck().get() as number,
    kinds: db.prepare('SELECT kind, count(*) AS count FROM profiles GROUP BY kind ORDER BY kind').all() as {
      kind: ProfileKind;
      count: number;
    }[],
    services: db
      .prepare(
        `SELECT value AS service, count(*) AS count FROM profiles, json_each(services) GROUP BY value ORDER BY count(*) DESC, value LIMIT ${mostServices}`,
      )
      .all() as { service: string; count: number }[],
  };
}

const newestFirst = 'start_us DESC, start_ns DESC, profile DESC';

/** A profile without a series is one of its own. @param sql which profiles */
function newestOfSeries(sql: string): string {
  return `WHERE profile IN (SELECT profile FROM (SELECT profile, row_number() OVER (
    PARTITION BY CASE series WHEN '' THEN 'alone ' || profile ELSE 'series ' || series END ORDER BY ${newestFirst}
  ) AS place FROM profiles ${sql}) WHERE place = 1)`;
}

function capturesOf(
  db: RunReader['db'],
  profiles: readonly StoredProfile[],
  { sql, values }: Conditions,
): readonly number[] {
  const rows = db
    .prepare(
      `SELECT series, count(*) AS count FROM profiles ${sql} ${sql === '' ? 'WHERE' : 'AND'} series IN (SELECT value FROM json_each(?)) GROUP BY series`,
    )
    .all(...values, JSON.stringify(profiles.map(({ series }) => series))) as { series: string; count: number }[];
  const counts = new Map(rows.map(({ series, count }) => [series, count]));
  return profiles.map(({ series }) => (series === '' ? 1 : (counts.get(series) ?? 1)));
}

interface Conditions {
  readonly sql: string;
  readonly values: Values;
}

function conditionsOf({ from, to, kind, service, series, text }: ProfileListRequest): Conditions {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, ...given: readonly (string | number)[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (from !== undefined) add('start_us + duration_ns / 1000 >= ?', microsOf(from));
  if (to !== undefined) add('start_us <= ?', microsOf(to));
  if (kind !== undefined) add('kind = ?', kind);
  if (service !== undefined) add('EXISTS (SELECT 1 FROM json_each(services) WHERE value = ?)', service);
  if (series !== undefined) add('series = ?', series);
  const words = text.trim();
  // `services` is JSON, which is near enough to what one types.
  if (words !== '')
    add(
      '(instr(lower(name), lower(?)) > 0 OR instr(lower(source), lower(?)) > 0 OR instr(lower(services), lower(?)) > 0)',
      words,
      words,
      words,
    );
  return { sql: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, values };
}
