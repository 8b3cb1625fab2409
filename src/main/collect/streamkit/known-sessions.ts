// Which sessions a StreamKit server has, over reconnects: what began, ended, or went on unseen becomes events.
import type { LogItem } from '../../../contract/otlp-records.ts';
import { SessionEvent } from '../../../contract/session-keys.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import type { Attribute } from '../../../contract/values.ts';
import { eventItem } from '../event-records.ts';

export interface ListedSession {
  readonly id: string;
  readonly name: string;
  /** When it was created; `undefined` where that is not said. */
  readonly createdAt: UnixNanos | undefined;
}

export class KnownSessions {
  readonly #sessions = new Set<string>();
  /** When the connection was lost. */
  #lostAt: UnixNanos | undefined;

  get size(): number {
    return this.#sessions.size;
  }

  began(id: string): void {
    this.#sessions.add(id);
  }

  ended(id: string): void {
    this.#sessions.delete(id);
  }

  lost(now: UnixNanos): void {
    this.#lostAt ??= now;
  }

  /** What the list of a new connection tells, compared with what was known. */
  listed(sessions: readonly ListedSession[], now: UnixNanos): LogItem[] {
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
    for (const id of this.#sessions) {
      if (lostAt === undefined) continue;
      const seconds = Number(now - lostAt) / 1e9;
      add(SessionEvent.gap, id, now, `not connected for ${seconds.toFixed(1)} s; what was sent meanwhile is missing`, [
        { key: 'gap.seconds', value: seconds },
      ]);
      if (there.has(id)) continue;
      add(SessionEvent.ended, id, now, 'it was gone when the connection was back');
      this.#sessions.delete(id);
    }
    for (const { id, name, createdAt } of sessions) {
      if (this.#sessions.has(id)) continue;
      this.#sessions.add(id);
      add(SessionEvent.began, id, createdAt ?? now, name, [{ key: 'streamkit.joined_late', value: true }]);
    }
    return items;
  }
}
