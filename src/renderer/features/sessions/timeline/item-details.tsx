// Everything that was sent about the selected item, and the ways from it: its trace, the logs and metrics of its time.
import type { ReactNode } from 'react';
import { spanIdAt, traceIdAt, type RunId } from '../../../../contract/ids.ts';
import { joinKeys } from '../../../../contract/session-keys.ts';
import { ItemSource, type SessionTimeline } from '../../../../contract/sessions.ts';
import { unixNanos } from '../../../../contract/time.ts';
import type { Attribute } from '../../../../contract/values.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { logsLink } from '../../../routes/logs-route.ts';
import { metricsLink } from '../../../routes/metrics-route.ts';
import { traceLink } from '../../../routes/trace-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { AttributeList } from '../../../ui/attribute-list.tsx';
import { SidePane } from '../../../ui/side-pane.tsx';
import { formatExactClock, type Zone } from '../../../ui/time-text.ts';
import { ValueViewer } from '../../../ui/value-viewer.tsx';
import { itemText } from './item-text.ts';
import styles from './item-details.module.css';
import words from './session-page.module.css';

interface ItemDetailsProps {
  readonly data: SessionTimeline;
  readonly item: number;
  readonly live: boolean;
  /** For links; undefined for the live run. */
  readonly run: RunId | undefined;
  readonly zone: Zone;
  readonly onClose: () => void;
}

/** A moment is looked at with so much around it, nanoseconds. */
const around = 1_000_000_000n;

export function ItemDetails({ data, item, live, run, zone, onClose }: ItemDetailsProps): ReactNode {
  const text = itemText(data, item, live);
  const hasTrace = data.trace[item] !== 0;
  const traceId = traceIdAt(data.traceIds, 16 * (data.trace[item] as number));
  const spanId = spanIdAt(data.spanIds, 8 * item);
  const length = BigInt(Math.round(data.duration[item] as number));
  const from = unixNanos(text.at - around);
  const to = unixNanos(text.at + length + around);
  // A key that joins holds other values than the session's id.
  const key = data.session.keys.find((one) => !joinKeys.includes(one)) ?? 'session.id';
  const where = `${key} = ${JSON.stringify(data.session.id)}`;
  const millis = (time: bigint): number => Number(time / 1_000_000n);
  const isSpan = data.source[item] === ItemSource.span;
  const end = data.endSequence[item] as number;
  return (
    <SidePane label="Details of the selected item" title={text.name} closeLabel="Close the details" onClose={onClose}>
      <div className={styles['item']}>
        <p className={words['second']}>
          {text.lane} · {text.length} · {formatExactClock(text.at, zone)} ({text.offset})
        </p>
        {text.remarks.length === 0 ? undefined : <p className={words['warned']}>{text.remarks.join(', ')}</p>}
        <p className={styles['ways']}>
          {hasTrace ? (
            <Link href={traceLink({ traceId, span: isSpan ? spanId : undefined, run })}>Trace</Link>
          ) : undefined}
          {isSpan ? undefined : (
            <Link href={logsLink({ record: data.sequence[item] as number, from, to, run })}>Log record</Link>
          )}
          <Link href={logsLink({ where, from, to, run })}>Logs of the session at this time</Link>
          <Link href={logsLink({ from, to, run })}>All logs of this time</Link>
          <Link href={metricsLink({ from: millis(from), to: millis(to), run })}>Metrics of this time</Link>
        </p>
        {isSpan ? (
          <SpanAttributes traceId={traceId} spanId={spanId} />
        ) : (
          <>
            <Record title={end >= 0 ? 'Start' : undefined} sequence={data.sequence[item] as number} />
            {end >= 0 ? <Record title="End" sequence={end} /> : undefined}
          </>
        )}
      </div>
    </SidePane>
  );
}

function Record({ title, sequence }: { readonly title: string | undefined; readonly sequence: number }): ReactNode {
  const { run } = useSelectedRun();
  const { data, error } = useAnswer('logs.record', run === undefined ? undefined : { run, sequence }, { live: false });
  if (error !== null) return <p className={words['warned']}>{error.message}</p>;
  if (data === undefined) return <p className={words['second']}>Reading…</p>;
  return (
    <section>
      {title === undefined ? undefined : (
        <h3>
          {title} <span className={words['second']}>{data.eventName}</span>
        </h3>
      )}
      {data.body === undefined || data.body === '' ? undefined : (
        <ValueViewer name="body" value={data.body} tools={undefined} />
      )}
      <Attributes attributes={data.attributes} />
    </section>
  );
}

function SpanAttributes({
  traceId,
  spanId,
}: {
  readonly traceId: ReturnType<typeof traceIdAt>;
  readonly spanId: ReturnType<typeof spanIdAt>;
}): ReactNode {
  const { run } = useSelectedRun();
  const { data, error } = useAnswer(
    'trace.span',
    run === undefined ? undefined : { run, traceId, spanId, occurrence: 0 },
    { live: false },
  );
  if (error !== null) return <p className={words['warned']}>{error.message}</p>;
  if (data === undefined) return <p className={words['second']}>Reading…</p>;
  return <Attributes attributes={data.attributes} />;
}

function Attributes({ attributes }: { readonly attributes: readonly Attribute[] }): ReactNode {
  return <AttributeList attributes={attributes} of={attributes.length} toolsOf={() => undefined} />;
}
