// Services whose metrics are fetched: a line for each with the state of its last scrape, and what can be done with it.
import { Pause, Pencil, Play, Plus, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ScrapeTarget } from '../../../contract/scrape.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatCount, plural } from '../../ui/number-text.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import styles from './metrics-targets.module.css';
import { targetColumns, wordsOf } from './target-columns.tsx';
import { TargetDialog } from './target-dialog.tsx';
import { draftOf, emptyDraft, type TargetDraft } from './target-form.ts';
import { useTargets, type TargetLine } from './use-targets.ts';

interface MetricsTargetsProps {
  /** Id of the chosen target. */
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
}

export function MetricsTargets({ selected, onSelect }: MetricsTargetsProps): ReactNode {
  const { lines, trouble, put, remove } = useTargets();
  const [editing, setEditing] = useState<{ readonly draft: TargetDraft; readonly isNew: boolean }>();
  const [doomed, setDoomed] = useState<ScrapeTarget>();
  const row = lines.findIndex(({ target }) => target.id === selected);
  const line = lines[row];
  const add = (): void => setEditing({ draft: emptyDraft(), isNew: true });
  const edit = (target: ScrapeTarget): void => setEditing({ draft: draftOf(target), isNew: false });
  return (
    <div className={styles['targets']}>
      <div className={styles['tools']}>
        <Button onClick={add}>
          <Plus size={14} /> Add a target
        </Button>
        {line === undefined ? undefined : (
          <>
            <IconButton label="Edit the target" onClick={() => edit(line.target)}>
              <Pencil size={14} />
            </IconButton>
            <IconButton
              label={line.target.paused ? 'Go on with the target' : 'Pause the target'}
              onClick={() => put({ ...line.target, paused: !line.target.paused })}
            >
              {line.target.paused ? <Play size={14} /> : <Pause size={14} />}
            </IconButton>
            <IconButton label="Remove the target" onClick={() => setDoomed(line.target)}>
              <Trash2 size={14} />
            </IconButton>
          </>
        )}
        {trouble === undefined ? undefined : (
          <span className={styles['trouble']} role="alert">
            {trouble}
          </span>
        )}
        <span className={styles['second']}>
          Pages of metrics are fetched in intervals and stored in the live run, with <code>up</code> for each.
        </span>
      </div>
      <VirtualTable
        label="Metrics targets"
        columns={targetColumns}
        count={lines.length}
        rowAt={(index) => lines[index]}
        rowKey={({ target }) => target.id}
        selected={row < 0 ? undefined : row}
        onSelect={(index) => onSelect(lines[index]?.target.id)}
        onOpen={(index) => {
          const opened = lines[index];
          if (opened !== undefined) edit(opened.target);
        }}
        empty={
          <EmptyState title="No metrics target yet">
            Add the address of a service that exposes metrics, such as http://127.0.0.1:9100/metrics. It is tested
            before it is added.
          </EmptyState>
        }
      />
      {line === undefined ? undefined : <Words line={line} />}
      {editing === undefined ? undefined : (
        <TargetDialog
          key={editing.draft.id}
          initial={editing.draft}
          isNew={editing.isNew}
          onClose={() => setEditing(undefined)}
          onSave={(target) => {
            put(target);
            onSelect(target.id);
          }}
        />
      )}
      <ConfirmDialog
        open={doomed !== undefined}
        onClose={() => setDoomed(undefined)}
        title="Remove this target?"
        confirm="Remove"
        danger
        onConfirm={() => {
          if (doomed !== undefined) remove(doomed);
        }}
      >
        {doomed?.url} is not scraped any more. What was stored stays.
      </ConfirmDialog>
    </div>
  );
}

/** All about the chosen target, in words. */
function Words({ line: { status } }: { readonly line: TargetLine }): ReactNode {
  if (status === undefined || status.scrapes === 0) return undefined;
  const left = [
    [status.duplicates, 'came twice at one time'],
    [status.outOfOrder, 'were older than the latest of their series'],
    [status.overLimit, 'were beyond a limit of the run'],
    [status.tooFarAhead, 'had a time in the future'],
  ] as const;
  const words = wordsOf(status);
  return (
    <div className={styles['words']} role="status">
      {words === '' ? undefined : <p className={status.state === 'down' ? styles['failed'] : undefined}>{words}</p>}
      <p className={styles['second']}>
        {plural(status.scrapes, 'scrape')}, {formatCount(status.failures)} failed
        {left.map(([count, what]) => (count === 0 ? '' : `; ${plural(count, 'sample')} ${what}`)).join('')}.
      </p>
    </div>
  );
}
