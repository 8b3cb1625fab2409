// The selected record of the merged list: its body and attributes, and the way to it on the logs page.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { serviceLabel } from '../../../../contract/service-label.ts';
import { isoOfUnixNanos } from '../../../../contract/iso-time.ts';
import type { RunId } from '../../../../contract/ids.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { useAnswer } from '../../../data/use-answer.ts';
import { logsLink } from '../../../routes/logs-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { LevelMark } from '../../../ui/level-mark.tsx';
import { stackLines } from '../../../ui/stack-frames.ts';
import { formatExactClock } from '../../../ui/time-text.ts';
import { ValueViewer } from '../../../ui/value-viewer.tsx';
import { textOfValue } from '../../../ui/value-text.ts';
import { AttributeTable } from '../details/attribute-table.tsx';
import { StackTrace } from '../../../ui/stack-trace.tsx';
import styles from './logs-view.module.css';

interface RecordStripProps {
  readonly run: RunId;
  readonly sequence: number;
  readonly onClose: () => void;
}

export function RecordStrip({ run, sequence, onClose }: RecordStripProps): ReactNode {
  const { param } = useSelectedRun();
  const { data, error } = useAnswer('logs.record', { run, sequence }, { keepPrevious: true });
  const where = data?.traceId === undefined ? '' : `trace = ${data.traceId}`;
  const text = data === undefined ? '' : textOfValue(data.body);
  const stack = stackLines(text);
  return (
    <section className={styles['record']} aria-label="Log record">
      <div className={styles['recordHead']}>
        {data === undefined ? undefined : (
          <>
            <LevelMark severity={data.severity} text={data.severityText} wide />
            <time className="numeric" title={isoOfUnixNanos(data.time)}>
              {formatExactClock(data.time)}
            </time>
            <span>{serviceLabel(data.resource.service, '')}</span>
          </>
        )}
        <Link href={logsLink({ where, record: sequence, run: param })}>Show in Logs</Link>
        <IconButton label="Close the record" onClick={onClose}>
          <X size={14} />
        </IconButton>
      </div>
      {error === null ? undefined : <p>{error.message}</p>}
      {data === undefined ? undefined : (
        <>
          {stack === undefined ? (
            <ValueViewer name="body" value={data.body} />
          ) : (
            <StackTrace lines={stack} text={text} />
          )}
          {data.attributes.length === 0 ? undefined : (
            <AttributeTable attributes={data.attributes} of={data.attributes.length} />
          )}
        </>
      )}
    </section>
  );
}
