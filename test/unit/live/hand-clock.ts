// A clock that moves only when a test turns it.
import type { Clock } from '../../../src/main/live/clock.ts';

export interface HandClock extends Clock {
  turn(millis: number): void;
  readonly waiting: number;
}

export function handClock(start = 1_000_000): HandClock {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    after(millis, run) {
      const timer = { at: now + millis, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    turn(millis) {
      const end = now + millis;
      for (;;) {
        const due = timers.filter((one) => one.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((one) => one !== due);
        now = due.at;
        due.run();
      }
      now = end;
    },
    get waiting() {
      return timers.length;
    },
  };
}
