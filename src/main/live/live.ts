// Topics: "changed up to cursor N". Commits come in by `touch`, sessions listen by `subscribe`.
// Nothing is queued: a subscriber that is slow, or gave no credit, later gets the newest notice only.
import type { Clock } from './clock.ts';
import { openSubscription, type Deliver, type Subscription } from './subscription.ts';
import { topicNames, type TopicName } from '../../contract/topics.ts';

export interface Live {
  /** The topic changed. Without a cursor it moves by one; a smaller one means that another run is live now. */
  touch(topic: TopicName, cursor?: number): void;
  cursorOf(topic: TopicName): number;
  /** The first notice, with where the topic stands, comes at once; the others at most ten a second. */
  subscribe(topic: TopicName, credit: number, deliver: Deliver): Subscription;
  close(): void;
}

export function createLive(clock: Clock): Live {
  const cursors = new Map<TopicName, number>();
  const subscribers = new Map<TopicName, Set<Subscription>>(topicNames.map((name) => [name, new Set()]));
  const cursorOf = (topic: TopicName): number => cursors.get(topic) ?? 0;

  return {
    touch(topic, cursor) {
      const before = cursorOf(topic);
      const next = cursor ?? before + 1;
      if (next === before) return;
      cursors.set(topic, next);
      for (const one of subscribers.get(topic) ?? []) one.owe();
    },
    cursorOf,
    subscribe(topic, credit, deliver) {
      const set = subscribers.get(topic);
      if (set === undefined) throw new Error(`no such topic: ${topic}`);
      const subscription = openSubscription({
        clock,
        credit,
        notice: () => ({ topic, cursor: cursorOf(topic), at: clock.now() }),
        deliver,
        onClose: () => set.delete(subscription),
      });
      set.add(subscription);
      subscription.owe();
      return subscription;
    },
    close() {
      for (const set of subscribers.values()) for (const one of set) one.close();
    },
  };
}
