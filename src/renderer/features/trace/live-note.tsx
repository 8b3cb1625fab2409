// Whether the trace is still growing: when its last span ended or arrived, and how many spans run by their senders' word.
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { TraceColumns } from '../../../contract/traces.ts';
import { spanState } from '../../draw/waterfall/span-state.ts';
import type { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import { plural } from '../../ui/number-text.ts';
import { formatAge } from '../../ui/time-text.ts';
import styles from './trace-header.module.css';

interface LiveNoteProps {
  readonly model: WaterfallModel;
  /** As they were answered. */
  readonly columns: TraceColumns;
  /** Spans that the last change brought, and the number of changes. */
  readonly added: number;
  readonly changes: number;
}

/** Milliseconds after which a quiet trace is no news; and between looks at the clock. */
const quiet = 120_000;
const pace = 1000;

export function LiveNote({ model, columns, added, changes }: LiveNoteProps): ReactNode {
  const [arrived, setArrived] = useState(Number.NEGATIVE_INFINITY);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (added <= 0) return;
    setArrived(Date.now());
    setNow(Date.now());
  }, [added, changes]);
  const ended = Number((columns.start + columns.duration) / 1_000_000n);
  // A sender's clock that is ahead tells nothing.
  const last = ended > now + pace ? arrived : Math.max(ended, arrived);
  const age = now - last;
  const fresh = age < quiet;
  useEffect(() => {
    if (!fresh) return undefined;
    const timer = setInterval(() => setNow(Date.now()), pace);
    return () => clearInterval(timer);
  }, [fresh]);
  const running = useMemo(() => {
    let count = 0;
    for (let row = 0; row < columns.rows; row++) if (spanState(columns, model.index, row) === 'running') count++;
    return count;
  }, [columns, model.index]);
  if (!fresh && running === 0) return undefined;
  return (
    <span className={styles['live']} title="When the last span of the trace ended or arrived">
      {fresh ? (
        <>
          <strong>live</strong>: last span {formatAge(Math.max(0, age))}
        </>
      ) : undefined}
      {running === 0 ? undefined : `${fresh ? ', ' : ''}${plural(running, 'span')} running`}
    </span>
  );
}
