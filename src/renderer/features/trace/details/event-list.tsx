// Events of a span by time, with their distance from its start. Exceptions show type and message, and fold their stack.
import { useState, type ReactNode } from 'react';
import { formatDuration } from '../../../../contract/duration-text.ts';
import { isoOfUnixNanos } from '../../../../contract/iso-time.ts';
import { durationNanos, type UnixNanos } from '../../../../contract/time.ts';
import type { EventRecord } from '../../../../contract/otlp-records.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { stackLines } from '../../../ui/stack-frames.ts';
import { textOfValue } from '../../../ui/value-text.ts';
import { AttributeTable } from './attribute-table.tsx';
import { matchingAttributes } from './matching-attributes.ts';
import { eventSeverity } from './program-facts.ts';
import { Dropped } from '../../../ui/fold-section.tsx';
import { LevelMark } from '../../../ui/level-mark.tsx';
import { StackTrace } from '../../../ui/stack-trace.tsx';
import styles from './details.module.css';

interface EventListProps {
  readonly events: readonly EventRecord[];
  readonly spanStart: UnixNanos;
  readonly filter: string;
}

export function EventList({ events, spanStart, filter }: EventListProps): ReactNode {
  const ordered = [...events].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return (
    <ol className={styles['events']}>
      {ordered.map((event, index) => (
        <li key={index} className={styles['event']}>
          <div className={styles['eventHead']}>
            <time className={styles['offset']} title={isoOfUnixNanos(event.time)}>
              {event.time < spanStart ? '' : '+'}
              {formatDuration(durationNanos(event.time - spanStart))}
            </time>
            <EventLevel event={event} />
            <span className={styles['eventName']}>{event.name === '' ? '(no name)' : event.name}</span>
          </div>
          <EventBody event={event} filter={filter} />
          <Dropped count={event.droppedAttributes} what="attribute" />
        </li>
      ))}
    </ol>
  );
}

/** Events that are log lines say how severe they are. */
function EventLevel({ event }: { readonly event: EventRecord }): ReactNode {
  const severity = eventSeverity(event.attributes);
  return severity === undefined ? undefined : <LevelMark severity={severity} />;
}

const exceptionKeys: ReadonlySet<string> = new Set(['exception.type', 'exception.message', 'exception.stacktrace']);

function EventBody({ event, filter }: { readonly event: EventRecord; readonly filter: string }): ReactNode {
  const textOf = (key: string): string =>
    textOfValue(event.attributes.find((attribute) => attribute.key === key)?.value);
  const isException = event.name === 'exception' || event.attributes.some(({ key }) => exceptionKeys.has(key));
  const others = isException ? event.attributes.filter(({ key }) => !exceptionKeys.has(key)) : event.attributes;
  const stack = isException ? textOf('exception.stacktrace') : '';
  const lines = stack === '' ? undefined : stackLines(stack);
  return (
    <>
      {isException ? (
        <p className={styles['exception']}>
          <strong>{textOf('exception.type')}</strong> {textOf('exception.message')}
        </p>
      ) : undefined}
      {stack === '' ? undefined : lines === undefined ? (
        <Stack text={stack} />
      ) : (
        <StackTrace lines={lines} text={stack} />
      )}
      {others.length > 0 ? (
        <AttributeTable attributes={matchingAttributes(others, filter)} of={others.length} />
      ) : undefined}
    </>
  );
}

const folded = 8;

function Stack({ text }: { readonly text: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const lines = text.trimEnd().split('\n');
  const more = lines.length - folded;
  return (
    <div className={styles['stack']}>
      <pre>{open || more <= 1 ? text : lines.slice(0, folded).join('\n')}</pre>
      <div className={styles['stackTools']}>
        {more > 1 ? (
          <button type="button" className={styles['jump']} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Less' : `${more} more lines`}
          </button>
        ) : undefined}
        <CopyButton label="Copy stack trace" text={text} />
      </div>
    </div>
  );
}
