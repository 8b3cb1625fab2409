// Everything known about one request, above all where in it something was wrong.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import { formatDuration } from '../../../contract/duration-text.ts';
import type { IngestRecord } from '../../../contract/ingest.ts';
import { isoOfUnixNanos } from '../../../contract/iso-time.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatBytes, formatCount, plural } from '../../ui/number-text.ts';
import { formatDay, formatExactClock } from '../../ui/time-text.ts';
import { encodingText } from './inspector-columns.tsx';
import styles from './inspector.module.css';
import { Outcome, senderText } from './outcome.tsx';

export function RecordDetails({
  record,
  onClose,
}: {
  readonly record: IngestRecord;
  readonly onClose: () => void;
}): ReactNode {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Time', `${formatDay(record.at)} ${formatExactClock(record.at)}`],
    [
      record.transport === 'scrape' ? 'Target' : 'Sender',
      `${senderText(record)}${record.sender.process === undefined ? '' : `, ${record.sender.address}`}`,
    ],
    ['User agent', record.userAgent],
    ['Services', record.services.map((name) => serviceLabel(name)).join(', ')],
    ['Request', `${record.method} ${record.path}`],
    ['Encoding', encodingText(record)],
    [
      'Size',
      record.wireBytes === record.bodyBytes
        ? formatBytes(record.wireBytes)
        : `${formatBytes(record.wireBytes)} sent, ${formatBytes(record.bodyBytes)} unpacked`,
    ],
    ['Answered', answeredText(record)],
    ['Items', itemsText(record)],
  ];
  return (
    <aside aria-label="Request" className={styles['details']}>
      <header className={styles['detailsHead']}>
        <Outcome record={record} />
        <span className={styles['spring']} />
        <CopyButton label="Copy as JSON" text={() => recordJson(record)} />
        <IconButton label="Close details" onClick={onClose}>
          <X size={14} />
        </IconButton>
      </header>
      {record.message === '' ? undefined : <p className={styles['message']}>{record.message}</p>}
      <dl className={styles['facts']}>
        {facts.map(([name, value]) =>
          value === '' ? undefined : (
            <div key={name} className={styles['fact']}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {record.rejections.length === 0 ? undefined : (
        <section className={styles['rejections']}>
          <h3>
            {record.rejected > record.rejections.length
              ? `The first ${record.rejections.length} of ${plural(record.rejected, 'rejection')}`
              : plural(record.rejections.length, 'rejection')}
          </h3>
          <ul>
            {record.rejections.map((rejection, index) => (
              <li key={index} className={styles['rejection']}>
                <div>{rejection.reason}</div>
                <code className={styles['field']}>
                  {rejection.field === '' ? 'request' : rejection.field}
                  {rejection.offset >= 0 ? (
                    <span className={styles['offset']}>
                      {' '}
                      at {record.encoding === 'json' ? 'character' : 'byte'} {formatCount(rejection.offset)}
                    </span>
                  ) : undefined}
                </code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

function answeredText({ transport, status, durationMicros }: IngestRecord): string {
  const kind = transport === 'grpc' ? 'gRPC status' : 'HTTP status';
  const answer = transport === 'scrape' && status === 0 ? 'not at all' : `${kind} ${status}`;
  return `${answer}, after ${formatDuration(BigInt(Math.round(durationMicros)) * 1000n)}`;
}

function recordJson(record: IngestRecord): string {
  return JSON.stringify(
    { ...record, at: isoOfUnixNanos(record.at) },
    (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
    2,
  );
}

function itemsText({ accepted, rejected, ignored }: IngestRecord): string {
  const noise = ignored === 0 ? '' : `, ${formatCount(ignored)} of them not stored by noise rules`;
  return `${formatCount(accepted)} accepted${noise}, ${formatCount(rejected)} rejected`;
}
