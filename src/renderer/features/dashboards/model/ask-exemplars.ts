// The exemplars of a panel's queries: single measurements with the trace that each was made in.
import { labelsOf } from '../../../../contract/dashboards/frames-of-result.ts';
import { hex, parseSpanId, parseTraceId, type RunId, type SpanId, type TraceId } from '../../../../contract/ids.ts';
import type { Client } from '../../../data/client.ts';

/** A single measurement with the trace that it was made in. */
export interface PanelExemplar {
  /** Unix milliseconds. */
  readonly time: number;
  readonly value: number;
  readonly traceId: TraceId;
  readonly span: SpanId | undefined;
  /** Of its series and of itself. */
  readonly labels: Readonly<Record<string, string>>;
}

const mostExemplars = 300;

/** Unix milliseconds. Queries over the same series give the same ones once. */
export async function askPanelExemplars(
  client: Client,
  ask: { readonly run: RunId; readonly queries: readonly string[]; readonly from: number; readonly to: number },
  signal: AbortSignal,
): Promise<readonly PanelExemplar[]> {
  const { run, queries, from, to } = ask;
  const lists = await Promise.all(queries.map((query) => askExemplars(client, { run, query, from, to }, signal)));
  const once = new Map(lists.flat().map((one) => [`${one.traceId} ${one.span ?? ''} ${one.time} ${one.value}`, one]));
  return [...once.values()];
}

async function askExemplars(
  client: Pick<Client, 'call'>,
  request: { readonly run: RunId; readonly query: string; readonly from: number; readonly to: number },
  signal: AbortSignal,
): Promise<readonly PanelExemplar[]> {
  const table = await client.call('metrics.exemplars', { ...request, limit: mostExemplars }, signal);
  const labels = labelsOf(table.labels);
  return Array.from({ length: table.rows }, (_, row) => row).flatMap((row): readonly PanelExemplar[] => {
    const traceId = parseTraceId(hex(table.traceIds, row * 16, 16));
    if (traceId === undefined) return [];
    return [
      {
        time: table.time[row] ?? 0,
        value: table.value[row] ?? 0,
        traceId,
        span: parseSpanId(hex(table.spanIds, row * 8, 8)),
        labels: { ...labels[table.series[row] ?? 0], ...Object.fromEntries(table.attributes[row] ?? []) },
      },
    ];
  });
}
