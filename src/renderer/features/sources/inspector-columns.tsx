// Columns of the ingest inspector.
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import { formatDuration } from '../../../contract/duration-text.ts';
import type { IngestRecord, IngestWay } from '../../../contract/ingest.ts';
import { formatBytes, formatCount } from '../../ui/number-text.ts';
import { formatClock } from '../../ui/time-text.ts';
import type { Column } from '../../ui/virtual-table.tsx';
import styles from './inspector.module.css';
import { Outcome, senderText } from './outcome.tsx';

export const inspectorColumns: readonly Column<IngestRecord>[] = [
  { id: 'at', title: 'Time', width: 98, cell: (record) => <Mono>{formatClock(record.at)}</Mono> },
  { id: 'outcome', title: 'Outcome', width: 128, cell: (record) => <Outcome record={record} /> },
  { id: 'sender', title: 'Sender', width: 156, cell: (record) => <Clipped text={senderText(record)} /> },
  {
    id: 'service',
    title: 'Services',
    width: 112,
    cell: (record) => <Clipped text={record.services.map((name) => serviceLabel(name)).join(', ')} />,
  },
  { id: 'transport', title: 'Over', width: 62, cell: (record) => ways[record.transport] },
  {
    id: 'path',
    title: 'Path',
    width: 112,
    grow: 1,
    cell: (record) => <Clipped text={pathText(record)} title={record.path} />,
  },
  {
    id: 'accepted',
    title: 'Accepted',
    width: 76,
    align: 'end',
    cell: (record) => (
      <Mono>
        {record.ignored > 0
          ? `${formatCount(record.accepted)} −${formatCount(record.ignored)}`
          : formatCount(record.accepted)}
      </Mono>
    ),
  },
  {
    id: 'rejected',
    title: 'Rejected',
    width: 72,
    align: 'end',
    cell: (record) => <Rejected count={record.rejected} />,
  },
  {
    id: 'wire',
    title: 'Sent',
    width: 76,
    align: 'end',
    cell: (record) => <Mono>{formatBytes(record.wireBytes)}</Mono>,
  },
  { id: 'encoding', title: 'Encoding', width: 88, cell: (record) => <Clipped text={encodingText(record)} /> },
  {
    id: 'took',
    title: 'Took',
    width: 72,
    align: 'end',
    cell: (record) => <Mono>{formatDuration(BigInt(Math.round(record.durationMicros)) * 1000n)}</Mono>,
  },
  { id: 'message', title: 'Message', width: 140, grow: 4, cell: (record) => <Clipped text={record.message} /> },
];

const ways: Readonly<Record<IngestWay, string>> = {
  grpc: 'gRPC',
  http: 'HTTP',
  'remote-write': 'write',
  scrape: 'scrape',
};

/** gRPC names its services at length; the last two parts tell them apart. */
export function pathText(record: IngestRecord): string {
  return record.transport === 'grpc' ? record.path.replace(/^.*\.(?=[^./]+\/)/, '') : `${record.method} ${record.path}`;
}

export function encodingText(record: IngestRecord): string {
  return record.compression === '' || record.compression === 'identity'
    ? record.encoding
    : `${record.encoding}, ${record.compression}`;
}

function Mono({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className="numeric">{children}</span>;
}

function Rejected({ count }: { readonly count: number }): ReactNode {
  return (
    <span className={count > 0 ? `numeric ${styles['bad'] ?? ''}` : `numeric ${styles['faint'] ?? ''}`}>
      {formatCount(count)}
    </span>
  );
}

function Clipped({ text, title }: { readonly text: string; readonly title?: string }): ReactNode {
  return (
    <span className={styles['clipped']} title={title ?? text}>
      {text}
    </span>
  );
}
