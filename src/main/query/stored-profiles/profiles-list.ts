// profiles.list: a page of a run's profiles, newest first, and what there is to filter by.
import type { ProfileKind } from '../../../contract/profiles/kinds.ts';
import type { ProfileListAnswer, ProfileListRequest } from '../../../contract/profiles/list.ts';
import { hasProfiles } from '../../store/profile-file.ts';
import type { RunReader } from '../../store/reader-face.ts';
import { microsOf, selectProfiles, type Values } from './profile-rows.ts';

const nothing: ProfileListAnswer = { profiles: [], total: 0, all: 0, kinds: [], services: [] };
const mostServices = 500;

export function profilesList(reader: RunReader, request: ProfileListRequest): ProfileListAnswer {
  reader.refresh();
  const { db } = reader;
  if (!hasProfiles(db)) return nothing;
  const { sql, values } = conditionsOf(request);
  return {
    profiles: selectProfiles(reader, `${sql} ORDER BY start_us DESC, start_ns DESC, profile DESC LIMIT ? OFFSET ?`, [
      ...values,
      request.limit,
      request.offset,
    ]),
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

function conditionsOf({ from, to, kind, service, series, text }: ProfileListRequest): {
  readonly sql: string;
  readonly values: Values;
} {
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
