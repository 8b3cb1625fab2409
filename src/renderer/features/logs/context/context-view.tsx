// The records before and after one record, from the same source: the record is marked, everything is in the order of time.
// Back, Escape or the button lead back to the list as it was left.
import { ArrowLeft } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode, type Ref } from 'react';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import { useRouter } from '../../../routes/use-place.tsx';
import { neighbourKinds, type Neighbours } from '../../../routes/logs-route.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { KeyHint } from '../../../ui/key-hint.tsx';
import { Select } from '../../../ui/select.tsx';
import { LogList, type LogListHandle, type LogListProps } from '../list/log-list.tsx';
import { rowsOf, type LogRow } from '../model/log-row.ts';
import type { LogsAddress } from '../use-logs-address.ts';
import { leaveContext } from './leave-context.ts';
import styles from './context-view.module.css';

interface ContextViewProps extends Pick<
  LogListProps,
  'columns' | 'colourOf' | 'zone' | 'selected' | 'onOpen' | 'onSelect' | 'valuesOf'
> {
  readonly address: LogsAddress;
  readonly sequence: number;
  readonly onShown: (sequences: readonly number[]) => void;
  readonly handle: Ref<LogListHandle>;
}

const words: Readonly<Record<Neighbours, string>> = {
  resource: 'the same process',
  service: 'the same service',
  all: 'all services',
};
const atFirst = 50;
const atMost = 500;

export function ContextView({ address, sequence, onShown, handle, ...list }: ContextViewProps): ReactNode {
  const { run } = useSelectedRun();
  const router = useRouter();
  const [reach, setReach] = useState(atFirst);
  const { of } = address.view;
  const { data, error, isFetching } = useAnswer(
    'logs.context',
    run === undefined ? undefined : { run, sequence, before: reach, after: reach, of },
    { live: false, keepPrevious: true },
  );
  const rows = useMemo((): readonly LogRow[] => (data === undefined ? [] : rowsOf(data)), [data]);
  const shown = useMemo(
    () => ({
      count: rows.length,
      at: (index: number) => rows[index],
      indexOf: (key: number) => rows.findIndex((row) => row.sequence === key),
    }),
    [rows],
  );
  const onVisible = useCallback(
    (first: number, last: number) => onShown(rows.slice(first, last + 1).map((row) => row.sequence)),
    [rows, onShown],
  );
  const before = data?.row ?? 0;
  const after = rows.length - 1 - before;
  return (
    <div className={styles['view']}>
      <div className={styles['bar']}>
        <Button look="ghost" onClick={() => leaveContext(address, router)}>
          <ArrowLeft size={13} aria-hidden="true" />
          Back
          <KeyHint keys="alt+left" />
        </Button>
        <span className={styles['words']} role="status">
          {data === undefined ? 'Reading the neighbours…' : `${before} before, ${after} after, of`}
        </span>
        <Select
          label="Whose records"
          labelHidden
          value={of}
          options={neighbourKinds.map((value) => ({ value, label: words[value] }))}
          onChange={(next) => address.change({ of: next }, true)}
        />
        {reach < atMost && (before === reach || after === reach) ? (
          <Button look="ghost" onClick={() => setReach(Math.min(atMost, reach * 2))}>
            More
          </Button>
        ) : undefined}
      </div>
      <LogList
        {...list}
        label="Records around the marked one"
        rows={shown}
        marked={sequence}
        stick={undefined}
        onVisible={onVisible}
        onScroll={ignore}
        moves={data === undefined ? 0 : 1}
        target={{ sequence, at: 'middle' }}
        loading={isFetching && data === undefined}
        empty={
          error === null ? undefined : (
            <EmptyState
              title={error.code === 'not-found' ? 'This record is not here' : 'The records could not be read'}
            >
              {error.code === 'not-found' ? 'It was evicted to make room, or belongs to another run.' : error.message}
            </EmptyState>
          )
        }
        handle={handle}
      />
    </div>
  );
}

function ignore(): void {
  // a context does not follow live data
}
