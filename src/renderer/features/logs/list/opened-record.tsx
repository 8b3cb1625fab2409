// A record unfolded below its line: the whole body and its attributes, as tall as they need, up to a limit.
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { textOfValue } from '../../../ui/value-text.ts';
import { RecordBody } from '../details/record-body.tsx';
import { useRecord } from '../details/use-record.ts';
import type { LogRow } from '../model/log-row.ts';
import record from '../details/record.module.css';
import styles from './log-list.module.css';

interface OpenedRecordProps {
  readonly row: LogRow;
  readonly top: number;
  readonly onHeight: (sequence: number, height: number) => void;
}

const tallest = 420;
/** Attributes shown here; the details pane has all. */
const shown = 40;

export function OpenedRecord({ row, top, onHeight }: OpenedRecordProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { record: details, current } = useRecord(row.sequence);
  const { sequence } = row;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => onHeight(sequence, Math.ceil(element.getBoundingClientRect().height));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [sequence, onHeight]);
  return (
    <div
      ref={box}
      role="presentation"
      className={styles['opened']}
      style={{ transform: `translateY(${top}px)`, maxHeight: tallest, overflow: 'auto' }}
    >
      <div className={record['inline']}>
        {details === undefined || !current ? (
          <span className={record['dim']}>Reading the record…</span>
        ) : (
          <>
            <RecordBody body={details.body} />
            <dl className={record['inlineList']}>
              {details.attributes.slice(0, shown).map(({ key, value }, index) => (
                <Pair key={`${key} ${index}`} name={key} value={textOfValue(value)} />
              ))}
            </dl>
            {details.attributes.length > shown ? (
              <span className={record['dim']}>{details.attributes.length - shown} more in the details (Enter)</span>
            ) : undefined}
          </>
        )}
      </div>
    </div>
  );
}

function Pair({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <>
      <dt title={name}>{name}</dt>
      <dd>{value.length > 2000 ? `${value.slice(0, 2000)}…` : value}</dd>
    </>
  );
}
