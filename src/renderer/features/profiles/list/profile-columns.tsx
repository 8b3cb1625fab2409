// Columns of the list of profiles.
import type { ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { profileFormatTitles } from '../../../../contract/profiles/formats.ts';
import { profileKindTitles } from '../../../../contract/profiles/kinds.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Badge } from '../../../ui/badge.tsx';
import cells from '../../../ui/cell-text.module.css';
import { numberColumn } from '../../../ui/number-column.tsx';
import { formatBytes, formatCount } from '../../../ui/number-text.ts';
import { textColumn } from '../../../ui/text-column.tsx';
import { formatClock, formatDay, formatDayTime, formatExactClock } from '../../../ui/time-text.ts';
import type { Column } from '../../../ui/virtual-table.tsx';
import { profileName } from '../../../../contract/profiles/profile-name.ts';
import styles from './profile-columns.module.css';

interface ListChoices {
  /** As `formatDay` has it; its times have no date. */
  readonly today: string;
  readonly linkOf: (stored: StoredProfile) => string;
  /** How many profiles the row at an index stands for. */
  readonly captures: (index: number) => number;
  readonly onSeries: (stored: StoredProfile) => void;
}

export function profileColumns(
  { today, linkOf, captures, onSeries }: ListChoices,
  actions: (stored: StoredProfile) => ReactNode,
): readonly Column<StoredProfile>[] {
  return [
    {
      id: 'start',
      title: 'Time',
      width: 136,
      cell: ({ start, timed }) => (
        <span
          className={cells['number']}
          title={`${formatDay(start)} ${formatExactClock(start)}${timed ? '' : ', when it came: the file has no time'}`}
        >
          {formatDay(start) === today ? formatClock(start) : formatDayTime(start)}
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
            <span className={cells['faint']} title={unshown}>
              kept
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'name',
      title: 'Name',
      width: 150,
      grow: 3,
      cell: (stored) => (
        <Link className={cells['clipped']} href={linkOf(stored)} title={profileName(stored)}>
          {profileName(stored)}
        </Link>
      ),
    },
    {
      id: 'series',
      title: 'Series',
      width: 84,
      align: 'end',
      cell: (stored, index) =>
        captures(index) > 1 ? (
          <button
            type="button"
            className={styles['series']}
            title="Show all of them (s)"
            onClick={() => onSeries(stored)}
          >
            {formatCount(captures(index))} captures
          </button>
        ) : undefined,
    },
    textColumn('service', 'Service', 90, 1, ({ services }) => services.join(', ')),
    numberColumn('duration', 'Duration', 74, ({ durationNanos }) =>
      durationNanos > 0 ? formatNanos(durationNanos) : '',
    ),
    textColumn('types', 'Sample types', 120, 2, ({ sampleTypes }) => sampleTypes.map(({ type }) => type).join(', ')),
    numberColumn('samples', 'Samples', 72, ({ samples }) => (samples > 0 ? formatCount(samples) : '')),
    numberColumn('bytes', 'Size', 70, ({ bytes }) => formatBytes(bytes)),
    textColumn('format', 'Format', 94, 0, ({ format, parts }) =>
      parts > 1 ? `${profileFormatTitles[format]}, ${parts} parts` : profileFormatTitles[format],
    ),
    textColumn('source', 'From', 90, 1, ({ source }) => source),
    { id: 'actions', title: '', width: 112, align: 'end', cell: actions },
  ];
}
