// Day and time of the clock in the chosen zone, for what has its times in milliseconds.
import { useCallback } from 'react';
import { formatDayTime } from './time-text.ts';
import { useZoneChoice } from './zone-choice.ts';

/** The same function while the zone is the same. Takes Unix milliseconds. */
export function useDayTime(): (millis: number) => string {
  const [zone] = useZoneChoice();
  return useCallback((millis) => formatDayTime(BigInt(Math.round(millis)) * 1_000_000n, zone), [zone]);
}
