// The present moment, moving on by whole paces; it stands still in a hidden window and while nobody follows.
import { useEffect, useState } from 'react';

/** Unix milliseconds. */
export function usePageClock(pace: number, running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    const tick = (): void => {
      if (!document.hidden) setNow(Date.now());
    };
    tick();
    const timer = setInterval(tick, pace);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [pace, running]);
  return now;
}
