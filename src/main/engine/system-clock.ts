// The real clock for live/.
import type { Clock } from '../live/clock.ts';

export const systemClock: Clock = {
  now: Date.now,
  after(millis, run) {
    const timer = setTimeout(run, millis);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
