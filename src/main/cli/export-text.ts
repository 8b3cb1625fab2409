// What `otterscope export` says on stderr when it is done: how much was written, or why nothing was.
import { terminalText } from './terminal-text.ts';
import type { ExportOrder } from '../../contract/exports.ts';
import { isoOfUnixNanos } from '../../contract/iso-time.ts';
import type { UnixNanos } from '../../contract/time.ts';
import type { RunDescription } from '../engine/reader-messages.ts';

export interface WrittenCounts {
  /** Spans, log records or rows. */
  readonly items: number;
  readonly logs: number;
  readonly bytes: number;
}

/** One line. */
export function writtenWords(order: ExportOrder, { items, logs, bytes }: WrittenCounts, output: string): string {
  const parts =
    order.table === 'traces'
      ? [counted(items, 'trace')]
      : [...(items > logs ? [counted(items - logs, 'span')] : []), ...(logs > 0 ? [counted(logs, 'log record')] : [])];
  return `Wrote ${parts.join(' and ')} (${counted(bytes, 'byte')}) to ${terminalText(output)}.\n`;
}

/** What was looked for, where, and what could be tried instead. `run`: what the run's file says of itself. */
export function emptyWords(order: ExportOrder, run: RunDescription, output: string): string {
  const [spans, logs] = [run.spans - run.evicted.spans, run.logs - run.evicted.logs];
  const file =
    output === '-' ? 'Nothing was exported' : `Nothing was exported; ${terminalText(output)} is without records`;
  const holds = `The run "${terminalText(run.name)}" holds ${counted(spans, 'span')} and ${counted(logs, 'log record')}`;
  return `${file}. ${reason(order, spans, logs)} ${holds}${evicted(run)}; --run names another one.\n`;
}

function reason({ what, signal, table }: ExportOrder, spans: number, logs: number): string {
  const asked = table ?? signal;
  const [one, other] = asked === 'logs' ? ['log records', 'spans'] : ['spans', 'log records'];
  switch (what.kind) {
    case 'run': {
      const otherCount = asked === 'logs' ? spans : logs;
      if (asked === 'all' || otherCount === 0) return 'The run is empty.';
      return `The run holds no ${one}, only ${other}: --signal ${asked === 'logs' ? 'traces' : 'logs'} takes those.`;
    }
    case 'traces':
      return asked === 'logs' ? 'No log record of the run names the trace.' : 'The trace has no spans any more.';
    case 'spans':
      return asked === 'logs' ? 'No log record names one of the spans.' : 'The trace has no such spans.';
    case 'search': {
      const { where, from, to } = what;
      const parts = [
        ...(where.trim() === '' ? [] : [`fits --where ${terminalText(where.trim())}`]),
        ...(from === undefined && to === undefined ? [] : [`lies ${between(from, to)}`]),
      ];
      const subject = asked === 'logs' ? 'No log record' : asked === 'all' ? 'No trace and no log record' : 'No trace';
      return `${subject} ${parts.length === 0 ? 'was found' : parts.join(' and ')}.`;
    }
  }
}

function between(from: UnixNanos | undefined, to: UnixNanos | undefined): string {
  if (to === undefined) return from === undefined ? '' : `at or behind --from ${isoOfUnixNanos(from)}`;
  if (from === undefined) return `at or before --to ${isoOfUnixNanos(to)}`;
  const span = `between --from ${isoOfUnixNanos(from)} and --to ${isoOfUnixNanos(to)}`;
  return from > to ? `${span} (which is before --from)` : span;
}

function evicted({ evicted: gone }: RunDescription): string {
  if (gone.spans + gone.logs === 0) return '';
  return ` (${counted(gone.spans, 'span')} and ${counted(gone.logs, 'log record')} were evicted to keep its size)`;
}

function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}
