// Targets that are not PromQL but can be answered from the run: searches for traces and for log records.
import { newField } from '../../../../contract/dashboards/transform/rows.ts';
import type { Frame } from '../../../../contract/dashboards/frame.ts';
import type { Target } from '../../../../contract/dashboards/model.ts';
import type { TimeRange } from '../../../../contract/dashboards/variables/time-range.ts';
import { severityClass, severityClasses } from '../../../../contract/logs.ts';
import { unixNanos } from '../../../../contract/time.ts';
import type { RunId } from '../../../../contract/ids.ts';
import type { Client } from '../../../data/client.ts';

const usualLimit = 100;

function limitOf({ limit }: Target): number {
  return Math.min(1000, Math.max(1, Math.round(limit ?? usualLimit)));
}

function nanosOf(millis: number) {
  return unixNanos(BigInt(Math.round(millis)) * 1_000_000n);
}

export async function askTraces(
  client: Pick<Client, 'call'>,
  run: RunId,
  target: Target,
  where: string,
  range: TimeRange,
  signal: AbortSignal,
): Promise<Frame> {
  const filter = { where, from: nanosOf(range.from), to: nanosOf(range.to) };
  const { rows } = await client.call('traces.list', { run, filter, offset: 0, limit: limitOf(target) }, signal);
  return {
    target: target.id,
    name: '',
    fields: [
      newField(
        'Start time',
        'time',
        rows.map(({ start }) => Number(start / 1_000_000n)),
      ),
      newField(
        'Service',
        'string',
        rows.map(({ rootService }) => rootService),
      ),
      newField(
        'Name',
        'string',
        rows.map(({ rootOperation }) => rootOperation),
      ),
      {
        ...newField(
          'Duration',
          'number',
          rows.map(({ duration }) => Number(duration)),
        ),
        unit: 'ns',
      },
      newField(
        'Trace ID',
        'string',
        rows.map(({ traceId }) => traceId),
      ),
    ],
  };
}

export async function askLogs(
  client: Pick<Client, 'call'>,
  run: RunId,
  target: Target,
  where: string,
  range: TimeRange,
  newestFirst: boolean,
  signal: AbortSignal,
): Promise<Frame> {
  const request = {
    run,
    where,
    from: nanosOf(range.from),
    to: nanosOf(range.to),
    order: newestFirst ? 'newest' : 'oldest',
    limit: limitOf(target),
  } as const;
  const answer = await client.call('logs.list', request, signal);
  const rows = Array.from({ length: answer.rows }, (_, row) => row);
  return {
    target: target.id,
    name: '',
    fields: [
      newField(
        'Time',
        'time',
        rows.map((row) => Number((answer.time[row] ?? 0n) / 1_000_000n)),
      ),
      newField(
        'Level',
        'string',
        rows.map((row) => severityClasses[severityClass(answer.severity[row] ?? 0)]),
      ),
      newField(
        'Service',
        'string',
        rows.map((row) => answer.texts[answer.service[row] ?? 0]),
      ),
      newField(
        'Body',
        'string',
        rows.map((row) => answer.body[row]),
      ),
    ],
  };
}
