// The ingest inspector: the last requests that reached a port, good or bad, and all about the chosen one.
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { IngestRecord } from '../../../contract/ingest.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { VirtualTable, type TableHandle } from '../../ui/virtual-table.tsx';
import { inspectorColumns } from './inspector-columns.tsx';
import styles from './inspector.module.css';
import { isTrouble } from './outcome.tsx';
import { RecordDetails } from './record-details.tsx';

/** Requests asked for; the engine keeps a few hundred. */
const asked = 300;

export function Inspector(): ReactNode {
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  const [live, setLive] = useState(true);
  const [selected, setSelected] = useState<IngestRecord>();
  const { data, error } = useAnswer('ingest.recent', { limit: asked }, { live });
  const table = useRef<TableHandle>(null);
  const records = useMemo(() => {
    const newestFirst = [...(data?.records ?? [])].sort((a, b) => b.sequence - a.sequence);
    return onlyTrouble ? newestFirst.filter(isTrouble) : newestFirst;
  }, [data, onlyTrouble]);
  useHoldStill(table, records);
  const index = selected === undefined ? -1 : records.findIndex((record) => record.sequence === selected.sequence);
  if (error !== null) return <EmptyState title="The requests could not be read">{error.message}</EmptyState>;
  return (
    <div className={styles['inspector']}>
      <div className={styles['tools']}>
        <Checkbox label="Only trouble" checked={onlyTrouble} onChange={setOnlyTrouble} />
        <Checkbox label="Follow" checked={live} onChange={setLive} />
        <span className={styles['note']}>
          The last {asked} requests of any sender, and scrapes, newest first. Bodies are not kept here.
        </span>
      </div>
      <Splitter
        label="Request details"
        direction="row"
        sized="second"
        initial={420}
        min={260}
        minRest={360}
        first={
          <VirtualTable
            label="Requests"
            handle={table}
            columns={inspectorColumns}
            count={records.length}
            rowAt={(row) => records[row]}
            rowKey={(record) => String(record.sequence)}
            selected={index < 0 ? undefined : index}
            onSelect={(row) => setSelected(records[row])}
            empty={
              <EmptyState title={onlyTrouble ? 'No trouble' : 'No request yet'}>
                {onlyTrouble
                  ? 'Every request of late was stored whole.'
                  : 'As soon as anything reaches a port, even with the wrong protocol, or a target is scraped, it is listed here.'}
              </EmptyState>
            }
          />
        }
        second={
          selected === undefined ? undefined : (
            <RecordDetails record={selected} onClose={() => setSelected(undefined)} />
          )
        }
      />
    </div>
  );
}

/** New rows on top do not move what is being read. */
function useHoldStill(table: RefObject<TableHandle | null>, records: readonly IngestRecord[]): void {
  const newest = useRef<number>(undefined);
  useLayoutEffect(() => {
    const former = newest.current;
    newest.current = records[0]?.sequence;
    if (former === undefined) return;
    const added = records.findIndex((record) => record.sequence <= former);
    if (added > 0) table.current?.shift(added);
  }, [table, records]);
}
