// Profiles of the span's time: what ran while it did, and what changed in memory from before it to after it.
import { useMemo, type ReactNode } from 'react';
import { formatDuration, formatNanos } from '../../../../contract/duration-text.ts';
import type { RunId } from '../../../../contract/ids.ts';
import { profileKindTitles } from '../../../../contract/profiles/kinds.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import type { SpanSamples } from '../../../../contract/profiles/span-samples.ts';
import { autoUnit, formatScaled } from '../../../../contract/profiles/units.ts';
import { profileName } from '../../../../contract/profiles/profile-name.ts';
import type { SpanDetails, TraceColumns } from '../../../../contract/traces.ts';
import { unixNanos } from '../../../../contract/time.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useAnswers } from '../../../data/use-answers.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { profilesLink } from '../../../routes/profiles-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { FoldSection } from '../../../ui/fold-section.tsx';
import { plural } from '../../../ui/number-text.ts';
import { profileEntries, spanSamplesLink } from './profile-links.ts';
import { SpanChange } from './span-change.tsx';
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

/** How much of a profile is the span's own, as far as that is known yet. */
function samplesText(own: SpanSamples | undefined): string {
  if (own === undefined) return 'with samples of this span';
  const { samples, sum, sampleType } = own;
  const value =
    sampleType.unit === 'count' ? '' : `, ${formatScaled(sum, sampleType.unit, autoUnit)} ${sampleType.type}`;
  return `${plural(samples, 'sample')} of this span${value}`;
}

const most = 20;
/** Profiles whose samples are counted: each is decoded for it. */
const mostCounted = 5;

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
    () => profileEntries(data?.profiles ?? [], { start: range.from, end: range.to }, param, { traceId, spanId }),
    [data, range, param, traceId, spanId],
  );
  const answers = useAnswers(
    'profiles.ofSpan',
    entries.map(({ stored, ofSpan }, at) =>
      ofSpan && at < mostCounted ? { run, profile: stored.profile, traceId, spanId } : undefined,
    ),
  );
  const timeless = data?.timeless ?? 0;
  if (entries.length === 0 && timeless === 0) return undefined;
  return (
    <FoldSection name="trace:section:profiles" title="Profiles" count={entries.length}>
      <ul>
        {entries.map(({ stored, href, linked, ofSpan, before }, at) => {
          const own = answers[at]?.data?.parts[0];
          return (
            <li key={stored.profile}>
              <div className={styles['profile']}>
                <Badge>{profileKindTitles[stored.kind]}</Badge>
                <Link
                  href={
                    own === undefined ? href : spanSamplesLink(stored.profile, own.part, { traceId, spanId }, param)
                  }
                  title={before === undefined ? stored.source : `${profileName(before)} against ${profileName(stored)}`}
                >
                  {before === undefined ? profileName(stored) : 'Change'}
                </Link>
                <span className={styles['dim']}>
                  {ofSpan ? `${samplesText(own)}, ` : linked ? 'with samples of this trace, ' : ''}
                  {before === undefined
                    ? timeText(stored, range)
                    : `from ${beside(before.start, range)} to ${beside(stored.start, range)}`}
                </span>
              </div>
              {before === undefined ? undefined : <SpanChange run={run} param={param} before={before} after={stored} />}
            </li>
          );
        })}
      </ul>
      {entries.some(({ before, stored }) => before !== undefined && isOfCollections(stored)) ? (
        <p className={styles['schema']}>Go’s heap profiles tell the state at the last garbage collection.</p>
      ) : undefined}
      <p className={styles['schema']}>
        <Link href={profilesLink({ run: param, range, flat: true })}>Profiles of this time</Link>
        {timeless === 0 ? undefined : (
          <>
            {' · '}
            <Link href={profilesLink({ run: param })}>
              {plural(timeless, 'file')} without a time, {timeless === 1 ? 'which' : 'any of which'} may be of this one
            </Link>
          </>
        )}
      </p>
    </FoldSection>
  );
}

/** Its figures do not tell of this moment. */
function isOfCollections({ format, kind, sampleTypes, source }: StoredProfile): boolean {
  return (
    format === 'pprof' &&
    (kind === 'heap' || kind === 'allocations') &&
    sampleTypes.some(({ type }) => type === 'inuse_objects') &&
    !source.includes('gc=1')
  );
}

/** Of a recording how much of the span it covers; of a state where it lies. */
function timeText(stored: StoredProfile, { from, to }: { readonly from: bigint; readonly to: bigint }): string {
  const { start, durationNanos } = stored;
  if (!stored.timed && stored.origin === 'file') return 'without a time of its own';
  if (durationNanos === 0) return beside(start, { from, to });
  const end = start + BigInt(Math.round(durationNanos));
  const [first, last] = [start > from ? start : from, end < to ? end : to];
  if (last <= first) return `${beside(start, { from, to })}, over ${formatNanos(durationNanos)}`;
  const covered = first === from && last === to ? 'all' : formatDuration(last - first);
  return `covers ${covered} of it, over ${formatNanos(durationNanos)}`;
}
