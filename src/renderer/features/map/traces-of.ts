// The traces behind a box or an arrow of the map, as an address of the traces list.
import type { RunId } from '../../../contract/ids.ts';
import { condition, printSearch } from '../../../contract/search/print.ts';
import type { UnixNanos } from '../../../contract/time.ts';
import type { GraphRow } from '../../draw/graph/service-boxes.ts';
import { tracesLink } from '../../routes/traces-route.ts';

interface Window {
  readonly from: UnixNanos | undefined;
  readonly to: UnixNanos | undefined;
}

/**
 * Of a service: traces it takes part in. Of calls between two services: traces in which both take part. Of what only has a
 * name: traces in which a span of the service beside it names it.
 */
export function tracesOf(row: GraphRow, { from, to }: Window, run: RunId | undefined): string {
  return tracesLink({ run, filter: { where: conditionsOf(row).join(' and '), from, to } });
}

function conditionsOf(row: GraphRow): readonly string[] {
  const node = row.kind === 'node' ? row.node : row.to;
  const from = row.kind === 'edge' ? row.from : undefined;
  if (node.kind !== 'service') return [...(from?.kind === 'service' ? [ofService(from.name)] : []), naming(node.name)];
  if (from === undefined) return [ofService(node.name)];
  return [ofService(node.name), from.kind === 'service' ? withService(from.name) : naming(from.name)];
}

const ofService = (name: string): string => condition('service', '=', name, true);
const withService = (name: string): string => condition('trace.service', '=', name, true);
const naming = (text: string): string => printSearch({ kind: 'text', text, at: { from: 0, to: 0 } });
