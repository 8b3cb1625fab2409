// Sources that are fetched over a connection of their own: a line for each with its state, and what can be done with it.
import { Pause, Pencil, Play, Plus, RotateCw, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Collector } from '../../../../contract/collectors.ts';
import type { Endpoints } from '../../../../contract/ingest.ts';
import { sessionsLink } from '../../../routes/sessions-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { formatCount, plural } from '../../../ui/number-text.ts';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { newId } from '../form-texts.ts';
import { AddDialog } from './add-dialog.tsx';
import { clockText, collectorColumns } from './collector-columns.tsx';
import styles from './collectors.module.css';
import { EditDialog } from './edit-dialog.tsx';
import type { PlannedPart, RecipeId } from './recipe.ts';
import { useCollectors, type CollectorLine } from './use-collectors.ts';
import { wordsOf } from './use-trials.ts';

export interface CollectorListView {
  /** Id of the chosen source. */
  readonly source: string | undefined;
  /** Recipe of the open dialog. */
  readonly add: RecipeId | undefined;
  readonly edit: boolean;
}

interface CollectorListProps {
  readonly view: CollectorListView;
  readonly endpoints: Endpoints;
  readonly onView: (view: Partial<CollectorListView>) => void;
  /** Only metrics targets were added. */
  readonly onTargets: (id: string) => void;
}

export function CollectorList({ view, endpoints, onView, onTargets }: CollectorListProps): ReactNode {
  const { lines, trouble, add, put, remove, retry } = useCollectors();
  const [doomed, setDoomed] = useState<Collector>();
  const row = lines.findIndex(({ collector }) => collector.id === view.source);
  const line = lines[row];

  function addParts(parts: readonly PlannedPart[]): void {
    const collectors = parts.flatMap(({ thing }) =>
      thing.kind === 'collector' ? [{ ...thing.collector, id: newId() }] : [],
    );
    const targets = parts.flatMap(({ thing }) => (thing.kind === 'target' ? [{ ...thing.target, id: newId() }] : []));
    add(collectors, targets);
    const [first] = collectors;
    if (first === undefined) onTargets(targets[0]?.id ?? '');
    else onView({ add: undefined, source: first.id });
  }

  return (
    <div className={styles['sources']}>
      <div className={styles['tools']}>
        <Button onClick={() => onView({ add: 'streamkit' })}>
          <Plus size={14} /> Add a source
        </Button>
        {line === undefined ? undefined : (
          <Tools line={line} put={put} retry={retry} onEdit={() => onView({ edit: true })} onRemove={setDoomed} />
        )}
        {trouble === undefined ? undefined : (
          <span className={styles['bad']} role="alert">
            {trouble}
          </span>
        )}
        <span className={styles['second']}>What they bring is stored in the live run.</span>
      </div>
      <VirtualTable
        label="Fetched sources"
        columns={collectorColumns}
        count={lines.length}
        rowAt={(index) => lines[index]}
        rowKey={({ collector }) => collector.id}
        selected={row < 0 ? undefined : row}
        onSelect={(index) => onView({ source: lines[index]?.collector.id })}
        onOpen={(index) => onView({ source: lines[index]?.collector.id, edit: true })}
        empty={
          <EmptyState title="Nothing is fetched yet">
            Some services do not send what they know, they have to be asked: event feeds, runtime charts, databases, log
            files. Add a source, name the service, and see what it has before anything is stored.
          </EmptyState>
        }
      />
      {line === undefined ? undefined : <Details line={line} />}
      {view.add === undefined ? undefined : (
        <AddDialog
          recipe={view.add}
          endpoints={endpoints}
          onRecipe={(recipe) => onView({ add: recipe })}
          onClose={() => onView({ add: undefined })}
          onAdd={addParts}
        />
      )}
      {view.edit && line !== undefined ? (
        <EditDialog
          key={line.collector.id}
          initial={line.collector}
          onClose={() => onView({ edit: false })}
          onSave={put}
        />
      ) : undefined}
      <ConfirmDialog
        open={doomed !== undefined}
        onClose={() => setDoomed(undefined)}
        title="Remove this source?"
        confirm="Remove"
        danger
        onConfirm={() => {
          if (doomed !== undefined) remove(doomed.id);
        }}
      >
        {doomed?.name} is not fetched any more. What was stored stays.
      </ConfirmDialog>
    </div>
  );
}

interface ToolsProps {
  readonly line: CollectorLine;
  readonly put: (collector: Collector) => void;
  readonly retry: (id: string) => void;
  readonly onEdit: () => void;
  readonly onRemove: (collector: Collector) => void;
}

function Tools({ line: { collector, status }, put, retry, onEdit, onRemove }: ToolsProps): ReactNode {
  return (
    <>
      <IconButton label="Edit the source" onClick={onEdit}>
        <Pencil size={14} />
      </IconButton>
      <IconButton
        label={collector.paused ? 'Go on with the source' : 'Pause the source'}
        onClick={() => put({ ...collector, paused: !collector.paused })}
      >
        {collector.paused ? <Play size={14} /> : <Pause size={14} />}
      </IconButton>
      <IconButton label="Try again now" disabled={status?.state !== 'waiting'} onClick={() => retry(collector.id)}>
        <RotateCw size={14} />
      </IconButton>
      <IconButton label="Remove the source" onClick={() => onRemove(collector)}>
        <Trash2 size={14} />
      </IconButton>
    </>
  );
}

const withSessions: ReadonlySet<Collector['kind']> = new Set(['streamkit', 'omnirt', 'llama-stack']);

/** All about the chosen source, in words. */
function Details({ line: { collector, status } }: { readonly line: CollectorLine }): ReactNode {
  if (status === undefined) return undefined;
  const { state, failure, failures, facts, note, nextAt, records, lost, lastAt } = status;
  return (
    <div className={styles['details']} role="status">
      {failure === undefined ? undefined : (
        <p className={state === 'live' ? styles['second'] : styles['bad']}>
          {state === 'live' ? 'Before: ' : ''}
          {wordsOf(failure)}
          {state === 'waiting' ? ` It is tried again at ${clockText(nextAt)}.` : ''}
        </p>
      )}
      {note === '' ? undefined : <p>{note}</p>}
      {facts.length === 0 ? undefined : (
        <dl className={styles['facts']}>
          {facts.map(({ name, value }) => (
            <div key={name} className={styles['fact']}>
              <dt className={styles['second']}>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className={styles['second']}>
        {plural(records, 'record')} stored{lastAt === 0 ? '' : `, the last at ${clockText(lastAt)}`},{' '}
        {formatCount(lost)} known to be missing, {plural(failures, 'failed connection')}.{' '}
        {withSessions.has(collector.kind) && records > 0 ? <Link href={sessionsLink()}>Show sessions</Link> : undefined}
      </p>
    </div>
  );
}
