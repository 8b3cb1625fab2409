// The keys of the page, bound to what is shown: the list, the selected record, the search.
import type { RefObject } from 'react';
import { withCondition } from '../../../contract/search/chips.ts';
import { unixNanos } from '../../../contract/time.ts';
import { useClient } from '../../data/data-provider.tsx';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { traceLink } from '../../routes/trace-route.ts';
import { useNavigate, useRouter } from '../../routes/use-place.tsx';
import { useNotify } from '../../ui/notices.tsx';
import type { LogListHandle } from './list/log-list.tsx';
import { leaveContext } from './context/leave-context.ts';
import { useLogsStore } from './logs-store.ts';
import { rowsOf } from './model/log-row.ts';
import type { RecordsViewProps } from './records-view.tsx';
import { useLogsCommands } from './use-logs-commands.ts';

interface Keys extends Pick<RecordsViewProps, 'address' | 'selection' | 'logs' | 'focusSearch'> {
  readonly selected: number | undefined;
  readonly select: (sequence: number | undefined) => void;
  readonly list: RefObject<LogListHandle | null>;
  readonly clear: () => void;
}

export function useKeys({ address, selection, logs, focusSearch, selected, select, list, clear }: Keys): void {
  const client = useClient();
  const { run, param } = useSelectedRun();
  const navigate = useNavigate();
  const router = useRouter();
  const notify = useNotify();
  const { taste, change } = useLogsStore();
  const { feed } = logs;
  const { view } = address;

  /** The next error in time after the selected record, wherever in the run it is. */
  const stepError = (by: 1 | -1): void => {
    if (selection === undefined) return;
    feed.hold();
    const { window } = feed.read();
    const at = selected === undefined ? undefined : window.at(window.indexOfSequence(selected));
    const from = at ?? (by === 1 ? undefined : window.newest);
    const key = from === undefined ? undefined : { time: from.time, sequence: from.sequence };
    const where = withCondition(selection.where, 'error');
    client
      .call('logs.list', {
        ...selection,
        where,
        order: by === 1 ? 'oldest' : 'newest',
        limit: 1,
        ...(key === undefined ? {} : by === 1 ? { after: key } : { before: key }),
      })
      .then(
        (answer) => {
          const [row] = rowsOf(answer);
          if (row === undefined) return notify('info', by === 1 ? 'No later error' : 'No earlier error');
          select(row.sequence);
          const shown = logs.rows.indexOf(row.sequence);
          if (shown >= 0) list.current?.show(shown);
          else feed.start({ place: { time: unixNanos(row.time), sequence: row.sequence }, at: 'middle' });
        },
        (error: Error) => notify('error', error.message),
      );
  };

  /** Writes the selected record into the address that Back comes to. */
  const keep = (): void => address.change({ record: selected }, true);

  const goToTrace = (): void => {
    if (run === undefined || selected === undefined) return;
    client.call('logs.record', { run, sequence: selected }).then(
      ({ traceId, spanId }) => {
        if (traceId === undefined) notify('info', 'This record was sent outside of a trace');
        else {
          keep();
          navigate(traceLink({ traceId, span: spanId, run: param }));
        }
      },
      (error: Error) => notify('error', error.message),
    );
  };

  useLogsCommands({
    search: focusSearch,
    step: (by) => list.current?.step(by),
    stepError,
    details: () => change({ detailsShown: !taste.detailsShown }),
    unfold: () => list.current?.toggle(),
    context: () => {
      if (selected === undefined) return;
      keep();
      address.change({ around: selected, record: selected });
    },
    trace: goToTrace,
    close: () => {
      if (selected !== undefined) select(undefined);
      else if (view.around !== undefined) leaveContext(address, router);
    },
    clear,
    end: () => (select(undefined), feed.resume()),
    start: () => feed.toStart(),
    turn: () => change({ newest: taste.newest === 'bottom' ? 'top' : 'bottom' }),
    facets: () => change({ facetsShown: !taste.facetsShown }),
    histogram: () => change({ histogramShown: !taste.histogramShown }),
    patterns: () => address.change({ view: view.view === 'patterns' ? 'list' : 'patterns', around: undefined }),
  });
}
