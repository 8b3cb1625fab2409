// Topics over a pipe: one `open` per topic however many watch it, one credit at a time, renewed after each notice
// and withheld while the window is hidden, so that a hidden window costs the engine nothing.
import type { Frame } from '../../contract/frames.ts';
import type { TopicName, TopicNotice } from '../../contract/topics.ts';

export interface Visibility {
  readonly visible: boolean;
  subscribe(listener: () => void): () => void;
}

export interface Topics {
  watch(topic: TopicName, listener: (notice: TopicNotice) => void): () => void;
  item(id: number, notice: TopicNotice): void;
  /** After a new connection: asks again for everything that is watched. */
  reopen(): void;
  close(): void;
}

interface Watched {
  readonly topic: TopicName;
  id: number;
  owed: boolean;
  readonly listeners: Set<(notice: TopicNotice) => void>;
}

export function createTopics(visibility: Visibility, send: (frame: Frame) => boolean, nextId: () => number): Topics {
  const byTopic = new Map<TopicName, Watched>();

  const open = (watched: Watched): void => {
    watched.id = nextId();
    watched.owed = !visibility.visible;
    send({ kind: 'open', id: watched.id, topic: watched.topic, credit: visibility.visible ? 1 : 0 });
  };
  const renew = (watched: Watched): void => {
    watched.owed = !visibility.visible;
    if (visibility.visible) send({ kind: 'credit', id: watched.id, credit: 1 });
  };
  const stop = visibility.subscribe(() => {
    if (!visibility.visible) return;
    for (const watched of byTopic.values()) if (watched.owed) renew(watched);
  });

  return {
    watch(topic, listener) {
      let watched = byTopic.get(topic);
      if (watched === undefined) {
        watched = { topic, id: 0, owed: false, listeners: new Set() };
        byTopic.set(topic, watched);
        open(watched);
      }
      const entry = watched;
      entry.listeners.add(listener);
      return () => {
        entry.listeners.delete(listener);
        if (entry.listeners.size > 0 || byTopic.get(topic) !== entry) return;
        byTopic.delete(topic);
        send({ kind: 'close', id: entry.id });
      };
    },
    item(id, notice) {
      const watched = byTopic.get(notice.topic);
      if (watched === undefined || watched.id !== id) return;
      for (const listener of watched.listeners) listener(notice);
      renew(watched);
    },
    reopen() {
      for (const watched of byTopic.values()) open(watched);
    },
    close: stop,
  };
}
