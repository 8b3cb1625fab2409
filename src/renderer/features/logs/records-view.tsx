// Facets, list and details side by side, and what can be done with a record.
import { Plus } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { LogSelection } from '../../../contract/logs.ts';
import { unixNanosOfMillis } from '../../../contract/time.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useRunInfo } from '../../data/use-run-info.ts';
import type { ServiceColours } from '../../draw/palette.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { formatDay, type Zone } from '../../ui/time-text.ts';
import { ContextView } from './context/context-view.tsx';
import { RecordPane } from './details/record-pane.tsx';
import { FacetsPane } from './facets/facets-pane.tsx';
import { FieldPicker } from './field-picker.tsx';
import { lineColumns } from './list/line-columns.ts';
import { LogList, type LogListHandle } from './list/log-list.tsx';
import { useValues } from './list/use-values.ts';
import { ListFailed, NothingMatches, NothingReceived } from './list-state.tsx';
import { useLogsStore } from './logs-store.ts';
import type { LogRow } from './model/log-row.ts';
import { PatternsView } from './patterns/patterns-view.tsx';
import { useChosen } from './use-chosen.ts';
import type { Conditions } from './use-conditions.ts';
import type { Counts } from './use-counts.ts';
import { useKeys } from './use-keys.ts';
import type { Logs } from './use-logs.ts';
import type { LogsAddress } from './use-logs-address.ts';
import { useRecordActions } from './use-record-actions.ts';
import styles from './logs-page.module.css';

export interface RecordsViewProps {
  readonly address: LogsAddress;
  readonly selection: LogSelection | undefined;
  readonly logs: Logs;
  readonly counts: Counts;
  readonly conditions: Conditions;
  readonly colourOf: ServiceColours;
  readonly zone: Zone;
  readonly flowing: boolean;
  readonly focusSearch: () => void;
}

export function RecordsView(props: RecordsViewProps): ReactNode {
  const { address, selection, logs, counts, conditions, colourOf, zone, flowing } = props;
  const { run } = useSelectedRun();
  const info = useRunInfo();
  const { taste, change: changeTaste, left } = useLogsStore();
  const { view, change } = address;
  const write = useCallback((record: number | undefined) => change({ record }, true), [change]);
  const [selected, select] = useChosen(view.record, write);
  const list = useRef<LogListHandle>(null);
  const { feed, state, rows } = logs;

  const choose = useCallback(
    (row: LogRow) => {
      feed.hold();
      select(row.sequence);
    },
    [feed, select],
  );
  const actions = useRecordActions(address, conditions);
  const clear = useCallback(
    () => address.change({ where: '', from: undefined, to: undefined, record: undefined }),
    [address],
  );
  useKeys({ ...props, selected, select, list, clear });

  const eventNames = (counts.facets?.eventNames.length ?? 0) > 0;
  const today = formatDay(unixNanosOfMillis(Date.now()), zone);
  const { oldest, newest } = state.window;
  const dated = [oldest, newest].some((row) => row !== undefined && formatDay(row.time, zone) !== today);
  const columns = useMemo(() => lineColumns(taste.columns, eventNames, dated), [taste.columns, eventNames, dated]);
  const values = useValues(run, taste.columns);
  const { want } = values;
  const { onVisible } = logs;
  const visible = useCallback(
    (first: number, last: number) => {
      onVisible(first, last);
      const sequences: number[] = [];
      for (let index = first; index <= last; index++) {
        const row = rows.at(index);
        if (row !== undefined) sequences.push(row.sequence);
      }
      want(sequences);
    },
    [onVisible, rows, want],
  );
  const openDetails = (row: LogRow): void => {
    choose(row);
    changeTaste({ detailsShown: true });
  };

  const unfiltered = view.where === '' && view.from === undefined && view.to === undefined;
  const empty =
    state.error !== undefined ? (
      <ListFailed error={state.error} onRetry={() => feed.start()} />
    ) : state.first ? undefined : unfiltered || info?.logs === 0 ? (
      <NothingReceived />
    ) : (
      <NothingMatches address={address} onClear={clear} />
    );
  const landing = typeof state.landing === 'object' ? state.landing : undefined;
  const shared = { columns, colourOf, zone, selected, onOpen: openDetails, valuesOf: values.valuesOf };
  const middle =
    view.around !== undefined ? (
      <ContextView
        {...shared}
        address={address}
        sequence={view.around}
        onSelect={(row) => select(row.sequence)}
        handle={list}
        onShown={want}
      />
    ) : view.view === 'patterns' ? (
      <PatternsView
        address={address}
        selection={selection}
        flowing={flowing}
        conditions={conditions}
        zone={zone}
        handle={list}
      />
    ) : (
      <LogList
        {...shared}
        label="Log records"
        rows={rows}
        stick={logs.stick}
        onSelect={choose}
        onVisible={visible}
        onScroll={logs.onScroll}
        onDropColumn={(field) => changeTaste({ columns: taste.columns.filter((one) => one !== field) })}
        headTools={
          <AddColumn taken={taste.columns} onPick={(field) => changeTaste({ columns: [...taste.columns, field] })} />
        }
        resume={
          state.kind === 'holding'
            ? { arrived: state.arrived, at: taste.newest, run: () => (select(undefined), feed.resume()) }
            : undefined
        }
        moves={state.moves}
        initial={left?.list === address.list ? left.at?.sequence : undefined}
        onLeave={logs.onLeave}
        target={landing === undefined ? undefined : { sequence: landing.place.sequence, at: landing.at }}
        loading={state.loading && state.first}
        empty={empty}
        handle={list}
      />
    );
  const stray =
    selected !== undefined && landing?.place.sequence === selected && !state.loading && rows.indexOf(selected) < 0;
  const details =
    taste.detailsShown && selected !== undefined ? (
      <RecordPane
        sequence={selected}
        actions={actions}
        colourOf={colourOf}
        link={address.linkWith({ record: selected })}
        onClose={() => select(undefined)}
        note={stray ? 'This record is not among those that match the search and the time range.' : undefined}
      />
    ) : undefined;
  return (
    <Splitter
      label="Width of the facets"
      direction="row"
      sized="first"
      initial={210}
      min={140}
      minRest={400}
      first={
        taste.facetsShown ? (
          <FacetsPane
            facets={counts.facets}
            selection={selection}
            live={flowing}
            conditions={conditions}
            colourOf={colourOf}
            fields={taste.facets}
            onFields={(facets) => changeTaste({ facets })}
          />
        ) : undefined
      }
      second={
        <Splitter
          label="Width of the record details"
          direction="row"
          sized="second"
          initial={430}
          min={280}
          minRest={320}
          first={<div className={styles['listBox']}>{middle}</div>}
          second={details}
        />
      }
    />
  );
}

function AddColumn({
  taken,
  onPick,
}: {
  readonly taken: readonly string[];
  readonly onPick: (field: string) => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <FieldPicker
      open={open}
      onOpen={setOpen}
      label="Show a field as a column"
      taken={taken}
      onPick={(field) => {
        onPick(field);
        setOpen(false);
      }}
      trigger={
        <button type="button" className={styles['addColumn']} aria-label="Add a column" title="Add a column">
          <Plus size={13} aria-hidden="true" />
        </button>
      }
    />
  );
}
