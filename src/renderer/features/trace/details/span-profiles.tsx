// Profiles of the span's time: what ran while it did, and what changed in memory from before it to after it.
import { useMemo, type ReactNode } from 'react';
import { formatDuration, formatNanos } from '../../../../contract/duration-text.ts';
import type { RunId } from '../../../../contract/ids.ts';
import { profileKindTitles } from '../../../../contract/profiles/kinds.ts';
import { profileName } from '../../../../contract/profiles/profile-name.ts';
import type { SpanDetails, TraceColumns } from '../../../../contract/traces.ts';
import { unixNanos } from '../../../../contract/time.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { profilesLink } from '../../../routes/profiles-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { FoldSection } from '../../../ui/fold-section.tsx';
import { profileEntries } from './profile-links.ts';
import styles from './details.module.css';

interface SpanProfilesProps {
  readonly run: RunId;
  readonly columns: TraceColumns;
  readonly span: SpanDetails;
}

/** A moment as seen from the span. */
function beside(time: bigint, { from, to }: { readonly from: bigint; readonly to: bigint }): string {
  if (time < from) return `${formatDuration(from - time)} before`;
  return time > to ? `${formatDuration(time - to)} after` : `${formatDuration(time - from)} in`;
}

const most = 20;

export function SpanProfiles({ run, columns, span }: SpanProfilesProps): ReactNode {
  const { param } = useSelectedRun();
  const { start, end, spanId, resource } = span;
  const { traceId } = columns;
  const range = useMemo(() => ({ from: start, to: end > start ? end : unixNanos(start + 1n) }), [start, end]);
  const { data } = useAnswer('profiles.ofInterval', {
    run,
    ...range,
    service: resource.service,
    traceId,
    spanId,
    limit: most,
  });
  const entries = useMemo(
    () => profileEntries(data?.profiles ?? [], { start: range.from, end: range.to }, param),
    [data, range, param],
  );
  if (entries.length === 0) return undefined;
  return (
    <FoldSection name="trace:section:profiles" title="Profiles" count={entries.length}>
      <ul>
        {entries.map(({ stored, href, linked, before }) => (
          <li key={stored.profile} className={styles['profile']}>
            <Badge>{profileKindTitles[stored.kind]}</Badge>
            <Link
              href={href}
              title={before === undefined ? stored.source : `${profileName(before)} against ${profileName(stored)}`}
            >
              {before === undefined ? profileName(stored) : `Change over the span: ${profileName(stored)}`}
            </Link>
            <span className={styles['dim']}>
              {linked ? 'with samples of this trace, ' : ''}
              {before === undefined
                ? `${beside(stored.start, range)}${stored.durationNanos > 0 ? `, over ${formatNanos(stored.durationNanos)}` : ''}`
                : `${beside(before.start, range)} to ${beside(stored.start, range)}`}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles['schema']}>
        <Link href={profilesLink({ run: param, range })}>Profiles of this time</Link>
      </p>
    </FoldSection>
  );
}
