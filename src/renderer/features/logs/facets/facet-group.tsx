// One facet: values with counts and a bar for their share. A click keeps only the value, or drops that condition again;
// the sign at the end leaves the value out.
import { ChevronRight, CircleMinus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { cx } from '../../../ui/cx.ts';
import { formatCount, formatShortCount } from '../../../ui/number-text.ts';
import { readStored, writeStored } from '../../../ui/stored.ts';
import type { Conditions } from '../use-conditions.ts';
import styles from './facets.module.css';

export interface FacetEntry {
  readonly text: string;
  readonly records: number;
  /** What the condition says, where it is not the text. */
  readonly value?: string;
  readonly label?: string;
}

interface FacetGroupProps {
  /** Under which name its being open is remembered. */
  readonly id: string;
  readonly title: string;
  /** As a search names it. */
  readonly field: string;
  /** A field of the search language rather than an attribute's. */
  readonly property?: boolean;
  readonly entries: readonly FacetEntry[];
  readonly conditions: Conditions;
  readonly mark?: (entry: FacetEntry) => ReactNode;
  readonly tools?: ReactNode;
  /** Said below the values. */
  readonly note?: string | undefined;
  readonly hideEmpty?: boolean;
}

const atFirst = 8;
const atMost = 200;

export function FacetGroup(props: FacetGroupProps): ReactNode {
  const { id, title, field, entries, conditions, mark } = props;
  const name = `logs:facet:${id}`;
  const [open, setOpen] = useState(() => readStored(name) !== false);
  const [all, setAll] = useState(false);
  if (props.hideEmpty === true && entries.length === 0) return undefined;
  const most = Math.max(1, ...entries.map(({ records }) => records));
  const shown = entries.slice(0, all ? atMost : atFirst);
  return (
    <section className={styles['group']} aria-label={title}>
      <h3 className={styles['groupHead']}>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
            writeStored(name, !open);
          }}
        >
          <ChevronRight size={12} className={styles['chevron']} aria-hidden="true" />
          <span className={styles['groupTitle']} title={title}>
            {title}
          </span>
        </button>
        {props.tools}
      </h3>
      {open ? (
        <ul>
          {shown.map((entry) => (
            <Value
              key={entry.text}
              entry={entry}
              share={entry.records / most}
              field={field}
              mark={mark}
              conditions={conditions}
            />
          ))}
          {entries.length === 0 ? <li className={styles['none']}>none</li> : undefined}
          {entries.length > shown.length || all ? (
            <li>
              <button type="button" className={styles['more']} onClick={() => setAll(!all)}>
                {all ? 'Fewer' : `${formatCount(entries.length - shown.length)} more`}
              </button>
            </li>
          ) : undefined}
          {props.note === undefined ? undefined : <li className={styles['none']}>{props.note}</li>}
        </ul>
      ) : undefined}
    </section>
  );
}

interface ValueProps {
  readonly entry: FacetEntry;
  readonly share: number;
  readonly field: string;
  readonly mark: FacetGroupProps['mark'];
  readonly conditions: Conditions;
}

function Value({ entry, share, field, mark, conditions }: ValueProps): ReactNode {
  const value = entry.value ?? entry.text;
  const chosen = conditions.has(field, value, true);
  const label = entry.label ?? (entry.text === '' ? '(empty)' : entry.text);
  return (
    <li className={cx(styles['value'], chosen && styles['chosen'])}>
      <button
        type="button"
        className={styles['keep']}
        aria-pressed={chosen}
        title={`${label}: ${formatCount(entry.records)} records`}
        onClick={() => conditions.toggle(field, value, true)}
      >
        <span className={styles['bar']} style={{ width: `${Math.max(1, share * 100)}%` }} aria-hidden="true" />
        {mark?.(entry)}
        <span className={styles['text']}>{label}</span>
        <span className={styles['count']}>{formatShortCount(entry.records)}</span>
      </button>
      <button
        type="button"
        className={styles['exclude']}
        aria-label={`Leave out ${label}`}
        title={`Leave out ${label}`}
        onClick={() => conditions.toggle(field, value, false)}
      >
        <CircleMinus size={12} aria-hidden="true" />
      </button>
    </li>
  );
}
