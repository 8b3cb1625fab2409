// A trace that is there: header, one of its views, and the details of the selected span. The waterfall's model is the
// one place where selection, collapses, zoom and matches live; the address follows the selection.
import { useCallback, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { RunId } from '../../../contract/ids.ts';
import type { TraceColumns } from '../../../contract/traces.ts';
import { WaterfallModel } from '../../draw/waterfall/waterfall-model.ts';
import type { TraceView } from '../../routes/trace-route.ts';
import { useClient } from '../../data/data-provider.tsx';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { formatCount } from '../../ui/number-text.ts';
import type { SearchFieldHandle } from '../../ui/search-field/search-field.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { readStored, writeStored } from '../../ui/stored.ts';
import { ColourLegend } from './colour-legend.tsx';
import { ColourSelect } from './colour-select.tsx';
import { DetailsPane, type Dock } from './details/details-pane.tsx';
import { spanJson } from './span-json.ts';
import { TraceHeader } from './trace-header.tsx';
import { LiveNote } from './live-note.tsx';
import { SkewNote } from './skew-note.tsx';
import { treeWidthName } from './tree-width.ts';
import { useLogMarks, useTraceLogs } from './logs/use-trace-logs.ts';
import { useClocks } from './use-clocks.ts';
import { useColour } from './use-colour.ts';
import { modeAfter } from './find-modes.tsx';
import { useFind } from './use-find.ts';
import { useFlash } from './use-flash.ts';
import { useSelectedSpan } from './use-selected-span.ts';
import type { OpenTrace } from './use-trace.ts';
import { UnknownSpanNote } from './unknown-span-note.tsx';
import { useTraceCommands } from './use-trace-commands.ts';
import { useTraceAddress } from './use-trace-address.ts';
import { firstView, traceViews } from './views/trace-views.ts';
import { ViewTabs } from './view-tabs.tsx';
import headerStyles from './trace-header.module.css';
import styles from './trace-screen.module.css';

interface TraceScreenProps {
  readonly run: RunId;
  readonly trace: OpenTrace;
  readonly columns: TraceColumns;
  readonly view: TraceView;
}

const dockName = 'trace:dock';

export function TraceScreen({ run, trace, columns, view }: TraceScreenProps): ReactNode {
  const client = useClient();
  const [model] = useState(() => newModel(columns));
  const { live } = useSelectedRun();
  useLayoutEffect(() => model.setLive(live), [model, live]);
  const clocks = useClocks(model, run, columns, view.times);
  useSyncExternalStore(model.subscribe, () => model.revision);
  const [open, setOpen] = useState(view.span !== undefined);
  const [dock, setDock] = useState<Dock>(() => (readStored(dockName) === 'bottom' ? 'bottom' : 'right'));
  const findField = useRef<SearchFieldHandle>(null);
  const address = useTraceAddress();
  const find = useFind({ model, run, where: view.find, mode: view.mode });
  const flash = useFlash(trace.added, trace.changes);
  useSelectedSpan(model, view.span, () => setOpen(true));

  const copySpan = (): void => {
    const row = model.selected;
    if (row < 0 || model.columns.missing[row] === 1) return;
    const { spanId, occurrence } = model.index.refOf(row);
    void client
      .call('trace.span', { run, traceId: columns.traceId, spanId, occurrence })
      .then((span) => copyText(spanJson(span)))
      .then(
        (worked) => flash.say(worked ? 'Span copied as JSON' : 'Could not copy'),
        () => flash.say('Could not copy'),
      );
  };
  const closeOrClear = (): void => {
    if (open && model.selected >= 0) setOpen(false);
    else if (view.find !== '') address.change({ find: '' });
    else model.select(-1);
  };
  useColour(model, run, columns, view.colour);
  const { data: logs } = useTraceLogs(run, columns.traceId);
  const unmarked = useLogMarks(model, run, logs);
  useTraceCommands(model, {
    focusFind: () => findField.current?.focus(),
    nextMode: () => address.change({ mode: modeAfter(view.mode) }),
    closeOrClear,
    toggleDetails: () => setOpen(!open),
    copySpan,
    show: (next) => address.change({ view: next }),
  });

  const openDetails = useCallback(() => setOpen(true), []);
  const changeDock = useCallback((next: Dock) => {
    setDock(next);
    writeStored(dockName, next);
  }, []);
  const shown = traceViews.find(({ name }) => name === view.view) ?? firstView;
  const { stage: Stage, tools: Tools } = shown;
  const { corrected } = clocks;
  const viewProps = useMemo(
    () => ({ run, model, columns, corrected, view, onOpen: openDetails }),
    [run, model, columns, corrected, view, openDetails],
  );
  const stage = useMemo(() => <Stage {...viewProps} />, [Stage, viewProps]);
  const details =
    open && model.selected >= 0 ? (
      <DetailsPane
        run={run}
        model={model}
        row={model.selected}
        logs={logs}
        dock={dock}
        onDock={changeDock}
        onClose={() => setOpen(false)}
      />
    ) : undefined;
  return (
    <div className={styles['screen']}>
      <TraceHeader
        model={model}
        columns={clocks.shown}
        find={find}
        findField={findField}
        flash={flash.text}
        stale={trace.error}
        detailsOpen={open}
        onDetails={() => setOpen(!open)}
        notes={
          <>
            {live ? (
              <LiveNote model={model} columns={columns} added={trace.added} changes={trace.changes} />
            ) : undefined}
            <SkewNote
              skew={clocks.skew}
              corrected={corrected}
              onCorrect={(wanted) => address.change({ times: wanted ? 'corrected' : 'sent' })}
            />
            {unmarked === 0 ? undefined : (
              <span className={headerStyles['live']} role="note">
                {formatCount(unmarked)} of {formatCount(logs?.total ?? 0)} log records have no mark on the bars: the
                latest
              </span>
            )}
          </>
        }
      >
        <div className={headerStyles['views']}>
          <ViewTabs shown={shown.name} />
          <ColourSelect
            run={run}
            columns={columns}
            by={view.colour}
            onChange={(colour) => address.change({ colour })}
          />
          <ColourLegend model={model} columns={clocks.shown} />
          {Tools === undefined ? undefined : <Tools {...viewProps} />}
        </div>
      </TraceHeader>
      <UnknownSpanNote model={model} />
      <div className={styles['body']}>
        <Splitter
          key={dock}
          label={dock === 'right' ? 'Width of the span details' : 'Height of the span details'}
          direction={dock === 'right' ? 'row' : 'column'}
          sized="second"
          initial={dock === 'right' ? 420 : 280}
          min={dock === 'right' ? 280 : 140}
          minRest={dock === 'right' ? 420 : 200}
          first={stage}
          second={details}
        />
      </div>
    </div>
  );
}

function newModel(columns: TraceColumns): WaterfallModel {
  const model = new WaterfallModel(columns);
  const width = readStored(treeWidthName);
  if (typeof width === 'number') model.setTreeWidth(width);
  return model;
}
