// The scatter in words and counts: for screen readers, and for its legend.
import { formatDuration } from '../../../contract/duration-text.ts';
import { durationNanos, unixNanosOfMillis } from '../../../contract/time.ts';
import type { ScatterAnswer } from '../../../contract/traces.ts';
import { formatCount, formatShortCount, plural } from '../../ui/number-text.ts';
import { formatDayTime } from '../../ui/time-text.ts';

export interface ServiceShare {
  readonly name: string;
  readonly traces: number;
}

/** How many of the shown traces each root service has, most first, then by name. */
export function serviceShares({
  count,
  service,
  serviceNames,
}: Pick<ScatterAnswer, 'count' | 'service' | 'serviceNames'>): readonly ServiceShare[] {
  const counts = new Uint32Array(serviceNames.length);
  for (let i = 0; i < count; i++) counts[service[i] as number] = (counts[service[i] as number] ?? 0) + 1;
  return serviceNames
    .map((name, index) => ({ name, traces: counts[index] ?? 0 }))
    .filter(({ traces }) => traces > 0)
    .sort((a, b) => b.traces - a.traces || (a.name < b.name ? -1 : 1));
}

/** `20,000 of 34,567 shown`, `20,000 of about 1.2M shown`: how much of what matches is drawn. */
export function sampleText({ count, total, totalIs }: Pick<ScatterAnswer, 'count' | 'total' | 'totalIs'>): string {
  const of = totalIs === 'about' ? `about ${formatShortCount(total)}` : formatCount(total);
  return `${formatCount(count)} of ${totalIs === 'at least' ? 'at least ' : ''}${of} shown`;
}

export function scatterSummary(points: ScatterAnswer): string {
  if (points.count === 0) return 'No traces to show.';
  const durations = points.durationMillis.slice(0, points.count).sort();
  const starts = points.startMillis.slice(0, points.count).sort();
  const at = (part: number): string => {
    const millis = durations[Math.min(points.count - 1, Math.floor(part * points.count))] as number;
    return formatDuration(durationNanos(BigInt(Math.round(millis * 1e6))));
  };
  const time = (index: number): string => formatDayTime(unixNanosOfMillis(starts[index] as number));
  let failed = 0;
  for (let i = 0; i < points.count; i++) if ((points.errors[i] as number) > 0) failed++;
  return [
    `${points.count < points.total ? `${sampleText(points)}. ` : ''}${plural(points.count, 'trace')} from ${time(0)} to ${time(points.count - 1)}`,
    `median duration ${at(0.5)}, 95th percentile ${at(0.95)}, longest ${at(1)}`,
    `${failed} with errors`,
    'Left and right arrows move between points, Enter opens the trace. The list below holds the same traces.',
  ].join('. ');
}
