// From a profile to what else is stored of its time: the stretch that it covers, or half a minute around a moment.
import type { RunId } from '../../../../contract/ids.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { condition } from '../../../../contract/search/print.ts';
import { millisOfUnixNanos, unixNanos, type UnixNanos } from '../../../../contract/time.ts';
import { logsLink } from '../../../routes/logs-route.ts';
import { metricsLink } from '../../../routes/metrics-route.ts';
import { profilesLink } from '../../../routes/profiles-route.ts';
import { tracesLink } from '../../../routes/traces-route.ts';
import type { MenuEntry } from '../../../ui/menu.tsx';

const around = 30_000_000_000n;

export function profileRange({ start, durationNanos }: StoredProfile): {
  readonly from: UnixNanos;
  readonly to: UnixNanos;
} {
  if (durationNanos > 0) return { from: start, to: unixNanos(start + BigInt(Math.round(durationNanos))) };
  return { from: unixNanos(start > around ? start - around : 0n), to: unixNanos(start + around) };
}

export function sameTimeEntries(
  stored: StoredProfile,
  run: RunId | undefined,
  go: (href: string) => void,
): readonly MenuEntry[] {
  const range = profileRange(stored);
  const [service] = stored.services;
  const of = service === undefined || service === '' ? '' : condition('service', '=', service, true);
  const links: readonly (readonly [string, string])[] = [
    ['Traces', tracesLink({ run, filter: { where: of, ...range } })],
    ['Logs', logsLink({ run, where: of, ...range })],
    ['Metrics', metricsLink({ run, from: millisOfUnixNanos(range.from), to: millisOfUnixNanos(range.to) })],
    ['Profiles', profilesLink({ run, range })],
  ];
  return links.map(([label, href]) => ({
    kind: 'item',
    label,
    detail: label === 'Metrics' || label === 'Profiles' || of === '' ? undefined : service,
    onSelect: () => go(href),
  }));
}
