// What `otterscope export` says on stderr when it is done: how much was written, or why nothing was.
import { terminalText } from './terminal-text.ts';
import type { ExportCounts, ExportOrder } from '../../contract/exports.ts';
import { isoOfUnixNanos } from '../../contract/iso-time.ts';
import type { UnixNanos } from '../../contract/time.ts';
import type { RunDescription } from '../engine/reader-messages.ts';

export interface WrittenCounts extends ExportCounts {
  readonly bytes: number;
}

/** One line. */
export function writtenWords(
  order: ExportOrder,
  { items, logs, samples, bytes }: WrittenCounts,
  output: string,
): string {
  const parts =
    order.table === 'traces'
      ? [counted(items, 'trace')]
      : order.what.kind === 'query'
        ? [counted(items, 'row')]
        : [
            ...(items > logs + samples ? [counted(items - logs - samples, 'span')] : []),
            ...(logs > 0 ? [counted(logs, 'log record')] : []),
            ...(samples > 0 ? [counted(samples, 'sample')] : []),
          ];
  return `Wrote ${parts.join(' and ')} (${counted(bytes, 'byte')}) to ${terminalText(output)}.\n`;
}

/** What was looked for, where, and what could be tried instead. `run`: what the run's file says of itself. */
export function emptyWords(order: ExportOrder, run: RunDescription, output: string): string {
  const held = {
    traces: run.spans - run.evicted.spans,
    logs: run.logs - run.evicted.logs,
    metrics: run.samples - run.evicted.samples,
  };
  const file =
    output === '-' ? 'Nothing was exported' : `Nothing was exported; ${terminalText(output)} is without records`;
  const parts = [counted(held.traces, 'span'), counted(held.logs, 'log record'), counted(held.metrics, 'sample')];
  const holds = `The run "${terminalText(run.name)}" holds ${parts[0]}, ${parts[1]} and ${parts[2]}`;
  return `${file}. ${reason(order, held)} ${holds}${evicted(run)}; --run names another one.\n`;
}

const names = { traces: 'spans', logs: 'log records', metrics: 'metrics' } as const;
type Held = Readonly<Record<keyof typeof names, number>>;

function reason({ what, signal, table }: ExportOrder, held: Held): string {
  const asked = table === 'logs' || table === 'samples' ? (table === 'logs' ? 'logs' : 'metrics') : signal;
  switch (what.kind) {
    case 'run': {
      const others = (['traces', 'logs', 'metrics'] as const).filter((one) => one !== asked && held[one] > 0);
      const [other] = others;
      if (asked === 'all' || other === undefined) return 'The run is empty.';
      const only = others.map((one) => names[one]).join(' and ');
      return `The run holds no ${names[asked]}, only ${only}: --signal ${other} takes ${others.length === 1 ? 'those' : `the ${names[other]}`}.`;
    }
    case 'traces':
      return asked === 'logs' ? 'No log record of the run names the trace.' : 'The trace has no spans any more.';
    case 'spans':
      return asked === 'logs' ? 'No log record names one of the spans.' : 'The trace has no such spans.';
    case 'query':
      return 'The query has no result; otterscope query tells more about it.';
    case 'metrics': {
      const named = what.metrics.map((one) => `--metric ${terminalText(one)}`).join(' or ');
      const { from, to } = what;
      const where = from === undefined && to === undefined ? '' : ` lies ${between(from, to)}`;
      if (named === '') return `No sample of a metric${where === '' ? ' is there' : where}.`;
      return `No metric fits ${named}${where === '' ? '' : `, or none of its samples${where}`}.`;
    }
    case 'search': {
      const { where, from, to } = what;
      const parts = [
        ...(where.trim() === '' ? [] : [`fits --where ${terminalText(where.trim())}`]),
        ...(from === undefined && to === undefined ? [] : [`lies ${between(from, to)}`]),
      ];
      const subject = {
        traces: 'No trace',
        logs: 'No log record',
        metrics: 'No sample',
        all: 'No trace and no log record',
      }[asked];
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
  const parts = [counted(gone.spans, 'span'), counted(gone.logs, 'log record'), counted(gone.samples, 'sample')];
  if (gone.spans + gone.logs + gone.samples === 0) return '';
  return ` (${parts[0]}, ${parts[1]} and ${parts[2]} were evicted to keep its size)`;
}

function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}
