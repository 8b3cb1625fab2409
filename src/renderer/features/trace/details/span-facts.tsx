// Kind, status, times and ids of the selected span. Times come from the columns; self time is worked out here.
import { CircleAlert } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { isoOfUnixNanos } from '../../../../contract/iso-time.ts';
import { spanIdAt } from '../../../../contract/ids.ts';
import { unixNanos } from '../../../../contract/time.ts';
import { SpanMark, type SpanDetails } from '../../../../contract/traces.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import { markTexts } from '../../../draw/waterfall/row-description.ts';
import { selfTime } from '../../../draw/waterfall/self-time.ts';
import { signedNanos } from '../../../draw/waterfall/row-clocks.ts';
import { spanState } from '../../../draw/waterfall/span-state.ts';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';
import { useSourceFiles } from '../../../ui/source-opener.tsx';
import { pathOfFrame } from '../../../ui/stack-frames.ts';
import { formatExactClock } from '../../../ui/time-text.ts';
import { Fact, Id } from './fact.tsx';
import { programFacts, type ProgramFacts } from './program-facts.ts';
import { kindName, statusName } from './span-kind.ts';
import styles from './details.module.css';

interface SpanFactsProps {
  readonly model: WaterfallModel;
  readonly row: number;
  readonly span: SpanDetails | undefined;
}

const told = SpanMark.orphan | SpanMark.duplicate | SpanMark.cycle | SpanMark.negative;

export function SpanFacts({ model, row, span }: SpanFactsProps): ReactNode {
  const { columns } = model;
  const length = columns.length[row] as number;
  const own = selfTime(columns, row);
  const start = unixNanos(columns.startNanos[row] as bigint);
  const status = columns.status[row] as number;
  const isError = ((columns.marks[row] as number) & SpanMark.error) !== 0;
  const oddities = markTexts((columns.marks[row] as number) & told);
  const parent = columns.parent[row] as number;
  const { busy, source, thread } = useMemo(() => programFacts(span?.attributes ?? []), [span]);
  return (
    <>
      {isError ? (
        <div className={styles['trouble']}>
          <CircleAlert size={14} aria-hidden="true" />
          <span>
            {span?.statusMessage === undefined || span.statusMessage === ''
              ? status === 2
                ? 'Status: error'
                : 'An exception was recorded'
              : span.statusMessage}
          </span>
        </div>
      ) : undefined}
      {oddities.length > 0 ? <p className={styles['odd']}>{oddities.join(' · ')}</p> : undefined}
      <dl className={styles['facts']}>
        <Fact name="Duration">
          <strong>{formatNanos(length)}</strong> <Share part={length} whole={model.total} of="the trace" />
        </Fact>
        <StateFact model={model} row={row} />
        <Fact name="Self time">
          {formatNanos(own)} <Share part={own} whole={length} of="the span" />
        </Fact>
        {busy === undefined ? undefined : (
          <Fact name="Busy">
            {formatNanos(busy.busy)} <Share part={busy.busy} whole={busy.busy + busy.idle} of="its time" />
            <span className={styles['dim']}>, idle {formatNanos(busy.idle)}</span>
          </Fact>
        )}
        <Fact name="Start">
          +{formatNanos(columns.offset[row] as number)}{' '}
          <span className={styles['dim']} title={isoOfUnixNanos(start)}>
            {formatExactClock(start)}
          </span>
        </Fact>
        <Fact name="Start, exact">
          <Id label="Copy start in Unix nanoseconds" text={`${start}`} />
        </Fact>
        <ClockFact model={model} row={row} />
        <Fact name="Kind">{kindName(columns.kind[row] as number)}</Fact>
        <Fact name="Status">
          {statusName(status)}
          {!isError && span !== undefined && span.statusMessage !== '' ? (
            <span className={styles['dim']}> {span.statusMessage}</span>
          ) : undefined}
        </Fact>
        <Fact name="Span id">
          <Id label="Copy span id" text={spanIdAt(columns.spanIds, row * 8)} />
        </Fact>
        <Fact name="Parent">
          {parent < 0 ? (
            <span className={styles['dim']}>{span?.parentId ?? 'none: a root'}</span>
          ) : (
            <button type="button" className={styles['jump']} onClick={() => model.select(parent)}>
              <code>{spanIdAt(columns.spanIds, parent * 8)}</code>
            </button>
          )}
          {parent >= 0 && span !== undefined && span.parentId === undefined ? (
            <span className={styles['dim']}> by its time: the sender names no parents</span>
          ) : undefined}
        </Fact>
        {source === undefined ? undefined : <SourceFact source={source} />}
        {thread === '' ? undefined : <Fact name="Thread">{thread}</Fact>}
        {span === undefined || span.traceState === '' ? undefined : (
          <Fact name="Trace state">
            <Id label="Copy trace state" text={span.traceState} />
          </Fact>
        )}
      </dl>
    </>
  );
}

/** Where the span is made; a file of this machine can be opened. */
function SourceFact({ source }: { readonly source: NonNullable<ProgramFacts['source']> }): ReactNode {
  const { file, line, within } = source;
  const { open, useLocated } = useSourceFiles();
  const path = pathOfFrame({ file, line, column: undefined });
  const known = useLocated(useMemo(() => (path === undefined ? [] : [path]), [path]));
  const text = line === 0 ? file : `${file}:${line}`;
  return (
    <Fact name="Source">
      {path !== undefined && known.has(path) ? (
        <button type="button" className={styles['jump']} onClick={() => open({ path, line, column: undefined })}>
          {text}
        </button>
      ) : (
        text
      )}
      {within === '' ? undefined : <span className={styles['dim']}> {within}</span>}
    </Fact>
  );
}

/** Whether the span ended, where that is not plain. */
function StateFact({ model, row }: { readonly model: WaterfallModel; readonly row: number }): ReactNode {
  const state = spanState(model.columns, model.index, row);
  if (state === 'started')
    return <Fact name="State">a start signal; the span itself has ended and is in the trace</Fact>;
  if (state !== 'running') return undefined;
  return (
    <Fact name="State">
      {model.live ? 'still running' : 'not ended'}{' '}
      <span className={styles['dim']}>its sender said that it began; no end was received</span>
    </Fact>
  );
}

/** What is known of the clock that stamped the span, where it disagrees with others. */
function ClockFact({ model, row }: { readonly model: WaterfallModel; readonly row: number }): ReactNode {
  const { clocks } = model;
  const delta = clocks?.delta(row) ?? 0;
  if (clocks === undefined || (delta === 0 && !clocks.isOutside(row))) return undefined;
  if (delta === 0) return <Fact name="Clock">outside of its parent, though not explained by skew</Fact>;
  return (
    <Fact name="Clock">
      {clocks.name(row)} seems {signedNanos(-delta)} off
      <span className={styles['dim']}>
        {clocks.corrected ? `, shown ${signedNanos(delta)} from what was sent` : ', shown as sent'}
      </span>
    </Fact>
  );
}

function Share({ part, whole, of }: { readonly part: number; readonly whole: number; readonly of: string }): ReactNode {
  const text = formatShare(part, whole);
  return text === '' ? undefined : (
    <span className={styles['dim']}>
      {text} of {of}
    </span>
  );
}
