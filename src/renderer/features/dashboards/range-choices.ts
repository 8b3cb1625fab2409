// The stretches of time that a dashboard offers.
import type { TimeRangeText } from '../../../contract/dashboards/model.ts';
import type { TimeRange } from '../../../contract/dashboards/variables/time-range.ts';
import { formatDayTime } from '../../ui/time-text.ts';

export const rangeChoices: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'now-1m', label: 'Last minute' },
  { value: 'now-5m', label: 'Last 5 minutes' },
  { value: 'now-15m', label: 'Last 15 minutes' },
  { value: 'now-30m', label: 'Last 30 minutes' },
  { value: 'now-1h', label: 'Last hour' },
  { value: 'now-3h', label: 'Last 3 hours' },
  { value: 'now-6h', label: 'Last 6 hours' },
  { value: 'now-12h', label: 'Last 12 hours' },
  { value: 'now-24h', label: 'Last day' },
  { value: 'now-7d', label: 'Last week' },
];

export function rangeWords(text: TimeRangeText, range: TimeRange): string {
  if (text.to === 'now') return `${text.from} to now`;
  const moment = (millis: number): string => formatDayTime(BigInt(Math.round(millis)) * 1_000_000n);
  return `${moment(range.from)} to ${moment(range.to)}`;
}
