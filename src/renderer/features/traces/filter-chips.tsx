// Conditions that no field shows: attributes, and the range that was dragged in the scatter. Each can be removed alone.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatClock, formatDay, formatMoment } from '../../ui/time-text.ts';
import type { TraceFilter } from '../../../contract/traces.ts';
import { unixNanosOfMillis, type UnixNanos } from '../../../contract/time.ts';
import styles from './filter-bar.module.css';
import { durationRangeText, withoutAttribute, withoutSelection } from './filter-model.ts';
import type { FilterControl } from './use-trace-filter.ts';

export function FilterChips({ filter, change }: FilterControl): ReactNode {
  const attributes = filter.attributes ?? [];
  const range = timeRangeText(filter, unixNanosOfMillis(Date.now()));
  if (attributes.length === 0 && range === undefined) return undefined;
  const duration = durationRangeText(filter);
  return (
    <ul className={styles['chips']} aria-label="Conditions">
      {range === undefined ? undefined : (
        <Chip
          kind="selection"
          text={duration === undefined ? range : `${range} · ${duration}`}
          onRemove={() => change(withoutSelection)}
        />
      )}
      {attributes.map(({ key, value }, index) => (
        <Chip
          key={`${key}=${value}`}
          kind={key}
          text={`= ${value}`}
          onRemove={() => change((now) => withoutAttribute(now, index))}
        />
      ))}
    </ul>
  );
}

interface ChipProps {
  readonly kind: string;
  readonly text: string;
  readonly onRemove: () => void;
}

function Chip({ kind, text, onRemove }: ChipProps): ReactNode {
  return (
    <li className={styles['chip']}>
      <span className={styles['chipText']} title={`${kind} ${text}`}>
        <span className={styles['chipKind']}>{kind}</span> {text}
      </span>
      <button type="button" className={styles['remove']} aria-label={`Remove ${kind} ${text}`} onClick={onRemove}>
        <X size={11} aria-hidden="true" />
      </button>
    </li>
  );
}

/** The day is named unless it is today's; the end's only when it is another one. */
function timeRangeText({ from, to }: TraceFilter, now: UnixNanos): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (to === undefined) return `from ${formatMoment(from as UnixNanos, now)}`;
  if (from === undefined) return `until ${formatMoment(to, now)}`;
  return `${formatMoment(from, now)} – ${formatDay(from) === formatDay(to) ? formatClock(to) : formatMoment(to, now)}`;
}
