// Columns of the list of profiles.
import type { ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { profileFormatTitles } from '../../../../contract/profiles/formats.ts';
import { profileKindTitles } from '../../../../contract/profiles/kinds.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { Badge } from '../../../ui/badge.tsx';
import { formatBytes, formatCount } from '../../../ui/number-text.ts';
import { formatExactClock, formatDay, formatMoment } from '../../../ui/time-text.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import styles from './profiles-page.module.css';

/** @param now Unix nanoseconds, for times of today */
export function profileColumns(
  now: bigint,
  actions: (stored: StoredProfile) => ReactNode,
): readonly Column<StoredProfile>[] {
  const text = (id: string, title: string, width: number, grow: number, of: (stored: StoredProfile) => string) => ({
    id,
    title,
    width,
    grow,
    cell: (stored: StoredProfile) => (
      <span className={styles['clipped']} title={of(stored)}>
        {of(stored)}
      </span>
    ),
  });
  const number = (id: string, title: string, width: number, of: (stored: StoredProfile) => string) => ({
    id,
    title,
    width,
    align: 'end' as const,
    cell: (stored: StoredProfile) => <span className={styles['number']}>{of(stored)}</span>,
  });
  return [
    {
      id: 'start',
      title: 'Time',
      width: 150,
      cell: ({ start, timed }) => (
        <span
          className={styles['number']}
          title={`${formatDay(start)} ${formatExactClock(start)}${timed ? '' : ', when it came: the file has no time'}`}
        >
          {formatMoment(start, now)}
        </span>
      ),
    },
    {
      id: 'kind',
      title: 'Kind',
      width: 110,
      cell: ({ kind, unshown }) => (
        <span className={styles['kind']}>
          <Badge>{profileKindTitles[kind]}</Badge>
          {unshown === undefined ? undefined : (
            <span className={styles['faint']} title={unshown}>
              kept
            </span>
          )}
        </span>
      ),
    },
    text('name', 'Name', 180, 3, ({ name }) => name),
    text('service', 'Service', 110, 1, ({ services }) => services.join(', ')),
    number('duration', 'Duration', 78, ({ durationNanos }) => (durationNanos > 0 ? formatNanos(durationNanos) : '')),
    text('types', 'Sample types', 150, 2, ({ sampleTypes }) => sampleTypes.map(({ type }) => type).join(', ')),
    number('samples', 'Samples', 76, ({ samples }) => (samples > 0 ? formatCount(samples) : '')),
    number('bytes', 'Size', 72, ({ bytes }) => formatBytes(bytes)),
    text('format', 'Format', 104, 0, ({ format, parts }) =>
      parts > 1 ? `${profileFormatTitles[format]}, ${parts} parts` : profileFormatTitles[format],
    ),
    text('source', 'From', 120, 1, ({ source }) => source),
    { id: 'actions', title: '', width: 150, cell: actions },
  ];
}
