// Which sessions a StreamKit server has, over reconnects: what began, ended, or went on unseen becomes events.
import type { LogItem } from '../../../contract/otlp-records.ts';
import { SessionEvent } from '../../../contract/session-keys.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import type { KeptLife, KeptPlace } from '../kept-places.ts';
import { eventItem } from '../../../contract/event-records.ts';

export interface ListedSession {
  readonly id: string;
  readonly name: string;
  /** When it was created; `undefined` where that is not said. */
  readonly createdAt: UnixNanos | undefined;
}

interface Left {
  readonly engine: string;
  /** When the worker before the one that wrote it died. */
  readonly since: string;
  readonly url: string;
  readonly sessions: readonly string[];
}

function leftOf(text: string | undefined): Left {
  try {
    const { engine = '', since = '', url = '', sessions = [] } = JSON.parse(text ?? '{}') as Partial<Left>;
    return { engine, since, url, sessions: sessions.filter((id) => typeof id === 'string') };
  } catch {
    return { engine: '', since: '', url: '', sessions: [] };
  }
}

/** A session that is younger than this when it is listed is taken for heard from its beginning. */
const lateNanos = 1e9;

export class KnownSessions {
  readonly #sessions = new Set<string>();
  /** Ended while the list was on its way, which may still name them. */
  readonly #ended = new Set<string>();
  /** When the connection was lost. */
  #lostAt: UnixNanos | undefined;

  /** Those of a worker that died while this engine ran; in another engine, which has another run, all are new. */
  static leftBy({ text, engine, brokenOffAt }: KeptPlace, url: string): KnownSessions {
    const known = new KnownSessions();
    const left = leftOf(text);
    if (brokenOffAt === undefined || left.engine !== engine || left.url !== url) return known;
    // This worker itself wrote it: nothing was broken off since.
    if (left.since === String(brokenOffAt)) return known;
    for (const id of left.sessions) known.#sessions.add(id);
    known.#lostAt = brokenOffAt;
    return known;
  }

  /** For `leftBy`. */
  text({ engine, brokenOffAt }: KeptLife, url: string): string {
    return JSON.stringify({ engine, since: String(brokenOffAt), url, sessions: [...this.#sessions] });
  }

  get size(): number {
    return this.#sessions.size;
  }

  has(id: string): boolean {
    return this.#sessions.has(id);
  }

  began(id: string): void {
    this.#sessions.add(id);
  }

  ended(id: string): void {
    this.#sessions.delete(id);
    this.#ended.add(id);
  }

  /** A connection begins. */
  begin(): void {
    this.#ended.clear();
  }

  lost(now: UnixNanos): void {
    this.#lostAt ??= now;
  }

  /** What the list of a new connection tells, compared with what was known. A session that is new here has a past. */
  listed(all: readonly ListedSession[], now: UnixNanos): LogItem[] {
    const sessions = all.filter(({ id }) => !this.#ended.has(id));
    const there = new Set(sessions.map(({ id }) => id));
    const lostAt = this.#lostAt;
    this.#lostAt = undefined;
    const items: LogItem[] = [];
    const add = (
      name: string,
      session: string,
      time: UnixNanos,
      body: string,
      more: readonly Attribute[] = [],
    ): void => {
      const attributes = [{ key: 'session.id', value: session }, ...more];
      items.push(
        eventItem({ name, time, observed: now, severity: name === SessionEvent.gap ? 13 : 9, body, attributes }),
      );
    };
    const addGap = (session: string, since: UnixNanos, words: string): void => {
      const seconds = Number(now - since) / 1e9;
      if (seconds <= 0) return;
      const body = `${words} ${seconds.toFixed(1)} s; what was sent meanwhile is missing`;
      add(SessionEvent.gap, session, now, body, [{ key: 'gap.seconds', value: seconds }]);
    };
    for (const id of this.#sessions) {
      if (lostAt === undefined) continue;
      addGap(id, lostAt, 'not connected for');
      if (there.has(id)) continue;
      add(SessionEvent.ended, id, now, 'it was gone when the connection was back');
      this.#sessions.delete(id);
    }
    for (const { id, name, createdAt } of sessions) {
      if (this.#sessions.has(id)) continue;
      this.#sessions.add(id);
      add(SessionEvent.began, id, createdAt ?? now, name, [{ key: 'streamkit.joined_late', value: true }]);
      if (createdAt !== undefined && Number(now - createdAt) > lateNanos)
        addGap(id, createdAt, 'it went on before it was heard, for');
    }
    return items;
  }
}
