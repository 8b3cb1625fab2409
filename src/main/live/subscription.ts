// One subscriber of one topic: what it is owed, how much credit it gave, when it was last told.
// A timer runs only while something is owed and may not be sent yet, so an idle engine has none.
import type { Clock } from './clock.ts';
import type { TopicNotice } from '../../contract/topics.ts';

/** Hands a notice to the subscriber; `false` when it cannot take one now (its pipe is full). */
export type Deliver = (notice: TopicNotice) => boolean;

export interface Subscription {
  /** There is news; sent when credit, pace and pipe allow. */
  owe(): void;
  /** The subscriber will take this many more notices. */
  grant(credit: number): void;
  close(): void;
}

export interface SubscriptionParts {
  readonly clock: Clock;
  readonly credit: number;
  /** Made at the moment of sending, so that it carries the newest cursor. */
  readonly notice: () => TopicNotice;
  readonly deliver: Deliver;
  readonly onClose: () => void;
}

/** Least milliseconds between two notices: ten a second. */
const pace = 100;
/** Credit beyond this is cut: a subscriber cannot switch the brake off. */
const maxCredit = 1000;

export function openSubscription(parts: SubscriptionParts): Subscription {
  const { clock, deliver, notice } = parts;
  let credit = clamp(parts.credit);
  let owed = false;
  let nextAt = 0;
  let callOff: (() => void) | undefined;
  let closed = false;

  function later(millis: number): void {
    callOff ??= clock.after(millis, () => {
      callOff = undefined;
      settle();
    });
  }

  function settle(): void {
    if (closed || !owed || credit === 0 || callOff !== undefined) return;
    const wait = nextAt - clock.now();
    // A wait beyond the pace means that the clock was set back.
    if (wait > 0 && wait <= pace) return later(wait);
    nextAt = clock.now() + pace;
    if (!deliver(notice())) return later(pace);
    owed = false;
    credit -= 1;
  }

  return {
    owe() {
      owed = true;
      settle();
    },
    grant(more) {
      credit = clamp(credit + clamp(more));
      settle();
    },
    close() {
      if (closed) return;
      closed = true;
      callOff?.();
      parts.onClose();
    },
  };
}

function clamp(credit: number): number {
  return Number.isFinite(credit) ? Math.min(maxCredit, Math.max(0, Math.floor(credit))) : 0;
}
