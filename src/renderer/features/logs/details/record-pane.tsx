// The selected record beside the list.
import { Link2, Rows3, Waypoints, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { traceLink } from '../../../routes/trace-route.ts';
import { useNavigate } from '../../../routes/use-place.tsx';
import type { ServiceColours } from '../../../draw/palette.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { RecordActions } from './record-actions.ts';
import { RecordFacts } from './record-facts.tsx';
import { recordJson } from './record-json.ts';
import { RecordSections } from './record-sections.tsx';
import { useRecord } from './use-record.ts';
import styles from './record.module.css';

interface RecordPaneProps {
  readonly sequence: number;
  readonly actions: RecordActions;
  readonly colourOf: ServiceColours;
  /** The address that shows this record, for the clipboard. */
  readonly link: string;
  readonly onClose: () => void;
  /** Said where the record is not among those listed. */
  readonly note?: string | undefined;
}

export function RecordPane({ sequence, actions, colourOf, link, onClose, note }: RecordPaneProps): ReactNode {
  const { record, current, error } = useRecord(sequence);
  const { param } = useSelectedRun();
  const navigate = useNavigate();
  const traceId = record?.traceId;
  return (
    <section className={styles['pane']} aria-label="Record details">
      <header className={styles['head']}>
        <span
          className={styles['tick']}
          style={{ background: record === undefined ? 'transparent' : colourOf(record.resource.service).fill }}
        />
        <h2 className={styles['name']}>{record?.resource.service || 'Log record'}</h2>
        <div className={styles['actions']}>
          {traceId === undefined ? undefined : (
            <IconButton
              label="Go to the trace"
              keys="t"
              onClick={() => navigate(traceLink({ traceId, span: record?.spanId, run: param }))}
            >
              <Waypoints size={14} />
            </IconButton>
          )}
          <IconButton label="Records around this one" keys="c" onClick={() => actions.showContext({ sequence })}>
            <Rows3 size={14} />
          </IconButton>
          {record !== undefined && current ? (
            <CopyButton label="Copy record as JSON" text={() => recordJson(record)} />
          ) : undefined}
          <CopyLink link={link} />
          <IconButton label="Close" keys="escape" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </div>
      </header>
      <div className={styles['scroll']} tabIndex={0}>
        {note === undefined ? undefined : <p className={styles['odd']}>{note}</p>}
        {error === null ? (
          record === undefined ? undefined : (
            <div className={cx(!current && styles['former'])} aria-busy={!current}>
              <RecordFacts record={record} />
              <RecordSections record={record} actions={actions} />
            </div>
          )
        ) : (
          <EmptyState title={error.code === 'not-found' ? 'This record is not here' : 'The record could not be read'}>
            {error.code === 'not-found'
              ? 'It was evicted to make room, or the address belongs to another run.'
              : error.message}
          </EmptyState>
        )}
      </div>
    </section>
  );
}

function CopyLink({ link }: { readonly link: string }): ReactNode {
  return (
    <CopyButton
      label="Copy link to this record"
      icon={<Link2 size={14} />}
      text={() => new URL(link, location.href).href}
    />
  );
}
