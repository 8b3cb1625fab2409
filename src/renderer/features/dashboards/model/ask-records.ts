// Targets that are not PromQL but can be answered from the run: searches for traces by service and name, and for logs by words.
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
  client: Client,
  run: RunId,
  target: Target,
  expression: string,
  range: TimeRange,
  signal: AbortSignal,
): Promise<Frame> {
  const where = tracesWhere(expression);
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

/** `service=kronk name=GET /v1` in the search language. */
export function tracesWhere(expression: string): string {
  const service = /(?:^| )service=(\S+)/.exec(expression)?.[1];
  const name = /(?:^| )name=(.+)$/.exec(expression)?.[1];
  const words = [
    ['service', service],
    ['name', name],
  ] as const;
  return words
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key} = ${JSON.stringify(value)}`]))
    .join(' and ');
}

export async function askLogs(
  client: Client,
  run: RunId,
  target: Target,
  expression: string,
  range: TimeRange,
  newestFirst: boolean,
  signal: AbortSignal,
): Promise<Frame> {
  const request = {
    run,
    where: logsWhere(expression),
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

/**
 * A LogQL selector with filters of lines in the search language. Labels of the shipper (`app`, `job`, ...) say which logs are
 * meant there; here only the name of the service does, when it is named exactly.
 */
export function logsWhere(expression: string): string {
  const parts: string[] = [];
  const service = /\b(?:service_name|service)\s*=\s*"((?:[^"\\]|\\.)*)"/.exec(expression)?.[1];
  if (service !== undefined && service !== '') parts.push(`service = "${service}"`);
  for (const [, operator, quoted, raw] of expression.matchAll(/(\|=|!=)\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g)) {
    const text = quoted ?? raw ?? '';
    if (text === '' || isInSelector(expression, operator, quoted ?? raw)) continue;
    parts.push(`${operator === '!=' ? 'not ' : ''}${JSON.stringify(text)}`);
  }
  return parts.join(' and ');
}

/** `!=` stands between labels too. */
function isInSelector(expression: string, operator: string | undefined, text: string | undefined): boolean {
  if (operator !== '!=' || text === undefined) return false;
  const close = expression.indexOf('}');
  return expression.indexOf(text) < close;
}
