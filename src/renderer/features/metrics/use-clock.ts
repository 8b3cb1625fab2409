// The present moment, moving on by whole paces; it stands still in a hidden window and while nobody follows.
import { useEffect, useState } from 'react';

/** Unix milliseconds, at most `pace` old while `running`. */
export function useClock(pace: number, running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = (): void => {
      setNow(Date.now());
      timer = setTimeout(tick, pace - (Date.now() % pace) + 30);
    };
    const onVisible = (): void => {
      clearTimeout(timer);
      if (!document.hidden) tick();
    };
    onVisible();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [pace, running]);
  return now;
}
