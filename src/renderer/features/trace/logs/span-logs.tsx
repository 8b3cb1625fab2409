// The log records of the selected span, or of everything below it too, in the span's details.
import { useMemo, useState, type ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import type { TraceLogs } from '../../../../contract/logs.ts';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { logsLink } from '../../../routes/logs-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { LevelMark } from '../../../ui/level-mark.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { FoldSection } from '../../../ui/fold-section.tsx';
import { useTraceAddress } from '../use-trace-address.ts';
import details from '../details/details.module.css';
import { ItemKind, mergedItems } from './merged-items.ts';
import styles from './logs-view.module.css';

interface SpanLogsProps {
  readonly model: WaterfallModel;
  readonly row: number;
  readonly logs: TraceLogs | undefined;
}

/** The view of all of them is one click away. */
const shown = 100;

export function SpanLogs({ model, row, logs }: SpanLogsProps): ReactNode {
  const [below, setBelow] = useState(false);
  const { columns, index } = model;
  const { param } = useSelectedRun();
  const { linkWith } = useTraceAddress();
  const size = columns.subtree[row] as number;
  const counted = useMemo(() => {
    const of = (rows: number) =>
      mergedItems(
        { columns, index, events: undefined, logs },
        { rows: [row, rows], spans: false, events: false, logs: true, level: 0 },
      );
    return { own: of(1), all: of(size) };
  }, [columns, index, logs, row, size]);
  const cut = logs !== undefined && logs.total > logs.rows;
  if (logs === undefined || (counted.all.count === 0 && !cut)) return undefined;
  const items = below ? counted.all : counted.own;
  const start = columns.offset[row] as number;
  const places = Array.from({ length: Math.min(shown, items.count) }, (_, i) => i);
  return (
    <FoldSection name="trace:section:logs" title="Logs" count={counted.own.count}>
      {size > 1 ? (
        <div className={styles['scope']}>
          <Checkbox
            label={`With those of spans below (${formatCount(counted.all.count)})`}
            checked={below}
            onChange={setBelow}
          />
        </div>
      ) : undefined}
      <ol>
        {places.map((i) => {
          const at = items.at[i] as number;
          const own = items.kind[i] === ItemKind.log && items.row[i] === row;
          return (
            <li key={logs.sequence[at]} className={styles['logLine']}>
              <span className={styles['logTime']}>+{formatNanos((items.time[i] as number) - start)}</span>
              <LevelMark
                severity={logs.severity[at] as number}
                text={logs.texts[logs.severityText[at] as number] ?? ''}
              />
              <Link
                className={styles['logBody']}
                href={linkWith({ view: 'logs', record: logs.sequence[at], scope: own ? 'span' : 'subtree' })}
              >
                {logs.body[at] === '' ? (logs.texts[logs.eventName[at] as number] ?? '') : logs.body[at]}
              </Link>
            </li>
          );
        })}
      </ol>
      {items.count === 0 && !cut ? <p className={details['none']}>None of its own</p> : undefined}
      <p className={details['schema']}>
        {cut
          ? `Only among the first ${formatCount(logs.rows)} of ${formatCount(logs.total)} records of the trace. `
          : ''}
        {items.count > shown ? `The first ${shown} of ${plural(items.count, 'record')}. ` : ''}
        <Link href={linkWith({ view: 'logs', scope: below ? 'subtree' : 'span' })}>Among spans and events</Link>
        {' · '}
        <Link href={logsLink({ where: `span = ${model.index.refOf(row).spanId}`, run: param })}>Show in Logs</Link>
      </p>
    </FoldSection>
  );
}
