// The view `logs` of the trace: spans, events and log records in one list, of the whole trace, the selected span's
// subtree or the span alone. The selected record is in the address; spans are selected as everywhere on the page.
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { severityClasses } from '../../../../contract/logs.ts';
import { condition } from '../../../../contract/search/print.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import { serviceColours } from '../../../draw/palette.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { logsLink } from '../../../routes/logs-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import type { TraceScope } from '../../../routes/trace-route.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { Select } from '../../../ui/select.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import { readStored, writeStored } from '../../../ui/stored.ts';
import { Checkbox } from '../../../ui/toggle.tsx';
import { useCommands } from '../../../ui/use-commands.tsx';
import type { TableHandle } from '../../../ui/virtual-table.tsx';
import { useTraceAddress } from '../use-trace-address.ts';
import type { TraceViewProps } from '../views/trace-view.ts';
import { ItemKind, mergedItems, type MergedItems } from './merged-items.ts';
import { MergedList } from './merged-list.tsx';
import { RecordStrip } from './record-strip.tsx';
import { useTraceLogs } from './use-trace-logs.ts';
import styles from './logs-view.module.css';

const scopes: readonly { readonly value: TraceScope; readonly label: string }[] = [
  { value: 'trace', label: 'The whole trace' },
  { value: 'subtree', label: 'The selected span and below' },
  { value: 'span', label: 'The selected span' },
];
const levels = ['none', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

const tasteName = 'trace:merged';

interface Taste {
  readonly spans: boolean;
  readonly events: boolean;
  readonly logs: boolean;
  readonly level: Level;
}

export function LogsView({ run, model, view, onOpen }: TraceViewProps): ReactNode {
  const { columns, index, selected } = model;
  const { traceId } = columns;
  const address = useTraceAddress();
  const { param } = useSelectedRun();
  const theme = useTheme();
  const list = useRef<TableHandle>(null);
  const [taste, setTaste] = useState(storedTaste);
  const change = (patch: Partial<Taste>): void => {
    const next = { ...taste, ...patch };
    setTaste(next);
    writeStored(tasteName, next);
  };
  const { data: logs, error: withoutLogs } = useTraceLogs(run, traceId);
  const { data: events, error: withoutEvents } = useAnswer('trace.events', { run, traceId }, { live: false });
  const whole = (logs !== undefined || withoutLogs !== null) && (events !== undefined || withoutEvents !== null);
  const scope = selected < 0 ? 'trace' : view.scope;
  // In the whole trace another selection changes nothing.
  const first = scope === 'trace' ? -1 : selected;
  const size = scope === 'span' ? 1 : first < 0 ? 0 : (columns.subtree[first] as number);
  const items = useMemo(
    () =>
      mergedItems(
        { columns, index, events, logs },
        {
          rows: first < 0 ? undefined : [first, size],
          spans: taste.spans,
          events: taste.events,
          logs: taste.logs,
          level: severityClasses.indexOf(taste.level),
        },
      ),
    [columns, index, events, logs, taste, first, size],
  );
  const colourOf = useMemo(
    () => serviceColours(columns.serviceNames, theme.scheme),
    [columns.serviceNames, theme.scheme],
  );

  const current = useMemo(() => {
    for (let item = 0; item < items.count; item++) {
      const at = items.at[item] as number;
      if (view.record === undefined) {
        if (items.kind[item] === ItemKind.start && items.row[item] === selected) return item;
      } else if (items.kind[item] === ItemKind.log && logs?.sequence[at] === view.record) return item;
    }
    return undefined;
  }, [items, view.record, selected, logs]);
  const [chosen, setChosen] = useState<Chosen>();
  const shown = chosen === undefined ? current : (sameItem(chosen, items, selected) ?? current);

  const select = (item: number): void => {
    setChosen({ items, item });
    const row = items.row[item] as number;
    const isLog = items.kind[item] === ItemKind.log;
    if (row >= 0 && scope === 'trace') model.select(row);
    address.change({ record: isLog ? logs?.sequence[items.at[item] as number] : undefined });
  };
  // Keys that come before the list is whole are worked off when it is.
  const waiting = useRef(0);
  const step = (by: number): void => {
    if (!whole) {
      waiting.current += by;
      return;
    }
    if (items.count === 0) return;
    const next = Math.max(0, Math.min(items.count - 1, (shown ?? -1) + by));
    select(next);
    list.current?.show(next);
  };
  useEffect(() => {
    if (!whole || waiting.current === 0) return;
    const by = waiting.current;
    waiting.current = 0;
    step(by);
  });
  useCommands([
    { id: 'trace.logs.next', title: 'Next line', group: 'Trace', keys: 'j', listed: false, run: () => step(1) },
    {
      id: 'trace.logs.previous',
      title: 'Previous line',
      group: 'Trace',
      keys: 'k',
      listed: false,
      run: () => step(-1),
    },
  ]);

  return (
    <FullColumn>
      <div className={styles['bar']}>
        <Select
          label="Part of the trace"
          labelHidden
          value={scope}
          options={selected < 0 ? scopes.slice(0, 1) : scopes}
          onChange={(next) => address.change({ scope: next })}
        />
        <Checkbox label="Spans" checked={taste.spans} onChange={(spans) => change({ spans })} />
        <Checkbox label="Events" checked={taste.events} onChange={(next) => change({ events: next })} />
        <Checkbox label="Log records" checked={taste.logs} onChange={(next) => change({ logs: next })} />
        <Select
          label="Least severity of log records"
          labelHidden
          value={taste.level}
          options={levels.map((value) => ({
            value,
            label: value === 'none' ? 'all severities' : `${value} and above`,
          }))}
          onChange={(level) => change({ level })}
        />
        <span className={styles['count']}>
          {plural(items.count, 'line')}
          {logs === undefined || logs.total === logs.rows ? undefined : (
            <>
              {`, with the first ${formatCount(logs.rows)} of ${formatCount(logs.total)} log records; `}
              <Link href={logsLink({ where: condition('trace', '=', traceId, true), run: param })}>
                all of them in Logs
              </Link>
            </>
          )}
        </span>
      </div>
      <div className={styles['list']}>
        <Splitter
          label="Height of the record"
          direction="column"
          sized="second"
          initial={190}
          min={90}
          minRest={160}
          first={
            <MergedList
              items={items}
              columns={columns}
              events={events}
              logs={logs}
              colourOf={colourOf}
              selected={shown}
              onSelect={select}
              onOpen={(item) => {
                const row = items.row[item] as number;
                if (row < 0) return;
                model.select(row);
                onOpen();
              }}
              empty={
                <EmptyState title="Nothing to list">
                  {taste.spans || taste.events || taste.logs
                    ? 'This part of the trace has nothing of the chosen kinds.'
                    : 'Choose spans, events or log records above.'}
                </EmptyState>
              }
              handle={list}
            />
          }
          second={
            view.record === undefined ? undefined : (
              <RecordStrip run={run} sequence={view.record} onClose={() => address.change({ record: undefined })} />
            )
          }
        />
      </div>
    </FullColumn>
  );
}

interface Chosen {
  readonly items: MergedItems;
  readonly item: number;
}

/**
 * The chosen item in a list that may be another by now; `undefined` where it is not there, where another span was selected
 * since, and for records, which the address names.
 */
function sameItem({ items: then, item }: Chosen, now: MergedItems, selected: number): number | undefined {
  if (then === now) return item;
  const kind = then.kind[item] as number;
  const row = then.row[item] as number;
  const at = then.at[item] as number;
  if (kind === ItemKind.log || row !== selected) return undefined;
  for (let one = 0; one < now.count; one++)
    if (now.kind[one] === kind && now.row[one] === row && now.at[one] === at) return one;
  return undefined;
}

function storedTaste(): Taste {
  const stored = readStored(tasteName);
  const kept: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  return {
    spans: kept['spans'] !== false,
    events: kept['events'] !== false,
    logs: kept['logs'] !== false,
    level: levels.find((level) => level === kept['level']) ?? 'none',
  };
}
