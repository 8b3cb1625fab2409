// The time range in force, with a cross that lifts it.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { isoOfUnixNanos } from '../../../contract/iso-time.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatClock, formatDay, type Zone } from '../../ui/time-text.ts';
import styles from './logs-page.module.css';

interface RangeChipProps {
  readonly from: UnixNanos | undefined;
  readonly to: UnixNanos | undefined;
  readonly zone: Zone;
  readonly onClear: () => void;
}

export function RangeChip({ from, to, zone, onClear }: RangeChipProps): ReactNode {
  if (from === undefined && to === undefined) return undefined;
  const sameDay = from !== undefined && to !== undefined && formatDay(from, zone) === formatDay(to, zone);
  const text = (time: UnixNanos, dated: boolean): string =>
    dated ? `${formatDay(time, zone)} ${formatClock(time, zone)}` : formatClock(time, zone);
  const begin = from === undefined ? 'up' : text(from, true);
  const end = to === undefined ? 'now' : text(to, !sameDay);
  return (
    <span
      className={styles['range']}
      title={[from, to].map((time) => (time === undefined ? 'open' : isoOfUnixNanos(time))).join(' to ')}
    >
      {begin} to {end}
      <IconButton label="All times" onClick={onClear}>
        <X size={12} />
      </IconButton>
    </span>
  );
}
